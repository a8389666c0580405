"""All episodes as lanes: one for each actor, solid where certain, hatched where only possible."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...membership import Episode, Record, Span, counted
from ...vocabulary import StatusDimension
from ..exhibits import Exhibit
from ..lanes import Bar, Segment
from ..marks import MARKS, OTHER, mark_of
from ..names import names_beside
from .calendar import Calendar

__all__ = ["Chart", "Lane"]


@dataclass(frozen=True)
class Lane:
    """An actor and its episodes."""

    actor: dict[str, Any]
    names: list[tuple[str, str]]
    segments: list[Segment]


class Chart:
    """The lanes, in the order in which their actors came to the organization."""

    def __init__(self, record: Record, exhibits: dict[int, Exhibit], calendar: Calendar) -> None:
        """Take the record, what the episodes say, and the calendar to lay them out on."""
        self.record, self.exhibits, self.calendar = record, exhibits, calendar

    @cached_property
    def lanes(self) -> list[Lane]:
        """The lanes of whoever has an episode within the calendar."""
        by_actor = counted(self.record)
        ordered = sorted(by_actor.items(), key=lambda item: (_first(item[1]), item[0]))
        lanes = (self._lane(slug, episodes) for slug, episodes in ordered)
        return [lane for lane in lanes if lane.segments]

    @cached_property
    def statuses(self) -> list[tuple[str, str]]:
        """Mark and name of each status in the lanes, in the order of the marks."""
        shown = {(segment.mark, segment.name) for lane in self.lanes for segment in lane.segments}
        return sorted(shown, key=lambda each: ((*MARKS, OTHER).index(each[0]), each[1]))

    @property
    def marks(self) -> list[str]:
        """The marks in the lanes."""
        return list(dict.fromkeys(mark for mark, _ in self.statuses))

    def _lane(self, slug: str, episodes: Iterable[Episode]) -> Lane:
        ordered = sorted(episodes, key=lambda each: (each.possible.start, each.definite.start))
        return Lane(
            actor=self.record.actors[slug],
            names=names_beside(self.record.names.get(slug, ())),
            segments=list(self._segments(ordered)),
        )

    def _segments(self, episodes: Iterable[Episode]) -> Iterator[Segment]:
        for episode in episodes:
            possible, status = self._bar(episode.possible), self.record.kinds[episode.status]
            if possible:
                yield Segment(
                    name=status.name,
                    mark=mark_of(episode.status),
                    possible=possible,
                    definite=self._bar(episode.definite),
                    exhibit=self.exhibits[episode.evidence.revision],
                    number=episode.evidence.revision,
                    is_over=status.dimension != StatusDimension.FORMAL,
                )

    def _bar(self, span: Span) -> Bar | None:
        """Return a span's days within the calendar, up to the present."""
        start = max(span.start - self.calendar.start.toordinal(), 0)
        end = min(span.end - self.calendar.start.toordinal(), self.calendar.present + 1)
        return Bar(start, end - start) if end > start else None


def _first(episodes: Iterable[Episode]) -> int:
    """Return the first day on which anything is certain; if nothing is, the first possible one."""
    certain = [each.definite.start for each in episodes if not each.definite.is_empty]
    return min(certain, default=min(each.possible.start for each in episodes))
