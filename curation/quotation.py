"""Find quotations in a text, code point for code point; nothing is normalised.

Positions are zero-based offsets in Unicode code points, half-open, as in the W3C Web Annotation
TextPositionSelector; prefix and suffix are those of its TextQuoteSelector.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

__all__ = [
    "CONTEXT_LENGTH",
    "PAGE_BREAK",
    "QuotationNotFound",
    "Span",
    "is_quoted",
    "locate",
    "locator_of",
    "nearest",
    "occurrences",
]

CONTEXT_LENGTH = 32
PAGE_BREAK = "\f"


class QuotationNotFound(ValueError):
    """The words do not stand in the text, or stand there more often than was said."""


@dataclass(frozen=True)
class Span:
    """A passage of a text: its offsets, and the text around it."""

    start: int
    end: int
    prefix: str
    suffix: str
    locator: str


def occurrences(text: str, quote: str) -> list[int]:
    """Return the offsets at which ``quote`` stands in ``text``, overlapping ones included."""
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def locate(text: str, quote: str, *, start: int | None = None, nth: int | None = None) -> Span:
    """Return where ``quote`` stands in ``text``.

    ``start`` (an offset) or ``nth`` (counted from 1) choose among several occurrences.

    Raises:
        QuotationNotFound: with the nearest passage, or with the places to choose from.
    """
    if not quote.strip():
        raise QuotationNotFound("The quotation is empty. Copy the passage the fact rests on.")
    found = occurrences(text, quote)
    if not found:
        raise QuotationNotFound(
            "This quotation does not stand in the text held. "
            f"The nearest passage is: “{nearest(text, quote)}”. "
            "Copy the words exactly as they stand there, quotation marks and spaces included."
        )
    if start is not None:
        if start not in found:
            raise QuotationNotFound(
                f"The quotation does not stand at offset {start} but at "
                f"{_enumerate(found)}. Correct the start, or leave it blank."
            )
        return _span(text, start, len(quote))
    if nth is None and len(found) > 1:
        raise QuotationNotFound(
            f"The quotation stands in the text {len(found)} times, at offsets "
            f"{_enumerate(found)}. Quote more of the passage, or give the start you mean."
        )
    if nth is not None and not 1 <= nth <= len(found):
        raise QuotationNotFound(
            f"The quotation stands in the text {len(found)} times; there is no number {nth}."
        )
    return _span(text, found[(nth or 1) - 1], len(quote))


def _span(text: str, start: int, length: int) -> Span:
    end = start + length
    return Span(
        start=start,
        end=end,
        prefix=text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=text[end : end + CONTEXT_LENGTH],
        locator=locator_of(text, start),
    )


def locator_of(text: str, start: int) -> str:
    """Return where an offset stands: on which page if the text has pages, else the paragraph."""
    before = text[:start]
    if PAGE_BREAK in text:
        return f"page {before.count(PAGE_BREAK) + 1}"
    finished = [line for line in before.split("\n")[:-1] if line.strip()]
    return f"paragraph {len(finished) + 1}"


def nearest(text: str, quote: str) -> str:
    """Return the passage most like ``quote``, in whole words."""
    alignment = fuzz.partial_ratio_alignment(quote[:500], text)
    if alignment is None:
        return text[:80]
    start, end = alignment.dest_start, alignment.dest_end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end].strip()


def _enumerate(offsets: list[int]) -> str:
    shown = ", ".join(str(offset) for offset in offsets[:5])
    return shown + (" …" if len(offsets) > 5 else "")


# --- the text of a statement that claims to be a quotation -----------------------------------

OMISSION = re.compile(r"\[\s*(?:…|\.{3,})\s*\]|…|\.{3,}")
LETTERS_REPLACED = re.compile(r"(?<=[^\W_])\[\w+\]|\[\w+\](?=[^\W_])")
INSERTION = re.compile(r"(\s*)\[[^\[\]]*\](\s*)")
REPLACED = "\0"
ENCLOSING = ("“”", '""', "„“", "«»", "‘’", "''", "「」", "『』")
# Scripts that write no spaces: a quotation may begin and end between any two of their letters.
SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
LETTER = rf"[^\W{SPACELESS}]"
BEGINS_A_WORD = rf"(?<!{LETTER})(?<!{LETTER}['’])"
ENDS_A_WORD = rf"(?!{LETTER})(?!['’]{LETTER})"
BEGINS_A_NUMBER = r"(?<!\d[.,])"
ENDS_A_NUMBER = r"(?![.,]\d)"


def is_quoted(text: str, quotations: Iterable[str]) -> bool:
    """Tell whether ``text`` says, in whole words, what one of the ``quotations`` says.

    Every character counts, case and quotation marks included, but for these: any white space is
    the same as any other; quotation marks around the whole may be left out or put in; what is
    left out is marked by […] or …, and what is put in stands in [brackets]. A bracket replaces
    letters within a word, [W]e, and no whole word: what it stands for is marked as left out too.
    """
    said = [text.strip()]
    if len(said[0]) > 1 and said[0][0] + said[0][-1] in ENCLOSING:
        said.append(said[0][1:-1].strip())
    # Brackets may be the source's own.
    patterns = [_patterns_of(each) for one in said for each in (one, _without_insertions(one))]
    return any(_follow(each, quote) for quote in quotations for each in patterns)


def _without_insertions(text: str) -> str:
    """Return ``text`` without what is in brackets, omissions apart."""
    stretches = [LETTERS_REPLACED.sub(REPLACED, each) for each in OMISSION.split(text)]
    return "…".join(INSERTION.sub(_space_between, each) for each in stretches)


def _space_between(inserted: re.Match[str]) -> str:
    following = inserted.string[inserted.end() : inserted.end() + 1]
    spaced = inserted[1] or inserted[2]
    return " " if spaced and (inserted[2] or following.isalnum()) else ""


def _patterns_of(text: str) -> list[re.Pattern[str]]:
    """Return what is looked for, one after the other: the stretches between omissions."""
    stretches = [each.split() for each in OMISSION.split(text)]
    return [re.compile(_pattern_of(words)) for words in stretches if words]


def _pattern_of(words: list[str]) -> str:
    """Return the pattern of words in their order, bounded where they begin and end with letters."""
    spaced = r"\s+".join(re.escape(word).replace(re.escape(REPLACED), r"\w*") for word in words)
    first, last = words[0][0], words[-1][-1]
    before = BEGINS_A_WORD + (BEGINS_A_NUMBER if first.isdigit() else "")
    after = ENDS_A_WORD + (ENDS_A_NUMBER if last.isdigit() else "")
    return (
        (before if re.match(LETTER, first) else "")
        + spaced
        + (after if re.match(LETTER, last) else "")
    )


def _follow(patterns: list[re.Pattern[str]], quote: str) -> bool:
    """Tell whether the stretches stand in ``quote`` in their order; the first place is the best."""
    at = 0
    for pattern in patterns:
        found = pattern.search(quote, at)
        if found is None:
            return False
        at = found.end()
    return bool(patterns)
