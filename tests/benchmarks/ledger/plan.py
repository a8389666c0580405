"""Which revision is of which record, decided before any document is written.

A revision is written once, its successor's moment included, so that nothing is updated later.
"""

import datetime as dt
import random
from array import array
from dataclasses import dataclass, field

from curation.vocabulary import Action

__all__ = ["Plan"]

FIRST = dt.datetime(2018, 1, 1, 9, tzinfo=dt.UTC)
LAST = dt.datetime(2026, 10, 1, 18, tzinfo=dt.UTC)
SUCCEEDING = 0.10  # Of the revisions follow one of the same record.
ACTIONS = [Action.RETRACT] + [Action.REISSUE] * 3 + [Action.PUBLISH] * 16
NONE = -1


@dataclass
class Plan:
    """For each of ``size`` revisions its record, number, action and successor.

    Records are numbered from 0 in the order of their first revisions; a successor is the place
    of a later revision, or -1. Moments lie between 2018 and October 2026, each later than the
    one before.
    """

    size: int
    record: array = field(default_factory=lambda: array("l"))
    number: array = field(default_factory=lambda: array("l"))
    successor: array = field(default_factory=lambda: array("l"))
    actions: list[Action] = field(default_factory=list)
    records: int = 0

    def __post_init__(self) -> None:
        """Decide."""
        rng = random.Random(self.size)
        self._step = (LAST - FIRST) / self.size
        latest = array("l")
        for place in range(self.size):
            former = latest[int(rng.random() * len(latest))] if latest else NONE
            follows = rng.random() < SUCCEEDING and former != NONE
            if follows and self.actions[former] != Action.RETRACT:
                self._add(self.record[former], self.number[former] + 1, rng.choice(ACTIONS))
                self.successor[former] = place
                latest[self.record[former]] = place
            else:
                self._add(len(latest), 1, Action.PUBLISH)
                latest.append(place)
        self.records = len(latest)

    def _add(self, record: int, number: int, action: Action) -> None:
        self.record.append(record)
        self.number.append(number)
        self.successor.append(NONE)
        self.actions.append(action)

    def moment(self, place: int) -> dt.datetime:
        """Return since when the registry says what the revision at ``place`` says."""
        return FIRST + place * self._step

    def recorded(self, place: int) -> tuple[dt.datetime, dt.datetime | None]:
        """Return the half-open range of recorded time of the revision at ``place``."""
        successor = self.successor[place]
        return self.moment(place), None if successor == NONE else self.moment(successor)
