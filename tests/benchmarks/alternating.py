"""Time two pieces of work by turns, so that whatever else the machine does meets both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["Pair", "by_turns"]

TURN = 0.1  # Seconds: quick work is repeated within a turn until that has passed.
MOST = 50  # Times in one turn.


@dataclass(frozen=True)
class Pair:
    """The medians of two pieces of work, in seconds."""

    ours: float
    other: float

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.other


def by_turns(
    ours: Callable[[], Any], other: Callable[[], Any], *, turns: int = 11, warm: int = 3
) -> Pair:
    """Do both ``warm`` times unmeasured, then each ``turns`` times, one after the other."""
    times: tuple[list[float], list[float]] = ([], [])
    repeats = [_repeats(work, warm) for work in (ours, other)]
    for _ in range(turns):
        for work, repeat, taken in zip((ours, other), repeats, times, strict=True):
            taken.append(_time(work, repeat))
    return Pair(*(statistics.median(taken) for taken in times))


def _repeats(work: Callable[[], Any], warm: int) -> int:
    if not warm:
        return 1
    quickest = min(_time(work, 1) for _ in range(warm))
    return max(1, min(MOST, round(TURN / quickest)))


def _time(work: Callable[[], Any], repeat: int) -> float:
    started = time.perf_counter()
    for _ in range(repeat):
        work()
    return (time.perf_counter() - started) / repeat
