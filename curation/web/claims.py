"""Claims: published facts as lines of a page, each with all the evidence that it rests on."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ..dates import Period, in_words
from ..membership import Span
from ..models import Revision
from ..models.revision_queryset import RevisionQuerySet
from ..vocabulary import Certainty, Rank, RecordKind, Stance
from .exhibits import Exhibit, leading_passage

__all__ = ["Claim", "claims", "verdict_on"]

# The registry's verdict on a claim, in a word or two.
VERDICTS = {Rank.ALTERNATIVE: "competing claim", Rank.REJECTED: "known wrong"}


@dataclass(frozen=True, slots=True)
class Claim(Exhibit):
    """A fact as revision ``number`` has it; templates read what is its kind's own from ``says``."""

    number: int
    kind: str
    rank: str
    definite: Span
    possible: Span
    says: dict[str, Any]

    @property
    def is_held(self) -> bool:
        """Whether the registry holds it: it is accepted, and not merely expected."""
        return self.rank == Rank.ACCEPTED and self.certainty != Certainty.EXPECTED

    @property
    def verdict(self) -> str:
        """What the registry makes of the claim, where it does not hold it."""
        return verdict_on(self.rank)

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
        """Whether somebody else than the holder tells a position."""
        teller, holder = self.says["teller"], self.says["holder"]
        return teller is not None and (holder is None or holder["slug"] != teller["slug"])

    @property
    def kind_name(self) -> str:
        """What kind of record it is."""
        return RecordKind(self.kind).label


def verdict_on(rank: str) -> str:
    """Return what the registry makes of a claim of this rank; blank where it holds it."""
    return VERDICTS.get(Rank(rank), "")


def claims(revisions: Collection[int] | RevisionQuerySet) -> dict[int, Claim]:
    """Return these revisions of facts, by their ids; one question, however many.

    A queryset of ids is made part of the question.
    """
    columns = ("id", "record", "kind", "rank", "certainty", "definite", "possible", "document")
    rows = Revision.objects.filter(id__in=revisions).values_list(*columns)
    return {row[0]: _claim(*row) for row in rows}


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
