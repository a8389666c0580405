"""When a fact was so, in words: as exactly as it is recorded, never more so."""

from dataclasses import dataclass
from typing import Any

from ...comparison import extent_in_words
from ...dates import Period, in_words, in_words_with_meaning
from ...vocabulary import Basis

__all__ = ["Dating"]

Document = dict[str, Any]

MEANINGS = {
    Basis.DECISION: "decision",
    Basis.MEMORANDUM: "memorandum",
    Basis.NATIONAL_APPROVAL: "national approval",
    Basis.ENTRY_INTO_FORCE: "entry into force",
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
            return f"undated; attested {attested}" if attested else "undated"
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
