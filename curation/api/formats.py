"""In which forms the API answers, and how a request chooses one."""

from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

from .errors import BadParameters, Flaw

__all__ = ["AtomFormat", "CSVFormat", "NDJSONFormat", "Negotiation"]


class CSVFormat(BaseRenderer):
    """CSV, as a choice for negotiation; views stream it themselves."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, *_: Any, **__: Any) -> bytes:
        """Refuse: a table is streamed, never rendered at once."""
        raise NotImplementedError("CSV is streamed by the view.")


class NDJSONFormat(BaseRenderer):
    """One JSON object on each line, as a choice for negotiation; views stream it themselves."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    charset = "utf-8"

    def render(self, data: Any, *_: Any, **__: Any) -> bytes:
        """Refuse: lines are streamed, never rendered at once."""
        raise NotImplementedError("NDJSON is streamed by the view.")


class AtomFormat(BaseRenderer):
    """An Atom feed (RFC 4287), as a choice for negotiation; the view writes it itself."""

    media_type = "application/atom+xml"
    format = "atom"
    charset = "utf-8"

    def render(self, data: Any, *_: Any, **__: Any) -> bytes:
        """Refuse: a feed is made of revisions, not of data for a renderer."""
        raise NotImplementedError("The view writes the Atom feed.")


class Negotiation(DefaultContentNegotiation):
    """``?format=`` first, then ``Accept``; an unknown format is a bad parameter."""

    def filter_renderers(self, renderers: list[Any], format: str) -> list[Any]:
        """Return the renderers of ``format``."""
        chosen = [renderer for renderer in renderers if renderer.format == format]
        if not chosen:
            allowed = [renderer.format for renderer in renderers]
            raise BadParameters(
                Flaw("format", f"“format” is one of: {', '.join(allowed)}.", allowed=allowed)
            )
        return chosen
