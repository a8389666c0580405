"""A held text as HTML in which each passage leads to what rests on it."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..models import Citation
from ..segments import Segment, exactly, segments

__all__ = ["marked_up"]


def marked_up(text: str, citations: Iterable[Citation]) -> SafeString:
    """Return the text as HTML whose text content is the text, code point for code point.

    A cited stretch is a link to the entry of its first citation; without a script it leads there.
    """
    return format_html_join("", "{}", ((_stretch(each),) for each in segments(text, citations)))


def _stretch(segment: Segment[Citation]) -> SafeString:
    words = exactly(segment.text)
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
