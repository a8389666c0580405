"""The line of time of one actor in one organization, cut where what is known changes.

What may be claimed of a day is decided here, and argued in docs/adr/0008-what-a-cell-knows.md.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

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
    and ``possible_overlays`` are statuses of the other dimensions, certain and conceivable. What
    is known of the formal status rests on ``evidence``.
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

    def __init__(
        self, episodes: Iterable[Episode], life: Life | None = None, horizon: int = END
    ) -> None:
        """Lay out the episodes that count, within the organization's life.

        From ``horizon`` on, days are yet to come: nothing is certain of them.
        """
        self.life, self.horizon = life or Life(), horizon
        come = Span(BEGINNING, horizon)
        lived = (_so_far(_within(each, self.life.span), come) for each in episodes)
        alive = [each for each in lived if not each.possible.is_empty]
        self.formal = [each for each in alive if each.dimension == StatusDimension.FORMAL]
        self.others = sorted(
            (each for each in alive if each.dimension in OVERLAYS),
            key=lambda each: OVERLAYS.index(each.dimension),
        )
        attendance = StatusDimension.ATTENDANCE
        self.attending = [each for each in self.others if each.dimension == attendance]
        self.spells = list(self._cut())
        self._starts = [spell.start for spell in self.spells]

    def within(self, start: int, end: int) -> list[Spell]:
        """Return the spells that have a day from ``start`` until before ``end``."""
        first = bisect_right(self._starts, start) - 1
        last = first + 1
        while last < len(self.spells) and self._starts[last] < end:
            last += 1
        return self.spells[first:last]

    def contained(self, start: int, end: int) -> list[Episode]:
        """Return the episodes that took place between two days, on whichever of the days."""
        return [
            each
            for episodes in (self.formal, self.others)
            for each in episodes
            if start <= each.possible[0] and each.possible[1] <= min(end, self.horizon)
        ]

    def evidence(self, spells: Iterable[Spell], start: int, end: int) -> tuple[Evidence, ...]:
        """Return what is known rests on: ``spells``, and what lies over them between two days.

        First what the formal status rests on, in the order of time; then the rest, by dimension,
        in the order of the ledger. It is looked up rather than kept: of hundreds of episodes that
        lie over each other, every spell would keep most.
        """
        formal = (each for spell in spells for each in spell.evidence)
        over = (
            each.evidence
            for each in self.others
            if each.possible[0] < end and start < each.possible[1]
        )
        return tuple(dict.fromkeys((*formal, *over)))

    def saying(self, status: str, start: int, end: int) -> tuple[Evidence, ...]:
        """Return the records that say that a status was held between two days, if any does.

        Where some say it for certain, those alone; in the order of time.
        """
        own = [
            each
            for each in (*self.formal, *self.others)
            if each.status == status and each.possible.start < end and start < each.possible.end
        ]
        certain = [
            each
            for each in own
            if not each.definite.is_empty
            and each.definite.start < end
            and start < each.definite.end
        ]
        ordered = sorted(certain or own, key=lambda each: each.possible.start)
        return tuple(dict.fromkeys(each.evidence for each in ordered))

    def is_known_without(self, status: str, day: int) -> bool:
        """Tell whether an act shows that ``status``, which lies over others, was not held yet.

        Or not any more: it began by an act after ``day``, or ended by one before it.
        """
        own = [each for each in self.others if each.status == status]
        return any(
            (each.possible.start > day and each.start_basis != Basis.UNKNOWN)
            or (each.possible.end <= day and each.end_basis != Basis.UNKNOWN)
            for each in own
        )

    def _cut(self) -> Iterator[Spell]:
        cuts = {BEGINNING, END, self.horizon, *self.life.span}
        for episode in (*self.formal, *self.others):
            for span in (episode.possible, episode.definite):
                cuts.update(span if span != NEVER else ())
        over = _Overlays(self.others)
        for start, end in pairwise(sorted(cuts)):
            over.advance(start)
            yield self._spell(start, end, over)

    def _spell(self, start: int, end: int, over: "_Overlays") -> Spell:
        if not self.life.span.holds(start):
            bounding = self.life.bounding(start)
            return Spell(
                start, end, Knowledge.NO_ORGANIZATION,
                overlays=NOTHING, possible_overlays=NOTHING, evidence=bounding,
            )  # fmt: skip
        sure, unsure = _on(self.formal, start)
        attending, may_attend = _on(self.attending, start)
        status = start_basis = None
        possible: Slugs = ()
        if sure:
            # Counted by another basis, two can meet: the step taken last is the one that holds.
            held = max(sure, key=lambda each: (each.definite.start, each.evidence.record))
            knowledge, status, start_basis = Knowledge.HELD, held.status, held.start_basis
            resting = [held]
        elif start >= self.horizon:
            knowledge, possible, resting = Knowledge.TO_COME, _slugs(unsure), unsure
        elif unsure:
            knowledge, possible, resting = Knowledge.UNCERTAIN, _slugs(unsure), unsure
        elif resting := attending or self._bounds_of_gap(start, end):
            # Who attends as a guest has no formal status.
            knowledge = Knowledge.NONE
        else:
            resting = may_attend
            knowledge = Knowledge.UNCERTAIN if may_attend else Knowledge.NOT_RESEARCHED
        evidence = tuple(dict.fromkeys(each.evidence for each in resting))
        overlays = over.certain(), over.conceivable()
        return Spell(start, end, knowledge, status, start_basis, possible, *overlays, evidence)

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


class _Overlays:
    """What lies over the formal status, as the days go by: one step for each bound of an episode.

    Of each status it is remembered when the episodes began that hold for certain, and those that
    only conceivably do.
    """

    def __init__(self, episodes: Iterable[Episode]) -> None:
        self._steps: list[tuple[int, bool, bool, Episode]] = []
        self._sure = {dimension: {} for dimension in OVERLAYS}
        self._unsure = {dimension: {} for dimension in OVERLAYS}
        # Of thousands of spells, many have the same over them: it is kept once.
        self._told: dict[tuple[Slugs, ...], dict[StatusDimension, Slugs]] = {}
        for each in episodes:
            cuts = [*each.possible, *(each.definite if not each.definite.is_empty else ())]
            for start, end in pairwise(sorted(set(cuts))):
                is_sure = each.definite.holds(start)
                self._steps += [(start, True, is_sure, each), (end, False, is_sure, each)]
        self._steps.sort(key=lambda step: step[0], reverse=True)

    def advance(self, day: int) -> None:
        """Go on to a day that comes after all those before."""
        while self._steps and self._steps[-1][0] <= day:
            _, begins, is_sure, episode = self._steps.pop()
            statuses = (self._sure if is_sure else self._unsure)[episode.dimension]
            starts = statuses.setdefault(episode.status, [])
            if begins:
                insort(starts, episode.possible.start)
            else:
                del starts[bisect_left(starts, episode.possible.start)]

    def certain(self) -> dict[StatusDimension, Slugs]:
        """Return the statuses that are certain, by dimension, in the order of their starts."""
        return self._by_dimension(_ordered(self._sure[dimension]) for dimension in OVERLAYS)

    def conceivable(self) -> dict[StatusDimension, Slugs]:
        """Return the statuses that are only conceivable, likewise."""
        return self._by_dimension(
            tuple(
                status
                for status in _ordered(self._unsure[dimension])
                if not self._sure[dimension].get(status)
            )
            for dimension in OVERLAYS
        )

    def _by_dimension(self, statuses: Iterable[Slugs]) -> dict[StatusDimension, Slugs]:
        told = tuple(statuses)
        return self._told.setdefault(told, dict(zip(OVERLAYS, told, strict=True)))


def _ordered(starts: dict[str, list[int]]) -> Slugs:
    return tuple(status for _, status in sorted((own[0], status) for status, own in starts.items()
                                                if own))  # fmt: skip


def _within(episode: Episode, span: Span) -> Episode:
    if episode.possible.within(span) == episode.possible:
        return episode
    return replace(
        episode, definite=episode.definite.within(span), possible=episode.possible.within(span)
    )


def _so_far(episode: Episode, come: Span) -> Episode:
    if episode.definite.end <= come.end:
        return episode
    return replace(episode, definite=episode.definite.within(come))


def _on(episodes: list[Episode], day: int) -> tuple[list[Episode], list[Episode]]:
    """Return the episodes that certainly, and that only conceivably, hold on a day."""
    sure = [each for each in episodes if each.definite.holds(day)]
    unsure = [each for each in episodes if each.possible.holds(day) and each not in sure]
    return sure, unsure


def _slugs(episodes: Iterable[Episode]) -> Slugs:
    """Return the statuses of episodes, in the order of their starts."""
    ordered = sorted(episodes, key=lambda each: (each.possible.start, each.status))
    return tuple(dict.fromkeys(each.status for each in ordered))
