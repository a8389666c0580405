"""What a source's page lists: a page of it at a time, of all facts or of one kind of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...asking.parameters import Choice
from ...vocabulary import FACT_KINDS, RecordKind
from ..paging import Paged, Sheet
from ..questions import Visit
from .resting import Resting, passages_of

__all__ = ["Contents", "Filter", "Part", "SourceQuestions"]

SIZE = 25
PLURALS = {
    RecordKind.STATUS: "Statuses",
    RecordKind.STATEMENT: "Statements",
    RecordKind.POSITION: "Positions",
    RecordKind.EVENT: "Events",
    RecordKind.FIGURE: "Figures",
}
# In which order a source's passages, and what has none, are listed.
PARTS = {
    "passages": "Quoted passages",
    "unquoted": "Cited without a quotation",
    "relying": "Known through other sources",
}


class SourceQuestions(Paged):
    """Which of the facts: all, or those of one kind, in pages."""

    kind = Choice(FACT_KINDS, "Only facts of this kind.")


@dataclass(frozen=True)
class Filter:
    """A kind of fact that the list can be narrowed to; blank is all of them."""

    name: str
    number: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Part:
    """Entries of one sort: how many there are, those on this page, and where they begin."""

    key: str
    total: int
    shown: list[Any]
    address: str

    @property
    def title(self) -> str:
        """What they are called."""
        return PARTS[self.key]


class Contents:
    """The facts that cite a source, and those that are known of it through other sources."""

    def __init__(self, visit: Visit, citing: Iterable[Resting], relying: Iterable[Resting]) -> None:
        """Take the question, and everything there is to list."""
        self.visit = visit
        self.everything = {"citing": list(citing), "relying": list(relying)}

    @property
    def only(self) -> str | None:
        """The kind of fact asked for."""
        return self.visit.asked.value("kind")

    @cached_property
    def entries(self) -> dict[str, list[Any]]:
        """What there is of each sort, of the kind asked for."""
        citing, relying = (
            [each for each in facts if self.only in (None, each.kind)]
            for facts in self.everything.values()
        )
        sorts = (
            passages_of(each for each in citing if each.citation["quote"]),
            [each for each in citing if not each.citation["quote"]],
            relying,
        )
        return dict(zip(PARTS, sorts, strict=True))

    @cached_property
    def sheet(self) -> Sheet:
        """Which page of the list it is."""
        total = sum(len(each) for each in self.entries.values())
        return Sheet(self.visit, self.visit.asked.value("page") or 1, total, SIZE)

    @cached_property
    def parts(self) -> list[Part]:
        """The sorts of which there is anything, each with its entries on this page."""
        first, found, passed = (self.sheet.number - 1) * SIZE, [], 0
        for key, entries in self.entries.items():
            start, end = max(first - passed, 0), max(first + SIZE - passed, 0)
            if entries:
                address = self._address(passed // SIZE + 1, key)
                found.append(Part(key, len(entries), entries[start:end], address))
            passed += len(entries)
        return found

    @cached_property
    def filters(self) -> list[Filter]:
        """The kinds of fact that there are, and all of them."""
        facts = {(each.kind, each.record) for found in self.everything.values() for each in found}
        numbers = Counter(kind for kind, _ in facts)
        kinds = [(PLURALS[kind], numbers[kind], kind.value) for kind in PLURALS if numbers[kind]]
        return [
            Filter(name, number, self._narrowed(kind), self.only == kind)
            for name, number, kind in (("All", len(facts), None), *kinds)
        ]

    def _narrowed(self, kind: str | None) -> str:
        return self.visit.in_time(self.visit.request.path, kind=kind)

    def _address(self, page: int, key: str) -> str:
        if page == self.sheet.number:
            return f"#{key}"
        number = str(page) if page > 1 else None
        return f"{self.visit.in_time(self.visit.request.path, kind=self.only, page=number)}#{key}"
