"""Memberships derived from the ledger: rosters, comparisons of them, panels and dyads.

``reading`` asks the ledger, once for each thing, and gives a `Record`; all else is computed from
that alone. ``counting`` chooses which of competing episodes count, ``spells`` lays the episodes of
an actor out as one line of time, ``cells`` condenses the days of a unit of time by a rule, and
``panel``, ``roster`` and
``comparison`` put cells together. What a cell may claim is argued in
docs/adr/0008-what-a-cell-knows.md. Read-only.
"""

from .cells import Cell, Outcome
from .comparison import Comparison, Count, Move
from .counting import counted
from .days import Span, Unit, units
from .panel import Panel
from .reading import read_record
from .record import Episode, Evidence, Life, Record, StatusKind
from .roster import Roster
from .spells import Spell, Timeline

# By which method answers are derived. 2: attendance is no formal status, what is only attested
# does not last, days to come are not certain, -9 only where several codes are possible.
METHOD = 2

__all__ = [
    "METHOD",
    "Cell",
    "Comparison",
    "Count",
    "Episode",
    "Evidence",
    "Life",
    "Move",
    "Outcome",
    "Panel",
    "Record",
    "Roster",
    "Span",
    "Spell",
    "StatusKind",
    "Timeline",
    "Unit",
    "counted",
    "read_record",
    "units",
]
