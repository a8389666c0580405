"""What of the record rests on a source: passage by passage, in the order of reading."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from ...models import AsOf, PublishedCitation, Revision
from ...vocabulary import Rank, RecordKind, Support
from ..addresses import record_page
from ..marks import rank_mark
from ..procedures import Procedure, procedures

__all__ = ["Passage", "Resting", "cited_in", "passages_of", "relying_on"]


@dataclass(frozen=True)
class Resting:
    """A fact, and the citation by which it rests on the source."""

    pk: int
    record: str
    kind: str
    label: str
    rank: str
    citation: dict[str, Any]
    procedure: Procedure | None = None

    @property
    def start(self) -> int | None:
        """Where the passage begins in the text held."""
        return self.citation["start"]

    @property
    def end(self) -> int | None:
        """Where the passage ends."""
        return self.citation["end"]

    @property
    def address(self) -> str:
        """Where the fact stands."""
        return record_page(self.kind, self.record)

    @property
    def kind_name(self) -> str:
        """What kind of fact it is."""
        return RecordKind(self.kind).label

    @property
    def remarks(self) -> list[str]:
        """What is not to be taken for granted: that the passage supports it, and it is held."""
        support = Support(self.citation["support"])
        said = "" if support == Support.SUPPORTS else f"{support.label.lower()} it"
        step = self.procedure.remark_on(self.record) if self.procedure else ""
        return [*filter(None, (said, step or rank_mark(self.rank)))]


@dataclass
class Passage:
    """A passage with all facts that rest on it; ``number`` counts from the beginning."""

    number: int
    citation: dict[str, Any]
    facts: list[Resting] = field(default_factory=list)


def cited_in(place: AsOf, slug: str) -> list[Resting]:
    """Return what rests on a source as of a place, in the order of reading."""
    rows = PublishedCitation.objects.as_of(place).standing().of_source([slug])
    return sorted(_resting(place, rows), key=_reading_order)


def relying_on(place: AsOf, slug: str) -> list[Resting]:
    """Return what is known only through other sources that relied on this one."""
    rows = PublishedCitation.objects.as_of(place).standing().of_revisions_citing([slug])
    relying = rows.filter(citation__reported_from__slug=slug)
    return _resting(place, relying.order_by("revision__rank", "id"))


def passages_of(facts: Iterable[Resting]) -> list[Passage]:
    """Return passages, each once, with what rests on it; those without words come last."""
    passages: dict[tuple, Passage] = {}
    for fact in facts:
        told = fact.citation
        key = (told["start"], told["end"], told["quote"], told["locator"])
        if key not in passages:
            passages[key] = Passage(len(passages) + 1, told)
        passages[key].facts.append(fact)
    return list(passages.values())


def _resting(place: AsOf, rows: Any) -> list[Resting]:
    columns = ("id", "record", "kind", "label", "revision__rank", "citation")
    found = [Resting(pk, str(record), *rest) for pk, record, *rest in rows.values_list(*columns)]
    rivals = {
        each.record
        for each in found
        if each.kind == RecordKind.STATUS and each.rank == Rank.ALTERNATIVE
    }
    steps = procedures(Revision.objects.as_of(place).standing(), rivals)
    return [replace(each, procedure=steps.get(each.record)) for each in found]


def _reading_order(fact: Resting) -> tuple:
    said = fact.rank, fact.label
    if fact.start is None:
        return (1, 0, 0, fact.citation["quote"] == "", fact.citation["locator"], *said)
    return (0, fact.start, fact.end, False, "", *said)
