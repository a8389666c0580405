"""The line of time of one actor in one organization, cut where what is known changes.

What may be claimed of a day is decided here, and argued in docs/adr/0008-what-a-cell-knows.md.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..vocabulary import OVERLAYS, Basis, Knowledge, StatusDimension
from .days import BEGINNING, END, NEVER, Span
from .record import Episode, Evidence, Life

__all__ = ["Spell", "Timeline"]

Slugs = tuple[str, ...]
NOTHING: dict[StatusDimension, Slugs] = dict.fromkeys(OVERLAYS, ())


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on which the same is known: of the formal status, and of what lies over it.

    ``possible`` are formal statuses that can have been held where none is certain; ``overlays``
    and ``possible_overlays`` are statuses of the other dimensions, certain and conceivable.
    """

    start: int
    end: int
    knowledge: Knowledge
    status: str | None = None
    start_basis: Basis | None = None
    possible: Slugs = ()
    overlays: dict[StatusDimension, Slugs] | None = None
    possible_overlays: dict[StatusDimension, Slugs] | None = None
    evidence: tuple[Evidence, ...] = ()


class Timeline:
    """What is known of one actor on every day of the calendar, as spells that tile it."""

    def __init__(self, episodes: Iterable[Episode], life: Life | None = None) -> None:
        """Lay out the episodes that count, within the organization's life."""
        self.life = life or Life()
        lived = (_within(each, self.life.span) for each in episodes)
        alive = [each for each in lived if not each.possible.is_empty]
        self.formal = [each for each in alive if each.dimension == StatusDimension.FORMAL]
        self.others = [each for each in alive if each.dimension in OVERLAYS]
        self._cuts = self._cut()
        self._known: dict[int, Spell] = {}

    @property
    def spells(self) -> list[Spell]:
        """All spells, from the beginning of the calendar to its end."""
        return self.within(BEGINNING, END)

    def within(self, start: int, end: int) -> list[Spell]:
        """Return the spells that have a day from ``start`` until before ``end``.

        No others are worked out: a roster asks for those of one day.
        """
        first = bisect_right(self._cuts, start) - 1
        last = bisect_left(self._cuts, end, lo=first + 1)
        return [self._spell_from(place) for place in range(first, last)]

    def _spell_from(self, place: int) -> Spell:
        if place not in self._known:
            self._known[place] = self._spell(self._cuts[place], self._cuts[place + 1])
        return self._known[place]

    def contained(self, start: int, end: int) -> list[Episode]:
        """Return the episodes that took place between two days, on whichever of the days."""
        span = Span(start, end)
        return [
            each
            for each in (*self.formal, *self.others)
            if each.possible.within(span) == each.possible
        ]

    def _cut(self) -> list[int]:
        """Return the days on which something else begins to be known, and the calendar's end."""
        cuts = {BEGINNING, END, *self.life.span}
        for episode in (*self.formal, *self.others):
            for span in (episode.possible, episode.definite):
                cuts.update(span if span != NEVER else ())
        return sorted(cuts)

    def _spell(self, start: int, end: int) -> Spell:
        if not self.life.span.holds(start):
            bounding = self.life.bounding(start)
            return Spell(
                start, end, Knowledge.NO_ORGANIZATION,
                overlays=NOTHING, possible_overlays=NOTHING, evidence=bounding,
            )  # fmt: skip
        certain, conceivable, over = {}, {}, []
        for dimension in OVERLAYS:
            own = [each for each in self.others if each.dimension == dimension]
            sure, unsure = _on(own, start)
            certain[dimension] = _slugs(sure)
            conceivable[dimension] = _slugs(unsure, besides=certain[dimension])
            over += [*sure, *unsure]
        return self._formal_spell(start, end, certain, conceivable, over)

    def _formal_spell(
        self,
        start: int,
        end: int,
        certain: dict[StatusDimension, Slugs],
        conceivable: dict[StatusDimension, Slugs],
        over: list[Episode],
    ) -> Spell:
        sure, unsure = _on(self.formal, start)
        status = start_basis = None
        possible: Slugs = ()
        if sure:
            # Counted by another basis, two can meet: the step taken last is the one that holds.
            held = max(sure, key=lambda each: (each.definite.start, each.evidence.record))
            knowledge, status, start_basis = Knowledge.HELD, held.status, held.start_basis
            resting = [held]
        elif unsure:
            knowledge, possible, resting = Knowledge.UNCERTAIN, _slugs(unsure), unsure
        else:
            resting = self._bounds_of_gap(start, end)
            knowledge = Knowledge.NONE if resting else Knowledge.NOT_RESEARCHED
        evidence = tuple(dict.fromkeys(each.evidence for each in (*resting, *over)))
        return Spell(
            start, end, knowledge, status, start_basis, possible, certain, conceivable, evidence
        )

    def _bounds_of_gap(self, start: int, end: int) -> list[Episode]:
        """Return what tells that nothing was held: the act that ended it, and the one that began.

        An act, as opposed to a date of which no source says what happened on it, changes an
        actor's standing; so on the other side of it there was none.
        """
        before = [each for each in self.formal if each.possible.end <= start]
        after = [each for each in self.formal if each.possible.start >= end]
        last = max((each.possible.end for each in before), default=None)
        first = min((each.possible.start for each in after), default=None)
        ended = [each for each in before if each.possible.end == last]
        begun = [each for each in after if each.possible.start == first]
        return [each for each in ended if each.end_basis != Basis.UNKNOWN] + [
            each for each in begun if each.start_basis != Basis.UNKNOWN
        ]


def _within(episode: Episode, span: Span) -> Episode:
    return replace(
        episode, definite=episode.definite.within(span), possible=episode.possible.within(span)
    )


def _on(episodes: list[Episode], day: int) -> tuple[list[Episode], list[Episode]]:
    """Return the episodes that certainly, and that only conceivably, hold on a day."""
    sure = [each for each in episodes if each.definite.holds(day)]
    unsure = [each for each in episodes if each.possible.holds(day) and each not in sure]
    return sure, unsure


def _slugs(episodes: Iterable[Episode], besides: Slugs = ()) -> Slugs:
    """Return the statuses of episodes, in the order of their starts."""
    ordered = sorted(episodes, key=lambda each: (each.possible.start, each.status))
    return tuple(
        status for status in dict.fromkeys(each.status for each in ordered)
        if status not in besides
    )  # fmt: skip
