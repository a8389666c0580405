"""Forms of the answer that are made from entries: linked data, citations, workbooks.

What they contain is told in docs/formats.md.
"""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from ..asking import BadParameters, Flaw
from ..exports import Reading, Table, moment_text
from ..exports.bibliography import bibtex_chunks, csl_chunks, ris_chunks
from ..exports.codebook import table_workbook
from ..exports.former import is_former
from ..exports.layouts import FIRST, former_context
from ..exports.linked import LinkedPage, linked_chunks
from ..exports.parsing import entries_of, lines_of
from ..exports.workbooks import DoesNotFit
from .formats import Delivery, WholeFormat

__all__ = [
    "BIBLIOGRAPHY",
    "BibTeXFormat",
    "CSLFormat",
    "LinkedDataFormat",
    "RISFormat",
    "WorkbookFormat",
]

Entry = dict[str, Any]


def entries(reading: Reading) -> Iterator[Entry]:
    """Yield the entries of a reading, one by one."""
    return entries_of(reading.json_lines())


class LinkedDataFormat(WholeFormat):
    """JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), which is UTF-8 and takes no charset."""

    media_type = content_type = "application/ld+json"
    format = extension = "jsonld"
    charset = None
    chooses = False

    def blocks(self, reading: Reading, delivery: Delivery) -> Iterable[bytes]:
        """Return one document with a node for each entry, and one for the answer itself."""
        moment = reading.place.moment
        page = LinkedPage(
            delivery.permalink, delivery.permalink, known_at=moment and moment_text(moment)
        )
        words = former_context(FIRST) if is_former(reading.place) else None
        read = entries(reading)
        return linked_chunks(read, delivery.base, page, history=delivery.history, words=words)


class BibliographicFormat(WholeFormat):
    """How to cite sources, single records and lists of facts."""

    chooses = False

    def chunks(self, *args: Any, **kwargs: Any) -> Iterable[bytes]:
        """Return the citations of entries."""
        raise NotImplementedError

    def blocks(self, reading: Reading, delivery: Delivery) -> Iterable[bytes]:
        """Return how to cite each entry, in the revision that was read."""
        return self.chunks(entries(reading), delivery.base)


class BibTeXFormat(BibliographicFormat):
    """BibTeX."""

    media_type = "application/x-bibtex"
    format = "bibtex"
    extension = "bib"
    content_type = "application/x-bibtex; charset=utf-8"
    chunks = staticmethod(bibtex_chunks)


class RISFormat(BibliographicFormat):
    """RIS."""

    media_type = "application/x-research-info-systems"
    format = extension = "ris"
    content_type = "application/x-research-info-systems; charset=utf-8"
    chunks = staticmethod(ris_chunks)


class CSLFormat(BibliographicFormat):
    """CSL-JSON."""

    media_type = content_type = "application/vnd.citationstyles.csl+json"
    format = "csl"
    extension = "json"
    charset = None
    chunks = staticmethod(csl_chunks)


class WorkbookFormat(WholeFormat):
    """XLSX (ISO/IEC 29500): the rows of the table, and its codebook on a sheet of its own."""

    media_type = content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = extension = "xlsx"
    charset = None
    tabular = True

    def blocks(self, reading: Reading, delivery: Delivery) -> Iterable[bytes]:
        """Return the workbook.

        Raises:
            BadParameters: a workbook cannot hold it; before anything is sent.
        """
        header = reading.header()
        columns = tuple(column for column in reading.table.columns if column.name in header)
        table = Table(reading.table.name, reading.table.meaning, columns)
        rows = csv.reader(lines_of(reading.csv_blocks(raw=True)), strict=True)
        next(rows)  # The header.
        try:
            return table_workbook(table, rows)
        except DoesNotFit as error:
            detail = f"As a workbook it does not fit: {error} Ask for “format=csv”."
            raise BadParameters(Flaw("format", detail)) from None


BIBLIOGRAPHY = (BibTeXFormat, RISFormat, CSLFormat)
