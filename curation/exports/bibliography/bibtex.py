"""BibTeX, made from CSL-JSON; read by BibTeX and biblatex alike.

Written here because no library keeps a title as it is: bibtexparser 2 writes it unescaped, or
with its encoder turns Cyrillic into ``\\cyra``, which only one font encoding has; pybtex leaves
``$`` and ``^`` standing, and refuses unbalanced braces.
"""

import re
from typing import Any

__all__ = ["bibtex"]

Item = dict[str, Any]

TYPES = {"article-newspaper": "article"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Text is UTF-8, as LaTeX reads it since 2018; only what TeX takes for a command is escaped.
# Braces are commands, not ``\{``: BibTeX counts the brace of ``\{`` too.
ESCAPES = {
    "\\": r"{\textbackslash}",
    "{": r"{\lbrace}",
    "}": r"{\rbrace}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "\u00a0": "~",
}
_SPECIAL = re.compile("|".join(map(re.escape, ESCAPES)))
# Of the blanks only those that end lines; no-break spaces stay.
_LINES = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
# What biblatex reads: a mark of doubt only after the whole date (EDTF level 1).
_DATE = r"\d[\dX]{3}(-[\dX]{2}){0,2}[?~%]?"
_LEVEL_1 = re.compile(rf"{_DATE}|(\.\.)?/{_DATE}|{_DATE}/(\.\.|{_DATE})?")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")


def bibtex(item: Item) -> str:
    """Return one entry, named by the item's ``id``.

    Title and names stand in double braces, so that no style changes their letters or takes an
    organization for a person. ``date`` has EDTF in full for biblatex where ``year`` and ``month``
    say less; addresses are left as they are, since ``url`` is verbatim.
    """
    kind = TYPES.get(item["type"], "misc")
    container = item.get("container-title")
    fields = {
        "author": " and ".join(filter(None, map(_protected, _names(item)))),
        "title": _protected(item.get("title")),
        "journal": _text(container) if kind == "article" else None,
        "howpublished": _text(container) if kind != "article" else None,
        "publisher": _text(item.get("publisher")),
        **_dated(item.get("issued")),
        "version": _text(item.get("version")),
        "type": _text(item.get("genre")),
        "url": item.get("URL"),
        "urldate": _day(item.get("accessed")),
        "language": item.get("language"),
        "note": _text(item.get("note")),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    ]
    return f"@{kind}{{{item['id']},\n{''.join(lines)}}}\n"


def _text(text: str | None) -> str | None:
    if not text:
        return None
    one_line = _CONTROLS.sub("", _LINES.sub(" ", text))
    return _SPECIAL.sub(lambda found: ESCAPES[found[0]], one_line)


def _protected(text: str | None) -> str | None:
    escaped = _text(text)
    return f"{{{escaped}}}" if escaped else None


def _names(item: Item) -> list[str]:
    return [name["literal"] for name in item.get("author", ())]


def _dated(issued: Item | None) -> dict[str, str | None]:
    if not issued:
        return {}
    first = issued["date-parts"][0] if "date-parts" in issued else []
    said = issued.get("edtf", "")
    return {
        "year": f"{first[0]:04}" if first else _text(issued.get("literal")),
        "month": MONTHS[first[1] - 1] if len(first) > 1 else None,
        "date": said if _LEVEL_1.fullmatch(said) else _iso(issued),
    }


def _day(date: Item | None) -> str | None:
    return _iso(date) if date else None


def _iso(date: Item) -> str | None:
    """Return date parts as ISO 8601 (a season as ISO 8601-2 has it)."""
    parts = date.get("date-parts", [])
    ends = ["-".join([f"{part[0]:04}", *(f"{n:02}" for n in part[1:])]) for part in parts]
    if "season" in date:
        return f"{ends[0]}-{20 + date['season']}"
    return "/".join(ends) or None
