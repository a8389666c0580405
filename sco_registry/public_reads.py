"""Public requests are answered by the replica, the desk's by the primary or not at all.

What the replica cannot answer is asked of the primary, from the beginning: it is away, it has
ended a statement that stood in the way of replaying, or it is behind the moment asked about.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from curation.errors import NotReplayed
from curation.servers import (
    PRIMARY,
    REPLICA,
    Turn,
    current_turn,
    is_of_this_server,
    taking,
    turn_to,
    with_turn,
)
from curation.web.errors import desk_closed

__all__ = ["PublicReads"]


class PublicReads:
    """Chooses the server for a request by the surface that it is for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember what answers the request, and where the desk is."""
        self.get_response = get_response
        self.desk = reverse("admin:index")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; a stream goes on with the server that it was begun with."""
        if request.path.startswith(self.desk):
            return self.get_response(request) if PRIMARY.answers() else desk_closed(request)
        if not REPLICA.is_configured():
            return self.get_response(request)
        with taking(Turn(REPLICA, PRIMARY)):
            response = self.get_response(request)
            turn = current_turn()
        if response.streaming:
            response.streaming_content = with_turn(turn, response.streaming_content)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Turn to the primary for views that are for one visitor alone."""
        if getattr(getattr(view, "view_class", None), "needs_primary", False):
            turn_to(PRIMARY)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer by the next server what the view could not by this one."""
        if not (is_of_this_server(exception) and current_turn().can_go_on()):
            return None
        if isinstance(exception, NotReplayed) and not PRIMARY.answers():
            turn_to(REPLICA)  # There is no other any more: it says why it cannot answer.
        else:
            turn_to(PRIMARY)
        match = request.resolver_match
        return match.func(request, *match.args, **match.kwargs)
