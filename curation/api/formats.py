"""In which forms the API answers, and how a request chooses one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpResponseBase, StreamingHttpResponse
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

from ..asking import BadParameters, Flaw
from ..exports import Reading
from ..exports.json_text import without_blanks
from ..patience import unlimited, with_time

__all__ = [
    "COUNT",
    "AtomFormat",
    "CSVFormat",
    "Delivery",
    "Format",
    "JSONFormat",
    "NDJSONFormat",
    "Negotiation",
    "WholeFormat",
]

COUNT = "X-Total-Count"


class Format(BaseRenderer):
    """A form of the answer. Views hand documents on as they are; nothing is rendered at once."""

    charset = "utf-8"
    # Whether its `fields` are columns of the table, not keys of an entry.
    tabular: ClassVar[bool] = False

    def render(self, data: Any, *_: Any, **__: Any) -> bytes:
        """Refuse: the view writes this form out itself."""
        raise NotImplementedError("Answers of this form are handed on, not rendered.")


class JSONFormat(Format):
    """JSON, in pages."""

    media_type = "application/json"
    format = "json"


@dataclass(frozen=True)
class Delivery:
    """What an answer has to know of the request beside what is read.

    ``base`` is the absolute address of the API's root, from which identifiers are made,
    ``permalink`` that of the answer. ``raw`` leaves what looks like a formula as it is;
    ``history`` tells that entries are revisions of one record, ``verbatim`` that they are told as
    they were published, blank texts included, ``bodiless`` that only the headers are wanted (HEAD).
    """

    base: str
    permalink: str
    raw: bool = False
    history: bool = False
    verbatim: bool = False
    bodiless: bool = False


class WholeFormat(Format):
    """A form that has all rows at once, streamed, their number told beforehand."""

    extension: ClassVar[str]
    content_type: ClassVar[str]
    # Whether the request can choose keys or columns.
    chooses: ClassVar[bool] = True

    def blocks(self, reading: Reading, delivery: Delivery) -> Iterable[bytes]:
        """Return the bytes of a reading, block by block."""
        raise NotImplementedError

    def answer(self, reading: Reading, name: str, delivery: Delivery) -> HttpResponseBase:
        """Return a stream that browsers save under ``name``.

        A stream that breaks off ends as a broken transfer; whoever wants to be sure counts. The
        database may take the time that all rows need, for which pages have a limit.
        """
        with unlimited():
            count = reading.count()
            blocks = () if delivery.bodiless else self.blocks(reading, delivery)
        return StreamingHttpResponse(
            with_time(blocks),
            content_type=self.content_type,
            headers={
                "Content-Disposition": f'attachment; filename="{name}.{self.extension}"',
                COUNT: str(count),
            },
        )


class CSVFormat(WholeFormat):
    """CSV as RFC 4180 has it, in UTF-8, with a header."""

    media_type = "text/csv"
    format = extension = "csv"
    content_type = "text/csv; charset=utf-8; header=present"
    tabular = True

    def blocks(self, reading: Reading, delivery: Delivery) -> Iterable[bytes]:
        """Return the table, copied out of the database."""
        return reading.csv_blocks(raw=delivery.raw)


class NDJSONFormat(WholeFormat):
    """Newline-delimited JSON: an entry a line."""

    media_type = "application/x-ndjson"
    format = extension = "ndjson"
    content_type = "application/x-ndjson"

    def blocks(self, reading: Reading, delivery: Delivery) -> Iterable[bytes]:
        """Return the entries, copied out of the database."""
        lines = reading.json_lines()
        return lines if delivery.verbatim else map(without_blanks, lines)


class AtomFormat(Format):
    """An Atom feed (RFC 4287)."""

    media_type = "application/atom+xml"
    format = "atom"


class Negotiation(DefaultContentNegotiation):
    """``?format=`` first, then ``Accept``; an unknown format is a bad parameter."""

    def filter_renderers(self, renderers: list[Any], format: str) -> list[Any]:
        """Return the renderers of ``format``."""
        chosen = [renderer for renderer in renderers if renderer.format == format]
        if not chosen:
            allowed = [renderer.format for renderer in renderers]
            raise BadParameters(
                Flaw("format", f"“format” must be one of: {', '.join(allowed)}.", allowed=allowed)
            )
        return chosen
