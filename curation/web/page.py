"""What all pages have in common: the question, the place, the validator, and the frame."""

from typing import Any, ClassVar

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response
from django.views import View

from ..asking import FOR_NOW, BadParameters, Grammar, KnownAt, entity_tag, is_final, keep, place_at
from ..errors import NotReplayed
from ..servers import current_turn, is_of_this_server
from . import errors
from .linked import Node
from .navigation import current_section
from .questions import Visit
from .version import version

__all__ = ["Page", "PageView"]

# What a page says of a place in the ledger never changes, but its looks do.
FOR_LONG = "public, max-age=0, s-maxage=3600, stale-while-revalidate=86400"


class Page:
    """What a template shows: read from the ledger when it is asked for.

    ``title`` and ``description`` are for the head of the page and whoever links to it; ``twin``
    is the path of the API's answer with the same content, to which the times of the question are
    added; ``kind`` is the Open Graph type.
    """

    title = ""
    description = ""
    kind = "website"

    def __init__(self, visit: Visit, **named: str) -> None:
        """Take the question; ``named`` are the parts of the address."""
        self.visit = visit

    @property
    def twin(self) -> str:
        """The path of the API's answer with the same content."""
        raise NotImplementedError

    def twin_address(self) -> str:
        """Return the address of the API's answer with the same content."""
        return self.visit.request.build_absolute_uri(self.visit.in_time(self.twin))

    def linked(self) -> list[Node]:
        """Return what the page is about, as nodes of schema.org."""
        return []


class PageView(View):
    """Shows a page; ``questions`` are the parameters that it takes, any other is refused."""

    page: ClassVar[type[Page]]
    template_name: ClassVar[str]
    questions: ClassVar[type[Grammar]] = KnownAt
    http_method_names = ("get", "head", "options")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, with a page that says what to do where that cannot be."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except BadParameters as refused:
            return errors.bad_parameters(request, refused, self.questions)
        except (OperationalError, NotReplayed) as failed:
            if is_of_this_server(failed) and current_turn().can_go_on():
                raise  # The middleware turns to the server that may know.
            return errors.unavailable(request, failed)

    def get(self, request: HttpRequest, **named: str) -> HttpResponseBase:
        """Return the page, or that the reader has it already: then nothing is read."""
        asked = self.questions(request.GET)
        moment = asked.value("known_at")
        visit = Visit(request, asked, place_at(moment))
        link = visit.permalink()
        tag = entity_tag("page", version(), link, *self.beside())
        response = get_conditional_response(request, etag=tag) or self.shown(visit, named)
        is_pinned = moment and moment == visit.pinned.moment
        lifetime = FOR_LONG if is_pinned and is_final(visit.place, visit.pinned) else FOR_NOW
        if response.status_code not in (200, 304):  # Only what is there has a validator.
            response.headers["Cache-Control"] = lifetime
            return response
        return keep(response, link=visit.address(), tag=tag, lifetime=lifetime)

    def beside(self) -> tuple[str, ...]:
        """Return what the page shows that follows from neither the question nor the place."""
        return ()

    def shown(self, visit: Visit, named: dict[str, str]) -> HttpResponse:
        """Return the page, read and rendered."""
        page = self.page(visit, **named)
        context = {"page": page, "visit": visit, "section": current_section(visit.request)}
        return TemplateResponse(visit.request, self.template_name, context).render()
