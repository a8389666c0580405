"""What one document changes of another: field by field, quote by quote."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ..documents import DERIVED, reduced, render_many
from ..models import Fact, Revision
from ..vocabulary import FACT_KINDS
from .words import Run, caption_of, compared, gloss_of, said

__all__ = [
    "CitationChange",
    "Difference",
    "FieldChange",
    "changed_citations",
    "changed_fields",
    "differences_of",
]

Document = dict[str, Any]

FOLLOWS = ("definite", "possible")  # Follow from the dates; shown, not counted.
WORDS_OF_CITATION = {
    "source": "source",
    "locator": "locator",
    "support": "what it does for the claim",
    "reported_from": "original relied on",
}


@dataclass(frozen=True)
class FieldChange:
    """A field before and now, in words."""

    key: str
    caption: str
    before: str
    now: str
    before_gloss: str = ""
    now_gloss: str = ""
    follows: bool = False

    @property
    def runs(self) -> tuple[list[Run], list[Run]]:
        """Both texts, with the words that differ marked."""
        return compared(self.before, self.now)


@dataclass(frozen=True)
class CitationChange:
    """A citation that is new, gone, reworded, moved or described otherwise; or the same."""

    id: str
    sort: str
    before: Document | None
    now: Document | None

    @property
    def runs(self) -> tuple[list[Run], list[Run]]:
        """Both quotations, with the words that differ marked."""
        return compared((self.before or {}).get("quote", ""), (self.now or {}).get("quote", ""))

    @property
    def details(self) -> list[tuple[str, str, str]]:
        """What differs beside the words: what it is, what it was, what it is now."""
        if not (self.before and self.now):
            return []
        rows = [
            (caption, said("citation", key, self.before[key]), said("citation", key, self.now[key]))
            for key, caption in WORDS_OF_CITATION.items()
            if reduced(self.before[key]) != reduced(self.now[key])
        ]
        if self.sort == "moved":
            rows.append(("stands at", *(_place(each) for each in (self.before, self.now))))
        return rows


@dataclass(frozen=True)
class Difference:
    """A working copy beside the revision in force, if there is one."""

    former: Revision | None
    document: Document
    fields: list[FieldChange]
    citations: list[CitationChange]

    @classmethod
    def between(cls, former: Revision | None, document: Document) -> "Difference":
        """Compare what is public with what would be published."""
        before = former.document if former else {"citations": []}
        fields = changed_fields(document["kind"], before, document)
        return cls(former, document, fields, _citations(before, document))

    @property
    def counted(self) -> list[FieldChange]:
        """The fields that an editor has changed, without what follows from them."""
        return [change for change in self.fields if not change.follows]

    @property
    def changed_citations(self) -> list[CitationChange]:
        """The citations that are not as they were."""
        return _changed(self.citations)

    @property
    def is_empty(self) -> bool:
        """Tell whether readers would see no change."""
        return not self.fields and not self.changed_citations

    @property
    def size(self) -> str:
        """How much there is to review, in words."""
        citations = len(self.changed_citations)
        if self.former is None:
            return f"new, {_number(citations, 'citation')}"
        parts = [
            _number(number, noun)
            for number, noun in ((len(self.counted), "field"), (citations, "citation"))
            if number
        ]
        return ", ".join(parts) or "nothing that readers would see"


def differences_of(facts: Iterable[Fact]) -> dict[UUID, Difference]:
    """Compare ``facts`` with what is public of them, in a number of queries that stays the same."""
    facts = list(facts)
    public = Revision.objects.current().standing().filter(record__in=[fact.pk for fact in facts])
    formers = {revision.record: revision for revision in public}
    return {
        key: Difference.between(formers.get(key), document)
        for key, document in render_many(facts).items()
    }


def changed_fields(kind: str, before: Document, now: Document) -> list[FieldChange]:
    """Return the fields in which two documents of records of a kind differ."""
    derived = DERIVED - {*FOLLOWS} if kind in FACT_KINDS else {"id"}
    shown = [key for key in now if key != "citations" and key not in derived]
    return [
        FieldChange(
            key=key,
            caption=caption_of(key),
            before=said(kind, key, before[key]) if key in before else "",
            now=said(kind, key, now[key]),
            before_gloss=gloss_of(key, before.get(key)),
            now_gloss=gloss_of(key, now[key]),
            follows=key in FOLLOWS,
        )
        for key in shown
        if _differs(key, before, now)
    ]


def changed_citations(before: Document, now: Document) -> list[CitationChange]:
    """Return what was added to the evidence of a fact, taken from it and changed in it."""
    return _changed(_citations(before, now))


def _changed(citations: list[CitationChange]) -> list[CitationChange]:
    return [change for change in citations if change.sort != "same"]


def _differs(key: str, before: Document, now: Document) -> bool:
    if key in FOLLOWS:
        return key not in before or before[key] != now[key]
    return reduced(before.get(key)) != reduced(now[key])


def _citations(before: Document, now: Document) -> list[CitationChange]:
    formers = {citation["id"]: citation for citation in before["citations"]}
    presents = {citation["id"]: citation for citation in now["citations"]}
    kept = [
        CitationChange(key, _sort(formers.get(key), each), formers.get(key), each)
        for key, each in presents.items()
    ]
    gone = [
        CitationChange(key, "removed", each, None)
        for key, each in formers.items()
        if key not in presents
    ]
    return kept + gone


def _sort(former: Document | None, present: Document) -> str:
    if former is None:
        return "added"
    if former["quote"] != present["quote"]:
        return "reworded"
    if [former[key] for key in ("start", "end")] != [present[key] for key in ("start", "end")]:
        return "moved"
    same = all(reduced(former[key]) == reduced(present[key]) for key in WORDS_OF_CITATION)
    return "same" if same else "changed"


def _place(citation: Document) -> str:
    if citation["start"] is None:
        return "no place: the source holds no text"
    return f"code points {citation['start']:,} to {citation['end']:,}"


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number or 'no'} {noun}s"
