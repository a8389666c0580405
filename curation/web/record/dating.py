"""When a fact was so, in words: as exactly as it is recorded, never more so."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from ...dates import Period, in_words, in_words_with_meaning
from ...vocabulary import Basis

__all__ = ["Dating", "extent_in_words"]

Document = dict[str, Any]
Extent = dict[str, str | None] | None

ONE_DAY = dt.timedelta(days=1)
MEANINGS = {
    Basis.DECISION: "a decision",
    Basis.MEMORANDUM: "a memorandum",
    Basis.NATIONAL_APPROVAL: "national approval",
    Basis.ENTRY_INTO_FORCE: "an entry into force",
    Basis.UNKNOWN: "",
}


@dataclass(frozen=True)
class Dating:
    """The dates of a fact's document."""

    document: Document

    @property
    def edtf(self) -> str:
        """The date as it is recorded."""
        return self.document["when"]

    @property
    def words(self) -> str:
        """The date in words; of a status, with what its dates are the dates of."""
        if not self.edtf:
            attested = self.attested
            return f"attested {attested}; not dated" if attested else "no source dates it"
        period = Period.parse(self.edtf)
        if "start_basis" not in self.document:
            return in_words(period)
        meanings = (MEANINGS[Basis(self.document[key])] for key in ("start_basis", "end_basis"))
        return in_words_with_meaning(period, *meanings)

    @property
    def attested(self) -> str:
        """The time of which sources speak as their present; blank if none does."""
        attested = self.document["attested"]
        return in_words(Period.parse(attested)) if attested else ""

    @property
    def definite(self) -> str:
        """When it certainly was so."""
        return extent_in_words(self.document["definite"])

    @property
    def possible(self) -> str:
        """When it conceivably was so."""
        return extent_in_words(self.document["possible"])


def extent_in_words(extent: Extent) -> str:
    """Return a half-open range of days in words, by its first and its last day."""
    if extent is None:
        return "on no day that is known"
    first = extent["from"] and dt.date.fromisoformat(extent["from"])
    until = extent["until"] and dt.date.fromisoformat(extent["until"])
    last = until and until - ONE_DAY
    if not first and not last:
        return "at any time"
    if not last:
        return f"from {_day(first)} on"
    if not first:
        return f"until {_day(last)}"
    return f"on {_day(first)}" if first == last else f"from {_day(first)} to {_day(last)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
