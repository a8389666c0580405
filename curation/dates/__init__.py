"""Dates as sources give them: never more exact than the evidence, always queryable.

A leaf: imports nothing of the registry. ``words`` stands on ``period``; the rules, with a table
of examples, are in ``docs/dates.md``.
"""

from curation.dates.period import InvalidPeriod, Part, Period, Section
from curation.dates.words import in_words

__all__ = ["InvalidPeriod", "Part", "Period", "Section", "in_words"]
