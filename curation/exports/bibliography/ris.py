"""RIS, made from CSL-JSON, as Zotero, EndNote and Mendeley read it.

Written here because rispy writes a line break of a text as it is, and what follows it would be
read as a field of its own.
"""

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["ris"]

Item = dict[str, Any]

TYPES = {
    "article-newspaper": "NEWS",
    "interview": "GEN",
    "document": "GEN",
    "treaty": "GEN",
    "webpage": "ELEC",
    "dataset": "DATA",
    "entry": "DBASE",
}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def ris(item: Item) -> str:
    """Return one reference, its lines ended by CR LF as the format has it."""
    lines = [("TY", TYPES[item["type"]]), *_fields(item)]
    tags = [f"{tag}  - {value}" for tag, value in ((tag, _one_line(each)) for tag, each in lines)
            if value]  # fmt: skip
    return "\r\n".join([*tags, "ER  - ", ""])


def _fields(item: Item) -> Iterator[tuple[str, str | None]]:
    yield "ID", item["id"]
    for author in item.get("author", ()):
        yield "AU", author["literal"]
    yield "TI", item.get("title")
    yield "T2", item.get("container-title")
    yield "PB", item.get("publisher")
    yield from _dated(item.get("issued"))
    yield "ET", item.get("version")
    yield "M3", item.get("genre")
    yield "AN", item.get("number")
    yield "UR", item.get("URL")
    yield "L2", item.get("archive")
    yield "Y2", _slashed(item.get("accessed"))
    yield "LA", item.get("language")
    yield "N1", item.get("note")


def _one_line(text: str | None) -> str:
    return _CONTROLS.sub(" ", text or "").strip(" ")


def _dated(issued: Item | None) -> Iterator[tuple[str, str | None]]:
    """Yield year and date; what numbers cannot say follows them as words, as the format allows."""
    if not issued:
        return
    slashed = _slashed(issued)
    if slashed:
        yield "PY", slashed[:4]
    beside = issued.get("edtf") or issued.get("literal") or ""
    yield "DA", f"{slashed or '///'}{beside}"


def _slashed(date: Item | None) -> str | None:
    """Return the (first) date as RIS writes it: ``YYYY/MM/DD/``, unknown parts blank."""
    if not date or "date-parts" not in date:
        return None
    year, *rest = date["date-parts"][0]
    month, day = (*(f"{number:02}" for number in rest), "", "")[:2]
    return f"{year:04}/{month}/{day}/"
