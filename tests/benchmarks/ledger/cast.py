"""What synthetic facts refer to: real rows of reference data, published as such."""

import random
import uuid
from dataclasses import dataclass, field
from typing import Any

from curation.actions.people import bootstrap_account
from curation.actions.references import publish_reference
from curation.dates import Period, in_words
from curation.documents import render_reference
from curation.models import Actor, Indicator, Issue, Revision, Source, StatusType
from curation.vocabulary import FACT_KINDS, RecordKind, SourceKind

from .texts import Passage, held_text, passages_of, word_table

__all__ = ["RARE_ACTOR", "Cast", "Dated", "Held"]

Document = dict[str, Any]

RARE_ACTOR = "rarely-named"
STATES, ORGANIZATIONS, PERSONS = 100, 20, 40
SOURCES, LARGEST_NUMBER_OF_SOURCES, PASSAGES = 200, 600, 60
YEARS = range(2001, 2027)
PERIODS = 3000
TABLE = 1 << 12


@dataclass(frozen=True, slots=True)
class Held:
    """A source as documents refer to it, with the passages that can be quoted."""

    reference: Document
    passages: list[Passage]


@dataclass(frozen=True, slots=True)
class Dated:
    """A period: its keys in a document, and the ranges as PostgreSQL reads them."""

    keys: Document
    definite: str
    possible: str


@dataclass
class Cast:
    """Everything that facts are made of; ``size`` is the number of revisions to come."""

    size: int
    rng: random.Random = field(default_factory=lambda: random.Random(1))

    def __post_init__(self) -> None:
        """Write, publish and remember."""
        self.words = word_table(
            list(Source.objects.exclude(held_text="").values_list("held_text", flat=True)), self.rng
        )
        self.templates = _templates()
        self.events = [
            {key: document[key] for key in ("id", "kind", "label")}
            for document in self.templates[RecordKind.EVENT]
        ]
        self._gather_actors()
        self.sources = [self._source(number) for number in range(self._number_of_sources())]
        self.types = _references(RecordKind.STATUS_TYPE, StatusType)
        self.issues = _references(RecordKind.ISSUE, Issue)
        self.indicators = _references(RecordKind.INDICATOR, Indicator)
        self.periods = [dated(text) for text in self._periods()]
        self.half_years = [
            dated(f"{year}-{start}/{year}-{end}")
            for year in YEARS
            for start, end in (("01-01", "06-30"), ("07-01", "12-31"))
        ]
        self.undated = dated("")

    def _number_of_sources(self) -> int:
        return min(SOURCES + self.size // 2500, LARGEST_NUMBER_OF_SOURCES)

    def _gather_actors(self) -> None:
        shipped = _references(RecordKind.ACTOR, Actor)
        made = {
            kind: [self._actor(kind, number) for number in range(count)]
            for kind, count in (
                ("state", STATES),
                ("organization", ORGANIZATIONS),
                ("person", PERSONS),
            )
        }
        self.rare = self._published(
            RecordKind.ACTOR, Actor(slug=RARE_ACTOR, name="The Rarely Named", kind="state")
        )
        self.states, self.organizations = made["state"], made["organization"]
        self.sco = next(actor for actor in shipped if actor["slug"] == "sco")
        everybody = [*shipped, *self.states, *made["person"], *self.organizations]
        weights = [1 / (rank + 1) for rank in range(len(everybody))]
        self.actors = self.rng.choices(everybody, weights, k=TABLE)

    def _actor(self, kind: str, number: int) -> Document:
        name = f"{self.rng.choice(self.words)} {self.rng.choice(self.words)} {number}".title()
        return self._published(
            RecordKind.ACTOR, Actor(slug=f"{kind}-{number}", name=name, kind=kind)
        )

    def _source(self, number: int) -> Held:
        text = held_text(PASSAGES, self.words, self.rng)
        source = Source(
            slug=f"source-{number}",
            name=" ".join(self.rng.choices(self.words, k=9)).capitalize(),
            kind=self.rng.choice(SourceKind.values),
            publisher=self.rng.choice(self.words).capitalize(),
            published=f"{self.rng.choice(YEARS)}-{self.rng.randint(1, 12):02}",
            url=f"https://archive.example.org/documents/{uuid.UUID(int=number)}",
            language="en",
            held_text=text,
        )
        reference = self._published(RecordKind.SOURCE, source)
        return Held(reference, list(passages_of(text)))

    def _published(self, kind: RecordKind, instance: Any) -> Document:
        instance.save()
        publish_reference(kind, instance, by=bootstrap_account())
        return render_reference(kind, instance)

    def _periods(self) -> list[str]:
        """Return periods in EDTF: half of them days, the others spans, a few without an end."""
        texts = []
        for number in range(PERIODS):
            year, month = self.rng.choice(YEARS), self.rng.randint(1, 12)
            start = f"{year}-{month:02}-{self.rng.randint(1, 28):02}"
            if number % 10 == 0:
                texts.append(f"{start}/..")
            elif number % 10 < 5:
                last = min(year + int(self.rng.expovariate(0.5)), YEARS[-1])
                texts.append(f"{start}/{last + 1}-01-31")
            else:
                texts.append(self.rng.choice([start, start, start[:7], start[:4]]))
        return texts


def dated(text: str) -> Dated:
    """Return what a fact says that is dated by ``text`` (EDTF; blank: not at all)."""
    keys = {"when": text, "when_in_words": "", "attested": ""}
    if not text:
        open_range = {"from": None, "until": None}
        keys |= {"possible": open_range, "definite": None, "precision": "unknown"}
        return Dated(keys, "empty", "(,)")
    period = Period.parse(text)
    definite, possible = period.definite(), period.possible
    keys |= {
        "when": period.text,
        "when_in_words": in_words(period),
        "possible": _extent(possible),
        "definite": _extent(definite),
        "precision": period.precision,
    }
    return Dated(keys, _literal(definite), _literal(possible))


def _extent(extent: Any) -> Document | None:
    if extent.isempty:
        return None
    bounds = (extent.lower, extent.upper)
    return dict(zip(("from", "until"), (day and day.isoformat() for day in bounds), strict=True))


def _literal(extent: Any) -> str:
    if extent.isempty:
        return "empty"
    return f"[{extent.lower or ''},{extent.upper or ''})"


def _references(kind: RecordKind, model: type) -> list[Document]:
    """Return the shipped ones; those that no shipped fact refers to are published now."""
    found = list(model.objects.order_by("slug"))
    for each in found:
        publish_reference(kind, each, by=bootstrap_account())
    return [render_reference(kind, each) for each in found]


def _templates() -> dict[str, list[Document]]:
    """Return the documents of the shipped facts, as the serializers rendered them."""
    rows = Revision.objects.current().of_kind(*FACT_KINDS).order_by("id")
    found: dict[str, list[Document]] = {kind: [] for kind in FACT_KINDS}
    for kind, document in rows.values_list("kind", "document"):
        found[kind].append(document)
    return found
