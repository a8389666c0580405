"""Dates as sources give them: never more exact than the evidence, always queryable.

A leaf: imports nothing of the registry. ``meaning`` stands on ``words``, ``words`` on ``period``;
the rules, with a table of examples, are in ``docs/dates.md``.
"""

from curation.dates.meaning import in_words_with_meaning
from curation.dates.period import UNKNOWN, InvalidPeriod, Part, Period, Section
from curation.dates.words import in_words

# What no source dates: only an attestation can make any day of it certain.
UNDATED = Period("", UNKNOWN, UNKNOWN, is_interval=True)

__all__ = [
    "UNDATED",
    "InvalidPeriod",
    "Part",
    "Period",
    "Section",
    "in_words",
    "in_words_with_meaning",
]
