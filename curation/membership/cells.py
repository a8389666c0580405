"""Cells: what a rule makes of the days of a unit of time.

A value passes the rule for certain, or only if the days that are uncertain, or not researched,
turn out to be in its favour. A cell names what is certain; where nothing is, it says for want of
which knowledge.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ..vocabulary import OVERLAYS, ActorKind, Basis, Knowledge, StatusDimension, UnitRule
from .days import Unit, day_text
from .record import Entry, Evidence, StatusKind
from .spells import Slugs, Spell, Timeline

__all__ = ["OPEN", "Cell", "Outcome", "Teller"]

FORMAL, ATTENDANCE, PROCESS, ACTIVITY = (
    StatusDimension.FORMAL,
    StatusDimension.ATTENDANCE,
    StatusDimension.PROCESS,
    StatusDimension.ACTIVITY,
)
NO_MEMBERSHIP, MISSING = 0, -9
COW_CODES = {Knowledge.NONE: NO_MEMBERSHIP, Knowledge.NO_ORGANIZATION: -1}
# Of days of which this is known, anything can have been so, or can come.
OPEN = (Knowledge.NOT_RESEARCHED, Knowledge.TO_COME)
# Where this is known, the number of days on which a status was held is not.
UNCOUNTED = (Knowledge.UNCERTAIN, *OPEN)


@dataclass(frozen=True)
class Outcome:
    """What is known of an actor over a unit of time; units in the same case share one.

    ``status`` is the certain one, of several the one held last; ``statuses`` are all certain ones
    in the order in which they were last held, ``possible`` those that may pass the rule too.
    ``cow_code`` is the lossy mapping: 0 known none, -1 no organization, -9 if several codes are
    possible, None where the scheme has no code. ``is_open`` tells that on some of the days
    anything can have been so.
    """

    knowledge: Knowledge
    status: StatusKind | None
    statuses: Slugs
    possible: Slugs
    start_basis: Basis | None
    attendance: Slugs
    attendance_possible: Slugs
    process: Slugs
    process_possible: Slugs
    activity: Slugs
    activity_possible: Slugs
    evidence: tuple[Evidence, ...]
    cow_code: int | None = None

    @property
    def over(self) -> Slugs:
        """What goes along with the formal status, or without one, for certain."""
        return self.attendance + self.process + self.activity

    @property
    def over_possible(self) -> Slugs:
        """What may go along with it."""
        return self.attendance_possible + self.process_possible + self.activity_possible

    @cached_property
    def entry(self) -> Entry:
        """How answers tell it."""
        return {**self.known(), "rests_on": [each.entry() for each in self.evidence]}

    def known(self) -> Entry:
        """Return how answers tell it, but for what it rests on."""
        return {
            "knowledge": self.knowledge.value,
            "status": self.status and self.status.entry(),
            "membership_level": self.cow_code,
            "statuses": list(self.statuses),
            "possible": list(self.possible),
            "start_basis": self.start_basis and self.start_basis.value,
            "attendance": list(self.attendance),
            "attendance_possible": list(self.attendance_possible),
            "process": list(self.process),
            "process_possible": list(self.process_possible),
            "activity": list(self.activity),
            "activity_possible": list(self.activity_possible),
        }


class Cell(NamedTuple):
    """One actor over one unit of time; ``days_held`` of its days, the status is certain.

    None: on how many it was held is not known.
    """

    actor: Entry
    unit: Unit
    outcome: Outcome
    days_held: int | None

    def entry(self) -> Entry:
        """Return how answers tell it."""
        unit = self.unit
        return {
            "actor": self.actor,
            "year": unit.year,
            "period": unit.name,
            "from": day_text(unit.start),
            "until": day_text(unit.end),
            **self.outcome.entry,
            "days": unit.end - unit.start,
            "days_held": self.days_held,
        }


class Teller:
    """Tells the cells of one actor, unit by unit, by one rule."""

    def __init__(
        self,
        actor: Entry,
        timeline: Timeline,
        kinds: Mapping[str, StatusKind],
        rule: UnitRule = UnitRule.ANY,
    ) -> None:
        """Take the actor and its line of time, the kinds of status by slug, and the rule."""
        self.actor, self.timeline, self.kinds, self.rule = actor, timeline, kinds, rule
        self._uniform: dict[int, Outcome] = {}

    def cell(self, unit: Unit) -> Cell:
        """Return what is known over ``unit``."""
        _, start, end = unit
        spells = self.timeline.within(start, end)
        if len(spells) == 1 and not self._settles_doubt(spells[0], unit):
            outcome = self._throughout(spells[0])
            return Cell(self.actor, unit, outcome, _days_held(outcome, spells, unit))
        match self.rule:
            case UnitRule.FIRST:
                outcome = self._throughout(spells[0])
            case UnitRule.LAST:
                outcome = self._throughout(spells[-1])
            case _:
                outcome = self._condensed(spells, unit)
        return Cell(self.actor, unit, outcome, _days_held(outcome, spells, unit))

    def _settles_doubt(self, spell: Spell, unit: Unit) -> bool:
        """Tell whether any day will do, and something took place on one of these for certain."""
        doubt = spell.possible or any(spell.possible_overlays.values())
        if not doubt or self.rule != UnitRule.ANY:
            return False
        return bool(self.timeline.contained(unit.start, unit.end))

    def _throughout(self, spell: Spell) -> Outcome:
        if spell.start not in self._uniform:
            self._uniform[spell.start] = Outcome(
                knowledge=spell.knowledge,
                status=self.kinds[spell.status] if spell.status else None,
                statuses=(spell.status,) if spell.status else (),
                possible=spell.possible,
                start_basis=spell.start_basis,
                attendance=spell.overlays[ATTENDANCE],
                attendance_possible=spell.possible_overlays[ATTENDANCE],
                process=spell.overlays[PROCESS],
                process_possible=spell.possible_overlays[PROCESS],
                activity=spell.overlays[ACTIVITY],
                activity_possible=spell.possible_overlays[ACTIVITY],
                evidence=self.timeline.evidence([spell], spell.start, spell.end),
                cow_code=self._code(
                    spell.knowledge, spell.status, spell.possible, spell.knowledge in OPEN
                ),
            )
        return self._uniform[spell.start]

    def _condensed(self, spells: list[Spell], unit: Unit) -> Outcome:
        tally = _Tally(self.rule, unit, spells)
        if self.rule == UnitRule.ANY:
            tally.add_contained(self.timeline.contained(unit.start, unit.end))
        statuses, possible = tally.passing(FORMAL)
        attendance, attendance_possible = tally.passing(ATTENDANCE)
        process, process_possible = tally.passing(PROCESS)
        activity, activity_possible = tally.passing(ACTIVITY)
        knowledge = Knowledge.HELD if statuses else tally.knowledge()
        held = statuses[-1] if statuses else None
        return Outcome(
            knowledge=knowledge,
            status=self.kinds[held] if held else None,
            statuses=statuses,
            possible=possible,
            start_basis=tally.start_basis(held) if held else None,
            attendance=attendance,
            attendance_possible=attendance_possible,
            process=process,
            process_possible=process_possible,
            activity=activity,
            activity_possible=activity_possible,
            evidence=self.timeline.evidence(spells, unit.start, unit.end),
            cow_code=self._code(knowledge, held, possible, tally.is_open),
        )

    def _code(
        self, knowledge: Knowledge, status: str | None, possible: Slugs, is_open: bool
    ) -> int | None:
        """Return the Correlates of War code: of a state, and only where it can be but one."""
        if self.actor["kind"] != ActorKind.STATE:
            return None
        if status:
            return self.kinds[status].cow_code
        if knowledge not in UNCOUNTED:
            return COW_CODES.get(knowledge)
        codes = {NO_MEMBERSHIP, *(self.kinds[each].cow_code for each in possible)}
        return MISSING if is_open or len(codes) > 1 else NO_MEMBERSHIP


class _Tally:
    """The days of a unit, counted by what was certainly and what conceivably held on them."""

    def __init__(self, rule: UnitRule, unit: Unit, spells: Iterable[Spell]) -> None:
        self.rule, self.length = rule, unit.end - unit.start
        self.known: Counter[Knowledge] = Counter()
        self.certain: dict[StatusDimension, Counter[str]] = {}
        self.conceivable: dict[StatusDimension, Counter[str]] = {}
        self.bases: dict[str, Basis | None] = {}
        self.last_held: dict[str, int] = {}
        for dimension in (FORMAL, *OVERLAYS):
            self.certain[dimension], self.conceivable[dimension] = Counter(), Counter()
        for spell in spells:
            self._count(spell, max(spell.start, unit.start), min(spell.end, unit.end))

    def _count(self, spell: Spell, start: int, end: int) -> None:
        self.known[spell.knowledge] += end - start
        if spell.status:
            self.bases[spell.status] = spell.start_basis
        sure = {FORMAL: (spell.status,) if spell.status else (), **spell.overlays}
        unsure = {FORMAL: spell.possible, **spell.possible_overlays}
        for dimension, statuses in sure.items():
            for status in statuses:
                self.certain[dimension][status] += end - start
                self.last_held[status] = end
            for status in (*statuses, *unsure[dimension]):
                self.conceivable[dimension][status] += end - start

    def add_contained(self, episodes: Iterable[Any]) -> None:
        """Count a day of episodes that lie within the unit, though no day of them is certain."""
        for episode in episodes:
            certain = self.certain[episode.dimension]
            if not certain[episode.status]:
                certain[episode.status] = 1
                self.bases[episode.status] = episode.start_basis
                self.last_held[episode.status] = episode.possible.end

    def passing(self, dimension: StatusDimension) -> tuple[Slugs, Slugs]:
        """Return the statuses that pass for certain, the last held last, and those that may."""
        certain = [each for each, days in self.certain[dimension].items() if self._passes(days)]
        may = [each for each, days in self.conceivable[dimension].items() if self._passes(days)]
        certain.sort(key=self.last_held.__getitem__)
        return tuple(certain), tuple(each for each in may if each not in certain)

    @property
    def is_open(self) -> bool:
        """Whether on some of the days anything can have been so, or can come."""
        return any(self.known[each] for each in OPEN)

    def start_basis(self, status: str) -> Basis | None:
        """Return the basis of the start of the episode in which ``status`` was last held."""
        return self.bases[status]

    def knowledge(self) -> Knowledge:
        """Return what is known where no status passes for certain."""
        if self.known[Knowledge.TO_COME] == self.length:
            return Knowledge.TO_COME
        absent = self.known[Knowledge.NO_ORGANIZATION]
        nothing = absent + self.known[Knowledge.NONE]
        if absent == self.length:
            return Knowledge.NO_ORGANIZATION
        if self._nothing_passes(nothing):
            return Knowledge.NONE
        most = max(self.conceivable[FORMAL].values(), default=0)
        nothing += self.known[Knowledge.UNCERTAIN] + self.known[Knowledge.TO_COME]
        if self._passes(most) or self._nothing_passes(nothing):
            return Knowledge.UNCERTAIN
        blank = self.known[Knowledge.NOT_RESEARCHED]
        if blank and (self._passes(most + blank) or self._nothing_passes(nothing + blank)):
            return Knowledge.NOT_RESEARCHED
        return Knowledge.MIXED

    def _passes(self, days: int) -> bool:
        match self.rule:
            case UnitRule.ANY:
                return days > 0
            case UnitRule.ALL:
                return days == self.length
            case _:
                return 2 * days > self.length

    def _nothing_passes(self, days: int) -> bool:
        """Tell whether nothing at all was held by the rule: by that of any day, on all days."""
        return 2 * days > self.length if self.rule == UnitRule.MAJORITY else days == self.length


def _days_held(outcome: Outcome, spells: list[Spell], unit: Unit) -> int | None:
    if outcome.knowledge in UNCOUNTED:
        return None
    return sum(
        min(spell.end, unit.end) - max(spell.start, unit.start)
        for spell in spells
        if outcome.status and spell.status == outcome.status.slug
    )
