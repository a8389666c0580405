"""What the verification finds, and how its checks are declared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection

__all__ = ["Comparison", "Flaw", "Progress", "unseen"]

# What is being checked, how much of it is done, and out of how much.
Progress = Callable[[str, int, int], None]


def unseen(step: str, done: int, total: int) -> None:
    """Take note of no progress."""


@dataclass(frozen=True)
class Flaw:
    """Something that does not agree with the ledger, and the first revision it concerns if any."""

    revision: int | None
    message: str
    advice: str = ""

    def __str__(self) -> str:
        if self.revision is None:
            return f"{self.message[0].upper()}{self.message[1:]}."
        return f"Revision {self.revision} does not verify: {self.message}."


@dataclass(frozen=True)
class Comparison:
    """A question to the database that a sound registry answers with no rows.

    ``sql`` selects the revision concerned (or NULL) and what goes into ``message``, a format of
    ``{0}``, ``{1}``, …; the first revision comes first.
    """

    title: str
    message: str
    advice: str
    sql: str

    def flaws(self, limit: int, **columns: object) -> Iterator[Flaw]:
        """Yield at most ``limit`` flaws, those of the earliest revisions first.

        ``columns`` narrow the question down to rows with these values.
        """
        condition = " AND ".join(f"{column} = %({column})s" for column in columns) or "true"
        sql = f"SELECT * FROM ({self.sql}) AS found WHERE {condition} ORDER BY 1 NULLS LAST"
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} LIMIT {int(limit)}", columns or None)
            found = cursor.fetchall()
        for revision, *particulars in found:
            yield Flaw(revision, self.message.format(*particulars), self.advice)
