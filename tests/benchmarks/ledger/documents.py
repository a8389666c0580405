"""Documents of synthetic facts: those of shipped facts, with everything that they say exchanged.

A document follows from the number of its record, so that a later revision, or a fact that
contradicts it, can have it written again.
"""

import random
import uuid
from typing import Any

from curation.vocabulary import (
    Basis,
    Certainty,
    EventType,
    Exactness,
    Rank,
    RecordKind,
    Stance,
    StatementForm,
    StatusDimension,
    Support,
)

from .cast import TABLE, Cast, Dated

__all__ = ["Writer"]

Document = dict[str, Any]

KINDS = (
    [RecordKind.STATUS] * 30
    + [RecordKind.STATEMENT] * 35
    + [RecordKind.POSITION] * 15
    + [RecordKind.EVENT] * 12
    + [RecordKind.FIGURE] * 8
)
CERTAINTIES = (
    [Certainty.STATED] * 80
    + [Certainty.HEDGED] * 10
    + [Certainty.EXPECTED] * 5
    + [Certainty.INFERRED] * 5
)
RANKS = [Rank.ACCEPTED] * 94 + [Rank.ALTERNATIVE] * 4 + [Rank.REJECTED] * 2
SUPPORTS = [Support.SUPPORTS] * 18 + [Support.DISPUTES, Support.MENTIONS]
CITATIONS = [1] * 7 + [2] * 6 + [3] * 4 + [4] * 3  # How many, of 20 facts each.
DATED, REPORTED, DISPUTING = 0.75, 0.2, 0.01
RARE_FACTS = 50


