"""What questions about the collections of the ledger have in common."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ...asking import Flaw, FormatOnly, Grammar, KnownAt, called
from ...asking.parameters import Choice, Day, Words
from ...models import AsOf, Called

__all__ = ["FormatOnly", "Grammar", "InTime", "KnownAt"]


class InTime(KnownAt):
    """Both axes of time, and words."""

    q = Words(
        "Words of the record, in English or Russian, with or without accents; names and terms also "
        "in Chinese, and codes. As for a search engine: “a phrase”, `or`, `-not`."
    )
    highlight = Choice(
        ("0", "1"),
        "With `q` and 1, JSON entries have `highlights`: the passages in which the words stand, as "
        "HTML with `<mark>`. Finding them takes longer than the rest of a page.",
    )
    valid_at = Day("Only what held on this day.")
    extent = Choice(
        ("definite", "possible"),
        "With `valid_at`: what held on that day for certain (`definite`, the default), or what "
        "can have held then (`possible`).",
    )

    def _contradictions(self) -> Iterator[Flaw]:
        if "extent" in self.query and "valid_at" not in self.query:
            yield Flaw("extent", "“extent” qualifies “valid_at”: give that too.")
        if "highlight" in self.query and "q" not in self.query:
            yield Flaw("highlight", "“highlight” marks the words of “q”: give that too.")

    def rows(self, rows: Any, place: AsOf) -> Any:
        """Return what stands at ``place``, held on the day and passes all that is asked."""
        rows = rows.as_of(place).standing()
        if day := self.value("valid_at"):
            rows = self.on_day(rows, day, self.value("extent") or "definite")
        if question := self.value("q"):
            rows = rows.matching(question, self.called(place))
        for name, values in self.given.items():
            parameter = self.parameters[name]
            rows = parameter.narrowed(rows, parameter.at(values, place))
        return rows

    def called(self, place: AsOf) -> Called | None:
        """Return what goes by the words, in whichever language, or by such a code."""
        question = self.value("q")
        return called(place, question) if question else None

    def on_day(self, rows: Any, day: dt.date, extent: str) -> Any:
        """Return what held on ``day``; of days to come nothing is certain."""
        rows = rows.valid_on(day, extent)
        return rows.nothing() if self.is_to_come() else rows

    def last_day(self) -> dt.date | None:
        """Return the day asked about, unless what is only possible is asked for."""
        return self.value("valid_at") if self.value("extent") != "possible" else None

    def echo(self) -> dict[str, str | None]:
        """Return how the parameters of valid time were understood."""
        day = self.value("valid_at")
        extent = self.value("extent") or ("definite" if day else None)
        return {"valid_at": day and day.isoformat(), "extent": extent}
