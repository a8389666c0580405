"""How far long work has come.

A long action is a generator of `Progress` that ends with its result: a page can show each step,
and whoever wants nothing but the result calls `finish`. Abandoned half-way, its transaction is
rolled back.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Progress", "Steps", "finish"]

Result = TypeVar("Result")


@dataclass(frozen=True)
class Progress:
    """What is being done, and how much of it is done."""

    deed: str
    done: int
    total: int


Steps = Generator[Progress, None, Result]


def finish(steps: Steps[Result], progress: Callable[[Progress], None] | None = None) -> Result:
    """Carry out all steps, tell ``progress`` of each, and return the result."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        if progress is not None:
            progress(step)
