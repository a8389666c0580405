"""A held text cut where citations begin and end, so that each passage shows what rests on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..models import Citation
from ..quotation import PAGE_BREAK

__all__ = ["Segment", "marked_up", "segments"]


@dataclass(frozen=True)
class Segment:
    """A stretch of text with the citations that cover all of it, none if it is empty."""

    text: str
    citations: tuple[Citation, ...]


def segments(text: str, citations: Iterable[Citation]) -> Iterator[Segment]:
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
    covering: list[Citation] = []
    upcoming = iter(located)
    following = next(upcoming, None)
    for start, end in pairwise(bounds):
        covering = [each for each in covering if each.end > start]
        while following is not None and following.start <= start:
            covering.append(following)
            following = next(upcoming, None)
        yield Segment(text[start:end], tuple(covering))


def marked_up(text: str, citations: Iterable[Citation]) -> SafeString:
    """Return the text as HTML whose text content is the text, code point for code point.

    A cited stretch is a link to the entry of its first citation; without a script it leads there.
    """
    return format_html_join("", "{}", ((_stretch(each),) for each in segments(text, citations)))


def _stretch(segment: Segment) -> SafeString:
    words = _exactly(segment.text)
    if not segment.citations:
        return words
    number = len(segment.citations)
    return format_html(
        '<a class="cited{}" href="#citation-{}" data-citations="{}" draggable="false" '
        'title="{}">{}</a>',
        " cited-often" if number > 1 else "",
        segment.citations[0].pk,
        " ".join(str(each.pk) for each in segment.citations),
        "1 citation rests on this" if number == 1 else f"{number} citations rest on this",
        words,
    )


def _exactly(text: str) -> SafeString:
    """Return ``text`` escaped; a carriage return as a reference, or browsers would change it."""
    escaped = escape(text).replace("\r", "&#13;")
    page_break = f'<span class="page-break">{PAGE_BREAK}</span>'
    return mark_safe(escaped.replace(PAGE_BREAK, page_break))  # noqa: S308 (escaped above)
