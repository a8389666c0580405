"""Statements remembered: a question that was asked before is not compiled again.

What a question compiles to differs from one place in the ledger to another only in the place. It
is compiled once as of a place that does not exist, and the real one put in for each answer.
"""

import datetime as dt
import secrets
from collections.abc import Callable, Hashable
from typing import Any

from ..models import AsOf

__all__ = ["Statements"]

Statement = tuple[str, tuple[Any, ...]]

# Nobody can guess it: a number that a visitor gives is never taken for the place.
NOWHERE = AsOf(
    2**61 + secrets.randbelow(2**61),
    dt.datetime(9000, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=secrets.randbelow(2**54)),
)


class Statements:
    """The statements of up to ``most`` questions; they are forgotten all at once."""

    def __init__(self, most: int = 1000) -> None:
        """Take how many are remembered."""
        self.most = most
        self.known: dict[Hashable, Statement] = {}

    def of(
        self, question: Hashable, place: AsOf, compiled: Callable[[AsOf], Statement]
    ) -> Statement:
        """Return the statement of ``question`` as of ``place``, which ``compiled`` makes anew.

        The question has to tell all that the statement depends on, but for the place.
        """
        statement = self.known.get(question)
        if statement is None:
            if len(self.known) >= self.most:
                self.known.clear()
            statement = self.known[question] = compiled(NOWHERE)
        sql, params = statement
        real = {NOWHERE.revision: place.revision, NOWHERE.moment: place.moment}
        return sql, tuple(
            real.get(value, value) if type(value) in (int, dt.datetime) else value
            for value in params
        )