class Writer:
    """Writes the document of any of ``records`` facts."""

    def __init__(self, cast: Cast, records: int) -> None:
        """Take what facts refer to, and how many facts there are."""
        self.cast, self.records = cast, records
        self.rng = random.Random()
        self.rare_every = max(1, records // RARE_FACTS)
        self.overlays = [each for each in cast.types if each["dimension"] != StatusDimension.FORMAL]
        self.formal = [each for each in cast.types if each["dimension"] == StatusDimension.FORMAL]
        self.slots = len(cast.half_years)
        self.write = {
            RecordKind.STATUS: self._status,
            RecordKind.STATEMENT: self._statement,
            RecordKind.POSITION: self._position,
            RecordKind.EVENT: self._event,
            RecordKind.FIGURE: self._figure,
        }

    def document(self, record: int, number: int = 1) -> tuple[Document, Dated]:
        """Return what revision ``number`` of a record says, and when it was so."""
        rng = self.rng
        rng.seed(record)
        kind = self._one_of(KINDS)  # The first choice: see `_kind`.
        template = self._one_of(self.cast.templates[kind])
        dated = self._one_of(self.cast.periods) if rng.random() < DATED else self.cast.undated
        document = {
            **template,
            "id": self._identifier(),
            "certainty": self._one_of(CERTAINTIES),
            "rank": self._one_of(RANKS),
            "settled_by": None,
            "outcome": None,
            "disputes": [],
            "citations": self._citations(),
        }
        if document["rank"] != Rank.ACCEPTED:
            document["rationale"] = self._words(12)
        actor = self.cast.rare if self._is_rare(record) else self._actor()
        dated = self.write[kind](document, record, actor, dated)
        document.update(dated.keys)
        if number > 1:
            document["note"] = f"Corrected {number - 1} times. {self._words(8)}"
            document["citations"] += self._citations()[:1]
        return document, dated

    def disputed_by(self, record: int) -> list[Document]:
        """Return what a record contradicts: for one in a hundred, an earlier one of its kind."""
        self.rng.seed(self.records + record)  # Like no document.
        if self.rng.random() >= DISPUTING or not record:
            return []
        kind = self._kind(record)
        for earlier in (record - back for back in range(1, min(record, 100))):
            if self._kind(earlier) == kind:
                disputed, _ = self.document(earlier)
                return [{key: disputed[key] for key in ("id", "kind", "label")}]
        return []

    def _kind(self, record: int) -> RecordKind:
        self.rng.seed(record)
        return self._one_of(KINDS)

    def _is_rare(self, record: int) -> bool:
        place, remainder = divmod(record, self.rare_every)
        return remainder == self.rare_every // 2 and place < RARE_FACTS

    def _one_of(self, items: Any) -> Any:
        return items[int(self.rng.random() * len(items))]

    def _actor(self) -> Document:
        return self.cast.actors[int(self.rng.random() * TABLE)]

    def _words(self, number: int) -> str:
        words = self.cast.words
        start = int(self.rng.random() * (len(words) - number))
        return " ".join(words[start : start + number]).capitalize()

    def _identifier(self) -> str:
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def _citations(self) -> list[Document]:
        return [self._citation() for _ in range(self._one_of(CITATIONS))]

    def _citation(self) -> Document:
        held = self._one_of(self.cast.sources)
        passage = self._one_of(held.passages)
        original = None
        if self.rng.random() < REPORTED:
            original = self._one_of(self.cast.sources).reference
        return {
            "id": self._identifier(),
            "source": held.reference,
            "quote": passage.quote,
            "start": passage.start,
            "end": passage.end,
            "prefix": passage.prefix,
            "suffix": passage.suffix,
            "locator": passage.locator,
            "reported_from": original,
            "support": self._one_of(SUPPORTS),
        }

    def _status(self, document: Document, record: int, actor: Document, dated: Dated) -> Dated:
        """Write a status; a formal one is given a half-year that nobody else has.

        So no two formal statuses of an actor in an organization overlap, however many there are.
        """
        pair, slot = divmod(record, self.slots)
        organization, state = divmod(pair, len(self.cast.states))
        is_formal = organization < len(self.cast.organizations) and not self._is_rare(record)
        if is_formal and self.rng.random() < 0.3:
            status, dated = self._one_of(self.formal), self.cast.half_years[slot]
            actor, where = self.cast.states[state], self.cast.organizations[organization]
        else:
            status, where = self._one_of(self.overlays), self.cast.sco
            if self.rng.random() < 0.2:
                where = self._one_of(self.cast.organizations)
        document.update(
            actor=actor,
            status=status,
            organization=where,
            start_basis=self._one_of(Basis.values),
            end_basis=self._one_of(Basis.values),
            label=f"{actor['name']}: {status['name']} ({where['name']})",
        )
        return dated

    def _statement(self, document: Document, record: int, actor: Document, dated: Dated) -> Dated:
        text = self._words(25) + "."
        document.update(
            speaker=actor,
            speaker_as_described=f"{actor['name']}, {self._words(4)}",
            form=self._one_of(StatementForm.values),
            text=text,
            outlet=self._actor(),
            event=self._one_of(self.cast.events) if self.rng.random() < 0.3 else None,
            about=[self._actor() for _ in range(int(self.rng.random() * 4))],
            issue=self._one_of(self.cast.issues),
            label=f"{actor['name']}: {text}"[:400],
        )
        return dated

    def _position(self, document: Document, record: int, actor: Document, dated: Dated) -> Dated:
        issue, stance = self._one_of(self.cast.issues), self._one_of(Stance.values)
        document.update(
            holder=actor,
            holder_as_described="",
            holder_group=None,
            issue=issue,
            stance=stance,
            teller=self._actor() if self.rng.random() < 0.5 else None,
            event=self._one_of(self.cast.events) if self.rng.random() < 0.3 else None,
            statement=None,
            label=f"{actor['name']}: {stance} “{issue['name']}”",
        )
        return dated

    def _event(self, document: Document, record: int, actor: Document, dated: Dated) -> Dated:
        name = self._words(7)
        others = [self._actor() for _ in range(1 + int(self.rng.random() * 4))]
        document.update(
            type=self._one_of(EventType.values),
            name=name,
            place=self._words(1),
            place_actor=self._one_of(self.cast.states) if self.rng.random() < 0.5 else None,
            participants=[{"actor": each, "role": "participant"} for each in (actor, *others)],
            label=name,
        )
        return dated

    def _figure(self, document: Document, record: int, actor: Document, dated: Dated) -> Dated:
        indicator, value = self._one_of(self.cast.indicators), int(self.rng.random() * 1000)
        written = f"{value} {indicator['unit']}".strip()
        document.update(
            indicator=indicator,
            subjects=[actor],
            value=value,
            lower=None,
            upper=None,
            exactness=self._one_of(Exactness.values),
            as_written=written,
            label=f"{indicator['name']}: {written}",
        )
        return dated
