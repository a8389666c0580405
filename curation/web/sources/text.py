"""The whole text of a source, annotated: for signed-in editors alone."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ...models import Revision, Source
from ...segments import Segment, exactly, segments
from ..private import PrivateView
from .resting import Passage, Resting, cited_in, passages_of

__all__ = ["TextView"]

READING = "curation.view_source"


class TextView(PrivateView):
    """Shows the text held with what is published of it, at an address that nothing keeps."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """Show the text, or ask who is there.

        Raises:
            PermissionDenied: the account may not read sources.
            Http404: there is no such source, or no text of it is held.
        """
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.has_perm(READING):
            raise PermissionDenied
        source = Source.objects.filter(slug=slug).first()
        if source is None or not source.held_text:
            raise Http404(f"No text of “{slug}” is held.")
        facts = [
            each for each in cited_in(Revision.objects.place(), slug) if each.start is not None
        ]
        passages = passages_of(facts)
        context: dict[str, Any] = {
            "source": source,
            "page_of_source": reverse("source", kwargs={"slug": slug}),
            "at_the_desk": reverse("admin:curation_source_read_text", args=[source.pk]),
            "passages": passages,
            "text": annotated(source.held_text, facts, passages),
        }
        return render(request, "web/source/text.html", context)


def annotated(text: str, facts: Iterable[Resting], passages: Iterable[Passage]) -> SafeString:
    """Return the text as HTML, code point for code point; what is cited leads to its passage."""
    number_of = {fact.pk: passage.number for passage in passages for fact in passage.facts}
    begun: set[int] = set()
    pieces = [(_stretch(each, number_of, begun),) for each in segments(text, facts)]
    return format_html_join("", "{}", pieces)


def _stretch(segment: Segment[Resting], number_of: dict[int, int], begun: set[int]) -> SafeString:
    words = exactly(segment.text)
    if not segment.citations:
        return words
    numbers = sorted({number_of[fact.pk] for fact in segment.citations})
    new = [number for number in numbers if number not in begun]
    begun.update(new)
    begins = format_html_join("", '<span id="at-{}"></span>', ((number,) for number in new))
    sort = "cited often" if len(segment.citations) > 1 else "cited"
    if not segment.text.strip():  # A link has words.
        return format_html('{}<span class="{}">{}</span>', begins, sort, words)
    # Where several passages cover the stretch, the one begun last is meant.
    target = (new or numbers)[-1]
    return format_html('{}<a class="{}" href="#passage-{}">{}</a>', begins, sort, target, words)
