"""Claims: published facts as lines of a page, each with all the evidence that it rests on."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from ..dates import Period, in_words
from ..documents import is_self_reported, on_record_as
from ..membership import Span
from ..models import Revision
from ..models.revision_queryset import RevisionQuerySet
from ..vocabulary import Certainty, Rank, RecordKind, Stance
from .exhibits import Exhibit, leading_passage
from .marks import rank_mark
from .procedures import Procedure, procedures
from .rulings import ruling_on

__all__ = ["Claim", "claims"]


@dataclass(frozen=True, slots=True)
class Claim(Exhibit):
    """A fact as revision ``number`` has it; templates read what is its kind's own from ``says``."""

    number: int
    kind: str
    rank: str
    definite: Span
    possible: Span
    says: dict[str, Any]
    procedure: Procedure | None = None

    @property
    def is_held(self) -> bool:
        """Whether the registry holds it: it is accepted, and not merely expected."""
        return self.rank == Rank.ACCEPTED and self.certainty != Certainty.EXPECTED

    @property
    def verdict(self) -> str:
        """The mark of its rank; a step of a procedure is no rival of the others."""
        return "" if self.remark else rank_mark(self.rank)

    @property
    def remark(self) -> str:
        """From which act it counts, of a step from which the registry does not count."""
        return self.procedure.remark_on(self.record) if self.procedure else ""

    @property
    def ruling(self) -> str:
        """What the registry makes of the claim."""
        if self.remark:
            return f"Step of one procedure, {self.remark}"
        return ruling_on(self.kind, self.says)

    @property
    def attribution(self) -> str:
        """As whose claim it is on record, where the registry accepts no more than that."""
        return on_record_as(self.kind, self.says) if self.rank == Rank.ACCEPTED else ""

    @property
    def attested(self) -> str:
        """When the sources attest it, in words; blank where they date it themselves."""
        text = self.says.get("attested")
        return in_words(Period.parse(text)) if text else ""

    @property
    def disputed(self) -> list[str]:
        """The ids of the facts that it contradicts."""
        return [each["id"] for each in self.says["disputes"]]

    @property
    def stance(self) -> str:
        """Where the holder of a position stands, as a word of a sentence."""
        return Stance(self.says["stance"]).label.lower()

    @property
    def is_told_by_another(self) -> bool:
        """Whether a position is told by a named actor who is not its holder."""
        return self.says["teller"] is not None and not is_self_reported(self.says)

    @property
    def kind_name(self) -> str:
        """What kind of record it is."""
        return RecordKind(self.kind).label


def claims(
    revisions: Collection[int] | RevisionQuerySet, standing: RevisionQuerySet
) -> dict[int, Claim]:
    """Return these revisions of facts, by their ids; two questions, however many.

    A queryset of ids is made part of the question. ``standing`` is what stands in the ledger: in
    it the other steps of the procedures are found that any of the facts is a step of.
    """
    columns = ("id", "record", "kind", "rank", "certainty", "definite", "possible", "document")
    rows = Revision.objects.filter(id__in=revisions).values_list(*columns)
    told = {row[0]: _claim(*row) for row in rows}
    statuses = [each.record for each in told.values() if each.kind == RecordKind.STATUS]
    steps = procedures(standing, statuses)
    return {
        number: replace(claim, procedure=steps[claim.record]) if claim.record in steps else claim
        for number, claim in told.items()
    }


def _claim(
    number: int,
    record: Any,
    kind: str,
    rank: str,
    certainty: str,
    definite: Any,
    possible: Any,
    document: dict[str, Any],
) -> Claim:
    quote, source, reported_from, teller = leading_passage(document["citations"])
    return Claim(
        record=str(record),
        label=document["label"],
        words=document["when_in_words"],
        certainty=certainty,
        quote=quote,
        source=source,
        reported_from=reported_from,
        teller=teller,
        number=number,
        kind=kind,
        rank=rank,
        definite=Span.of(definite),
        possible=Span.of(possible),
        says=document,
    )
