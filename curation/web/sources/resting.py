"""What of the record rests on a source: passage by passage, in the order of reading."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ...models import AsOf, PublishedCitation
from ...vocabulary import RecordKind, Support
from ..addresses import record_page
from ..marks import rank_mark

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
        return [*filter(None, (said, rank_mark(self.rank)))]


@dataclass
class Passage:
    """A passage with all facts that rest on it; ``number`` counts from the beginning."""

    number: int
    citation: dict[str, Any]
    facts: list[Resting] = field(default_factory=list)


def cited_in(place: AsOf, slug: str) -> list[Resting]:
    """Return what rests on a source as of a place, in the order of reading."""
    rows = PublishedCitation.objects.as_of(place).standing().of_source([slug])
    return sorted(_resting(rows), key=_reading_order)


def relying_on(place: AsOf, slug: str) -> list[Resting]:
    """Return what is known only through other sources that relied on this one."""
    rows = PublishedCitation.objects.as_of(place).standing().of_revisions_citing([slug])
    return list(_resting(rows.filter(citation__reported_from__slug=slug).order_by("id")))


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


def _resting(rows: Any) -> Iterable[Resting]:
    columns = ("id", "record", "kind", "label", "revision__rank", "citation")
    for pk, record, *rest in rows.values_list(*columns):
        yield Resting(pk, str(record), *rest)


def _reading_order(fact: Resting) -> tuple:
    if fact.start is None:
        return (1, 0, 0, fact.citation["quote"] == "", fact.citation["locator"], fact.label)
    return (0, fact.start, fact.end, False, "", fact.label)
