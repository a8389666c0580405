"""Forms of the answer that are made from entries: linked data, citations, workbooks.

Markers for the negotiation of content, each with one method, ``body``. The views write the
answer out themselves; what the forms contain is told in docs/formats.md.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from rest_framework.renderers import BaseRenderer

from ..exports import Table
from ..exports.bibliography import bibtex_chunks, csl_chunks, ris_chunks
from ..exports.codebook import table_workbook
from ..exports.linked import linked_chunks

__all__ = [
    "BIBLIOGRAPHY",
    "BibTeXFormat",
    "CSLFormat",
    "EntryFormat",
    "LinkedDataFormat",
    "RISFormat",
    "WorkbookFormat",
]

Entry = dict[str, Any]


class EntryFormat(BaseRenderer):
    """A form that is made from entries, piece by piece."""

    charset = "utf-8"
    # What browsers save it as.
    extension: ClassVar[str]

    def render(self, data: Any, *_: Any, **__: Any) -> bytes:
        """Refuse: the view streams `body`, nothing is rendered at once."""
        raise NotImplementedError("Answers of this form are streamed by the view.")

    def body(self, entries: Iterable[Entry], base: str, table: Table) -> Iterable[bytes]:
        """Return the answer in pieces.

        ``base`` is the absolute address of the API's root with its slash, from which identifiers
        are made; ``table`` has the columns of the collection. Entries are drawn one by one.
        """
        raise NotImplementedError

    @property
    def content_type(self) -> str:
        """The value of the header ``Content-Type``."""
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type


class LinkedDataFormat(EntryFormat):
    """JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), which is UTF-8 and takes no charset."""

    media_type = "application/ld+json"
    format = extension = "jsonld"
    charset = None

    def body(self, entries: Iterable[Entry], base: str, table: Table) -> Iterable[bytes]:
        """Return one document with a node for each entry."""
        return linked_chunks(entries, base)


class BibTeXFormat(EntryFormat):
    """BibTeX, for sources, single records and lists of facts."""

    media_type = "application/x-bibtex"
    format = "bibtex"
    extension = "bib"

    def body(self, entries: Iterable[Entry], base: str, table: Table) -> Iterable[bytes]:
        """Return how to cite each entry."""
        return bibtex_chunks(entries, base)


class RISFormat(EntryFormat):
    """RIS, for sources, single records and lists of facts."""

    media_type = "application/x-research-info-systems"
    format = extension = "ris"

    def body(self, entries: Iterable[Entry], base: str, table: Table) -> Iterable[bytes]:
        """Return how to cite each entry."""
        return ris_chunks(entries, base)


class CSLFormat(EntryFormat):
    """CSL-JSON, for sources, single records and lists of facts."""

    media_type = "application/vnd.citationstyles.csl+json"
    format = "csl"
    extension = "json"
    charset = None

    def body(self, entries: Iterable[Entry], base: str, table: Table) -> Iterable[bytes]:
        """Return how to cite each entry."""
        return csl_chunks(entries, base)


class WorkbookFormat(EntryFormat):
    """XLSX (ISO/IEC 29500): the rows of the table, and its codebook on a sheet of its own."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = extension = "xlsx"
    charset = None

    def body(self, entries: Iterable[Entry], base: str, table: Table) -> Iterable[bytes]:
        """Return the workbook.

        Raises:
            DoesNotFit: a workbook cannot hold it; at the call, before any piece.
        """
        return table_workbook(table, map(table.row, entries))


BIBLIOGRAPHY = (BibTeXFormat, RISFormat, CSLFormat)
