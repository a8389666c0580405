"""In which forms the API answers, and how a request chooses one."""

from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

from .errors import BadParameters, Flaw

__all__ = ["BULK_FORMATS", "CSVFormat", "Negotiation"]

# Of all rows at once, without pages: fewer of them are given to one client.
BULK_FORMATS = frozenset({"csv", "ndjson", "xlsx"})


class CSVFormat(BaseRenderer):
    """CSV, as a choice for negotiation; views stream it themselves."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, *_: Any, **__: Any) -> bytes:
        """Refuse: a table is streamed, never rendered at once."""
        raise NotImplementedError("CSV is streamed by the view.")


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
