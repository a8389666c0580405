"""Dates as sources give them: never more exact than the evidence, always queryable.

A leaf: imports nothing of the registry. ``extents`` stands on ``publications``, that and ``words``
on ``period``, ``meaning`` on ``words``; the rules, with tables of examples, are in
``docs/dates.md``.
"""

from curation.dates.extents import UNDATED, Extents, extents
from curation.dates.meaning import in_words_with_meaning
from curation.dates.period import InvalidPeriod, Part, Period, Section
from curation.dates.publications import Publications
from curation.dates.spoken import spoken_day
from curation.dates.words import in_words

__all__ = [
    "UNDATED",
    "Extents",
    "InvalidPeriod",
    "Part",
    "Period",
    "Publications",
    "Section",
    "extents",
    "in_words",
    "in_words_with_meaning",
    "spoken_day",
]
