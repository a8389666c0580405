"""A text cut where what stands in it begins and ends, so that each stretch shows what covers it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .quotation import PAGE_BREAK

__all__ = ["Located", "Segment", "exactly", "segments"]


class Located(Protocol):
    """What covers a stretch of a text, half-open, in code points; None where it has no place."""

    pk: object
    start: int | None
    end: int | None


L = TypeVar("L", bound=Located)


@dataclass(frozen=True)
class Segment(Generic[L]):
    """A stretch of text with the citations that cover all of it, none if it is empty."""

    text: str
    citations: tuple[L, ...]


def segments(text: str, citations: Iterable[L]) -> Iterator[Segment[L]]:
    """Yield ``text`` in stretches, each covered by the same citations throughout.

    Citations may overlap or hold one another. The stretches joined are the text.
    """
    located = sorted(
        (each for each in citations if each.start is not None),
        key=lambda each: (each.start, each.end, str(each.pk)),
    )
    bounds = sorted(
        {0, len(text), *(bound for each in located for bound in (each.start, each.end))}
    )
    covering: list[L] = []
    upcoming = iter(located)
    following = next(upcoming, None)
    for start, end in pairwise(bounds):
        covering = [each for each in covering if each.end > start]
        while following is not None and following.start <= start:
            covering.append(following)
            following = next(upcoming, None)
        yield Segment(text[start:end], tuple(covering))


def exactly(text: str) -> SafeString:
    """Return ``text`` escaped; a carriage return as a reference, or browsers would change it."""
    escaped = escape(text).replace("\r", "&#13;")
    page_break = f'<span class="page-break">{PAGE_BREAK}</span>'
    return mark_safe(escaped.replace(PAGE_BREAK, page_break))  # noqa: S308 (escaped above)
