"""Find quotations in a text, code point for code point; nothing is normalised.

Positions are zero-based offsets in Unicode code points, half-open, as in the W3C Web Annotation
TextPositionSelector; prefix and suffix are those of its TextQuoteSelector.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz

__all__ = [
    "CONTEXT_LENGTH",
    "PAGE_BREAK",
    "QuotationNotFound",
    "Span",
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
