"""How to cite the record and its sources: CSL-JSON, and BibTeX and RIS made from it."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any

from .bibtex import bibtex
from .csl import REGISTRY, csl_of, csl_of_record, csl_of_registry, csl_of_source
from .dates import csl_date
from .ris import ris

Entry = dict[str, Any]

__all__ = [
    "REGISTRY",
    "bibtex",
    "bibtex_chunks",
    "csl_chunks",
    "csl_date",
    "csl_of",
    "csl_of_record",
    "csl_of_registry",
    "csl_of_source",
    "ris",
    "ris_chunks",
]


def csl_chunks(
    entries: Iterable[Entry],
    base: str,
    *,
    accessed: dt.date | None = None,
) -> Iterator[bytes]:
    """Return the citations of entries as one array of CSL-JSON in UTF-8, item by item."""
    separator = "["
    for entry in entries:
        item = csl_of(entry, base, accessed=accessed)
        yield f"{separator}{json.dumps(item, ensure_ascii=False)}".encode()
        separator = ",\n"
    yield b"[]\n" if separator == "[" else b"]\n"


def bibtex_chunks(
    entries: Iterable[Entry],
    base: str,
    *,
    accessed: dt.date | None = None,
) -> Iterator[bytes]:
    """Return the citations of entries as BibTeX in UTF-8, entry by entry."""
    for entry in entries:
        yield f"{bibtex(csl_of(entry, base, accessed=accessed))}\n".encode()


def ris_chunks(
    entries: Iterable[Entry],
    base: str,
    *,
    accessed: dt.date | None = None,
) -> Iterator[bytes]:
    """Return the citations of entries as RIS in UTF-8, reference by reference."""
    for entry in entries:
        yield f"{ris(csl_of(entry, base, accessed=accessed))}\r\n".encode()
