"""Views that answer as of one place in the ledger."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.utils.cache import get_conditional_response
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from ...asking import (
    FOR_EVER,
    FOR_NOW,
    entity_tag,
    is_final,
    keep,
    permalink,
    place_at,
    place_on,
    quoted_on,
)
from ...models import AsOf
from ..asked_before import Question
from ..filters import FormatOnly
from ..formats import JSONFormat, WholeFormat
from ..throttling import ClientThrottle
from .public import PublicView

__all__ = ["AsOfView"]


class AsOfView(PublicView):
    """A view whose answer follows from the question and a place in the ledger alone.

    Before anything is read, every parameter is checked and the place is settled; a reader who has
    the answer already is told so then.
    """

    filterset_class: type[FormatOnly]

    def parameters(self) -> type[FormatOnly]:
        """Return the parameters that the view takes."""
        return self.filterset_class

    def is_described(self) -> bool:
        """Tell whether the request asks what can be asked, rather than asking it."""
        return self.request.method == "OPTIONS"

    def forms(self) -> tuple[type[Any], ...]:
        """Return the forms of the answer."""
        return tuple(self.renderer_classes)

    def get_renderers(self) -> list[Any]:
        """Return the forms of the answer; OPTIONS tells of them in JSON."""
        return [JSONRenderer()] if self.is_described() else [form() for form in self.forms()]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check every parameter, and settle the place in the ledger."""
        super().initial(request, *args, **kwargs)
        if self.is_described() or request.method not in ("GET", "HEAD"):
            return
        self.asked = self.parameters()(request.query_params, also=("format",))
        self.form = request.accepted_renderer
        self.place = self.settle()
        self.check_form()

    def settle(self) -> AsOf:
        """Return the place in the ledger that the request asks about."""
        return place_at(self.asked.moment())

    def check_form(self) -> None:
        """Refuse parameters that the form of the answer has no use for.

        Raises:
            BadParameters: naming each.
        """

    def today(self) -> dt.date:
        """Return the day on which the registry is quoted, in UTC."""
        return quoted_on(self.asked.moment())

    def settled(self) -> dict[str, str]:
        """Return the parameters whose default follows from the day of the question."""
        return {}

    def link(self) -> str:
        """Return the address that gives the same answer for ever."""
        named = self.settled()
        if self.form.format != JSONFormat.format and "format" not in self.request.GET:
            named["format"] = self.form.format
        return permalink(self.request, self.pinned(), **named)

    def last_day(self) -> dt.date | None:
        """Return the last day that the answer tells of; None if no day makes a difference."""
        return self.asked.last_day()

    def pinned(self) -> AsOf:
        """Return the place of the permalink, at a moment that settles which days had come."""
        return place_on(self.place, self.today(), self.last_day())

    def kept(self, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        """Return the answer with its permalink and validator, or that the reader has it already."""
        link = self.link()
        tag = entity_tag(link, self.form.format)
        had = get_conditional_response(self.request, etag=tag)
        lifetime = FOR_EVER if self.is_pinned() else FOR_NOW
        kept = keep(had or answer(), link=link, tag=tag, lifetime=lifetime)
        kept.question = self.question()
        return kept

    def question(self) -> Question | None:
        """Return what is to be remembered of the request, for whoever asks it again.

        None for what follows from the day on which it is asked, and for whole tables, which have
        a rate of their own.
        """
        follows_from_today = self.settled() or self.pinned() != self.place
        if follows_from_today or isinstance(self.form, WholeFormat):
            return None
        counts = ClientThrottle in self.throttle_classes
        return Question(self.asked.moment(), self.place, counts)

    def is_pinned(self) -> bool:
        """Tell whether the request names the very place: nothing can be recorded before it."""
        asked, given = self.asked.moment(), self.request.GET
        pinned = self.pinned()
        return (
            asked is not None
            and asked == pinned.moment
            and is_final(self.place, pinned)
            and all(name in given for name in self.settled())
        )
