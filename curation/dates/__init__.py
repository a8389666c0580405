"""Dates as sources give them: never more exact than the evidence, always queryable.

A leaf: imports nothing of the registry. ``words`` stands on ``period``; the rules, with a table
of examples, are in ``docs/dates.md``.
"""

from curation.dates.period import UNKNOWN, InvalidPeriod, Part, Period, Section
from curation.dates.words import in_words

# What no source dates: only an attestation can make any day of it certain.
UNDATED = Period("", UNKNOWN, UNKNOWN, is_interval=True)

__all__ = ["UNDATED", "InvalidPeriod", "Part", "Period", "Section", "in_words"]
