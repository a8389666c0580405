"""All revisions of a record, and what each changed."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any
from uuid import UUID

from ..comparison import CitationChange, FieldChange, changed_citations, changed_fields
from ..exports import RecordEntry
from ..models import AsOf, Revision
from ..vocabulary import Action, PublicationBasis

__all__ = ["SHOWN", "Step", "history_of"]

Document = dict[str, Any]

# The latest; all others are in the API.
SHOWN = 40
DONE = {
    Action.PUBLISH: "Corrected",
    Action.REISSUE: "Renamed",
    Action.RETRACT: "Retracted",
}

# On what ground a revision was published that no second editor approved.
GROUNDS = {
    PublicationBasis.REVIEW: "",
    PublicationBasis.BOOTSTRAP: "Came with the registry, without a second editor’s review",
    PublicationBasis.REFERENCE: "Reference data, published without review",
    PublicationBasis.LABEL: "A name or a description changed",
}


@dataclass(frozen=True)
class Step:
    """A revision beside the one before it; ``former`` is None where that is not at hand."""

    entry: Document
    former: Document | None

    @property
    def told(self) -> Document:
        """What the ledger says of the revision beside the document."""
        return self.entry["revision"]

    @property
    def number(self) -> int:
        """The number of the revision."""
        return self.told["number"]

    @property
    def done(self) -> str:
        """What was done to the record, in a word."""
        return "Published" if self.number == 1 else DONE[Action(self.told["action"])]

    @property
    def is_retraction(self) -> bool:
        """Whether the record was withdrawn by it."""
        return self.told["action"] == Action.RETRACT

    @property
    def at(self) -> dt.datetime:
        """When it was recorded."""
        return dt.datetime.fromisoformat(self.told["recorded"]["from"])

    @property
    def submitted_at(self) -> dt.datetime:
        """When it was submitted."""
        return dt.datetime.fromisoformat(self.told["submitted_at"])

    @property
    def ground(self) -> str:
        """On what ground it was published, if not that a second editor approved it."""
        return GROUNDS[PublicationBasis(self.told["basis"])]

    @property
    def moment(self) -> str:
        """The moment as of which the registry says just this."""
        return self.told["recorded"]["from"]

    @cached_property
    def fields(self) -> list[FieldChange]:
        """The fields that it changed."""
        if self.former is None:
            return []
        return changed_fields(self.told["kind"], self.former, self._document)

    @cached_property
    def citations(self) -> list[CitationChange]:
        """The passages that it added, took away, or changed."""
        if self.former is None or "citations" not in self.entry:
            return []
        return changed_citations(self.former, self._document)

    @property
    def _document(self) -> Document:
        return {key: value for key, value in self.entry.items() if key != "revision"}


def history_of(place: AsOf, record: UUID) -> list[Step]:
    """Return the latest revisions of a record up to a place, the last first."""
    rows = Revision.objects.up_to(place).filter(record=record).order_by("-number")
    texts = rows.annotate(entry=RecordEntry(place)).values_list("entry", flat=True)
    entries = [json.loads(text) for text in texts[: SHOWN + 1]]
    pairs = zip_longest(entries, entries[1:])
    return [Step(entry, former) for entry, former in pairs][:SHOWN]
