"""Long work that tells of its progress by a callback, followed step by step.

The work goes on in a thread of its own, over a connection of its own, while whoever waits is told
of each step. Whoever stops waiting stops the work: its next word of progress is answered by an
exception, on which it leaves nothing behind.
"""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, TypeVar

from django.db import connection

from ..actions.importing import Progress, Steps

__all__ = ["followed"]

Result = TypeVar("Result")
Tell = Callable[[str, int, int], None]

# Seconds after which the last step is told again: what is silent for long may be cut off.
PATIENCE = 10.0


class GivenUp(Exception):
    """Nobody waits for the work any more."""


def followed(work: Callable[[Tell], Result], *, patience: float = PATIENCE) -> Steps[Result]:
    """Carry out ``work``, yield what it tells, and return its result or raise its exception."""
    told: SimpleQueue[Progress | None] = SimpleQueue()
    outcome: dict[str, Any] = {}
    given_up = Event()

    def tell(deed: str, done: int, total: int) -> None:
        if given_up.is_set():
            raise GivenUp
        told.put(Progress(deed, done, total))

    def carry_out() -> None:
        try:
            outcome["result"] = work(tell)
        except BaseException as error:
            outcome["error"] = error
        finally:
            connection.close()
            told.put(None)

    thread = Thread(target=carry_out, name="followed work")
    thread.start()
    try:
        yield from _told(told, patience)
    finally:
        given_up.set()
        thread.join()
    if "error" in outcome:
        raise outcome["error"]
    return outcome["result"]


def _told(told: "SimpleQueue[Progress | None]", patience: float) -> Steps[None]:
    last: Progress | None = None
    while True:
        try:
            step = told.get(timeout=patience)
        except Empty:
            step = last
            if step is None:
                continue
        if step is None:
            return
        last = step
        yield step
