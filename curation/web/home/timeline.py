"""Episodes as lanes: one for each actor, solid where certain, hatched where only possible.

A front door is no archive: what it draws is bounded, however much the record holds. Formal
statuses come first, then the latest of those that lie over them; what is left out is counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from ...membership import Episode, Record, Span, counted
from ...vocabulary import StatusDimension
from ..exhibits import Exhibit
from ..lanes import Bar, Segment
from ..marks import MARKS, OTHER, mark_of
from ..names import names_beside
from ..procedures import Procedure
from .calendar import Calendar

__all__ = ["Chart", "Lane"]

# Lanes, and episodes in each: more than the organization came to in its first 25 years.
MOST_LANES, MOST_EPISODES = 40, 6


@dataclass(frozen=True)
class Lane:
    """An actor and its episodes; ``left_out`` is how many more the record holds."""

    actor: dict[str, Any]
    names: list[tuple[str, str]]
    segments: list[Segment]
    left_out: int


class Chart:
    """The lanes, in the order in which their actors came to the organization."""

    def __init__(self, record: Record, calendar: Calendar) -> None:
        """Take the record, and the calendar to lay its episodes out on."""
        self.record, self.calendar = record, calendar

    @cached_property
    def _within(self) -> dict[str, list[Episode]]:
        """The episodes of each actor that have a day within the calendar."""
        seen = {
            slug: [each for each in episodes if self._bar(each.possible)]
            for slug, episodes in counted(self.record).items()
        }
        return {slug: episodes for slug, episodes in seen.items() if episodes}

    @cached_property
    def _drawn(self) -> dict[str, list[Episode]]:
        """The episodes that are drawn: of those who held a formal status before all others."""
        most = sorted(self._within, key=lambda slug: _standing(slug, self._within[slug]))
        chosen = {slug: _foremost(self._within[slug]) for slug in most[:MOST_LANES]}
        ordered = sorted(chosen.items(), key=lambda item: (_first(item[1]), item[0]))
        return dict(ordered)

    @property
    def actors(self) -> set[str]:
        """Those who have a lane."""
        return set(self._drawn)

    @property
    def revisions(self) -> set[int]:
        """The revisions that say what is drawn."""
        return {each.evidence.revision for some in self._drawn.values() for each in some}

    @property
    def left_out(self) -> int:
        """How many episodes are not drawn."""
        return sum(map(len, self._within.values())) - sum(map(len, self._drawn.values()))

    def lanes(
        self,
        exhibits: dict[int, Exhibit],
        procedures: Mapping[str, Procedure] = MappingProxyType({}),
    ) -> list[Lane]:
        """Return the lanes, with what the episodes say and the procedures they are steps of."""
        return [
            Lane(
                actor=self.record.actors[slug],
                names=names_beside(self.record.names.get(slug, ())),
                segments=[self._segment(each, exhibits, procedures) for each in episodes],
                left_out=len(self._within[slug]) - len(episodes),
            )
            for slug, episodes in self._drawn.items()
        ]

    @cached_property
    def statuses(self) -> list[tuple[str, str]]:
        """Mark and name of each status in the lanes, in the order of the marks."""
        drawn = {each.status for episodes in self._drawn.values() for each in episodes}
        shown = {(mark_of(slug), self.record.kinds[slug].name) for slug in drawn}
        return sorted(shown, key=lambda each: ((*MARKS, OTHER).index(each[0]), each[1]))

    @property
    def marks(self) -> list[str]:
        """The marks in the lanes."""
        return list(dict.fromkeys(mark for mark, _ in self.statuses))

    def _segment(
        self,
        episode: Episode,
        exhibits: dict[int, Exhibit],
        procedures: Mapping[str, Procedure],
    ) -> Segment:
        return Segment(
            name=self.record.kinds[episode.status].name,
            mark=mark_of(episode.status),
            possible=self._bar(episode.possible),
            definite=self._bar(episode.definite),
            exhibit=exhibits[episode.evidence.revision],
            number=episode.evidence.revision,
            is_over=not _is_formal(episode),
            procedure=procedures.get(episode.evidence.record),
        )

    def _bar(self, span: Span) -> Bar | None:
        """Return a span's days within the calendar, up to the present."""
        start = max(span.start - self.calendar.start.toordinal(), 0)
        end = min(span.end - self.calendar.start.toordinal(), self.calendar.present + 1)
        return Bar(start, end - start) if end > start else None


def _is_formal(episode: Episode) -> bool:
    return episode.dimension == StatusDimension.FORMAL


def _standing(slug: str, episodes: list[Episode]) -> tuple[bool, int, str]:
    """Return what decides whether an actor has a lane: a formal status, then who came first."""
    return not any(map(_is_formal, episodes)), _first(episodes), slug


def _foremost(episodes: list[Episode]) -> list[Episode]:
    """Return the episodes that are drawn, in order: formal ones, then the latest of the others."""
    by_weight = sorted(episodes, key=lambda each: (not _is_formal(each), -each.possible.start))
    return sorted(
        by_weight[:MOST_EPISODES], key=lambda each: (each.possible.start, each.definite.start)
    )


def _first(episodes: Iterable[Episode]) -> int:
    """Return the first day on which anything is certain; if nothing is, the first possible one."""
    certain = [each.definite.start for each in episodes if not each.definite.is_empty]
    return min(certain, default=min(each.possible.start for each in episodes))
