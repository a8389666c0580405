"""The page of a record by its id: of a fact; what has a slug has a page of its own."""

import uuid
from functools import cached_property
from typing import Any

from django.db.models.fields.json import KT
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ...documents import is_second_hand, references_in
from ...models import Revision
from ...vocabulary import FACT_KINDS, Certainty, Outcome, RecordKind
from ..addresses import record_page
from ..linked import LICENCE, Node, dataset, rank_node
from ..navigation import current_section
from ..page import PageView
from ..procedures import Procedure, procedures
from ..questions import Visit
from ..recorded import RecordedPage
from .claim import claim_of
from .dating import Dating
from .disputes import Side, ruling_on_sides, sides_of
from .evidence import Passage, passages_of
from .particulars import Line, facts_named, particulars_of

__all__ = ["RecordPage", "RecordView"]

# The page's name in a search engine's list is no longer than this.
DESCRIBED = 300


class RecordPage(RecordedPage):
    """What the registry says in one record, and everything that it says it on."""

    def __init__(self, visit: Visit, uuid: uuid.UUID) -> None:
        """Take the question and the record's id.

        Raises:
            Http404: nothing of this id was public at the place.
        """
        super().__init__(visit)
        self.record = uuid
        if not self.steps:
            raise Http404(
                f"The public record has nothing with the id {uuid}{visit.at_that_moment}."
            )

    @property
    def is_retracted(self) -> bool:
        """Whether the record was withdrawn; what it shows is then what stood there."""
        return self.step.is_retraction

    @cached_property
    def claim(self) -> str:
        """What it claims, in one sentence."""
        return claim_of(self.record_kind, self.document, self.articles)

    @cached_property
    def articles(self) -> dict[str, str]:
        """The articles that sentences put before the names of its actors, by their slugs."""
        named = {slug for kind, slug in references_in(self.document) if kind == RecordKind.ACTOR}
        actors = Revision.objects.as_of(self.visit.place).of_kind(RecordKind.ACTOR)
        found = actors.filter(slug__in=named).values_list("slug", KT("document__article"))
        return {slug: article for slug, article in found if article}

    @property
    def title(self) -> str:
        """The claim; of a record withdrawn, that it is."""
        return f"Retracted: {self.claim}" if self.is_retracted else self.claim

    @property
    def description(self) -> str:
        """The claim with its date and its evidence."""
        citations = self.document["citations"]
        number = len(citations)
        told = f"{self.claim} ({self.dating.words}). Evidence: "
        told += "one citation" if number == 1 else f"{number} citations"
        second_hand = sum(is_second_hand(each["source"]) for each in citations)
        told += f", {second_hand} of them known at second hand." if second_hand else "."
        return told if len(told) <= DESCRIBED else f"{told[: DESCRIBED - 1].rstrip()}…"

    @property
    def twin(self) -> str:
        """The record in the API; of one withdrawn, its revisions."""
        name = "record-revisions" if self.is_retracted else "record-detail"
        return reverse(name, kwargs={"uuid": self.record})

    @property
    def dating(self) -> Dating:
        """When it was so."""
        return Dating(self.document)

    @property
    def certainty(self) -> str:
        """How firmly the sources assert it."""
        return Certainty(self.document["certainty"]).label

    @property
    def ruling(self) -> str:
        """What the registry makes of it."""
        return f"Step of one procedure, {self.remark}" if self.remark else self.itself.ruling

    @property
    def mark(self) -> str:
        """The class of the mark of what the registry makes of it."""
        return "step" if self.remark else self.itself.mark

    @property
    def itself(self) -> Side:
        """The record as a side of a contradiction."""
        return Side(str(self.record), self.record_kind, self.document, self.is_retracted)

    @cached_property
    def procedure(self) -> Procedure | None:
        """The procedure that it is a step of."""
        if self.record_kind != RecordKind.STATUS or self.is_retracted:
            return None
        record = str(self.record)
        return procedures(self.visit.ledger.standing(), [record]).get(record)

    @property
    def remark(self) -> str:
        """From which act it counts, of a step from which the registry does not count."""
        return self.procedure.remark_on(str(self.record)) if self.procedure else ""

    @property
    def outcome(self) -> str:
        """What became of an expectation; blank while it is open."""
        outcome = self.document["outcome"]
        return Outcome(outcome).label if outcome else ""

    @property
    def settled_by(self) -> str:
        """Where the fact that settled an expectation stands."""
        fact = self.document["settled_by"]
        return record_page(fact["kind"], fact["id"]) if fact else ""

    @cached_property
    def ranks(self) -> dict[str, str]:
        """The ranks of the facts that it names, by their ids."""
        named = facts_named(self.document)
        if not named:
            return {}
        rows = Revision.objects.as_of(self.visit.place).filter(record__in=named)
        return {str(record): rank for record, rank in rows.values_list("record", "rank")}

    @property
    def rank_of_outcome(self) -> str:
        """The rank of the fact that settled an expectation."""
        fact = self.document["settled_by"]
        return self.ranks.get(fact["id"], "") if fact else ""

    @cached_property
    def particulars(self) -> list[Line]:
        """The fields that it fills."""
        return particulars_of(self.record_kind, self.document, self.ranks)

    @cached_property
    def passages(self) -> list[Passage]:
        """The passages that it rests on."""
        citations = self.document["citations"]
        slugs = {each["source"]["slug"] for each in citations}
        sources = Revision.objects.as_of(self.visit.place).of_kind(RecordKind.SOURCE)
        languages = sources.filter(slug__in=slugs).values_list("slug", "document__language")
        return passages_of(self.document, dict(languages))

    @cached_property
    def sides(self) -> list[Side]:
        """The facts that contradict it, or that it contradicts; no step of its procedure."""
        steps = {each.record for each in self.procedure.steps} if self.procedure else ()
        sides = sides_of(self.visit.place, self.record, self.document)
        return [each for each in sides if each.record not in steps]

    @property
    def ruling_on_sides(self) -> str:
        """What the registry makes of the contradiction."""
        return ruling_on_sides([self.itself, *self.sides])

    @property
    def path(self) -> str:
        """The address of the page, without a question."""
        return reverse("record", kwargs={"uuid": self.record})

    def linked(self) -> list[Node]:
        """Return the record as a claim with the documents that it appears in."""
        request = self.visit.request
        registry = dataset(self.visit)
        claim = {
            "@id": request.build_absolute_uri(self.path),
            "@type": "Claim",
            "name": self.claim,
            "identifier": str(self.record),
            "url": self.visit.address(),
            "license": LICENCE,
            "version": self.step.number,
            "creativeWorkStatus": rank_node(self.document["rank"]),
            "dateModified": self.step.moment,
            "isPartOf": {"@id": registry["@id"]},
            "appearance": [_appearance(each) for each in self.document["citations"]],
        }
        return [registry, claim]


def _appearance(citation: dict[str, Any]) -> Node:
    source = citation["source"]
    node = {"@type": "CreativeWork", "name": source["title"]}
    for key, value in (("url", source["url"]), ("text", citation["quote"])):
        if value:
            node[key] = value
    return node


class RecordView(PageView):
    """Shows a fact; leads to the page of what has a slug; says what was withdrawn."""

    page = RecordPage
    template_name = "web/record.html"

    def shown(self, visit: Visit, named: dict[str, Any]) -> HttpResponse:
        """Return the page: 410 for a record that was withdrawn."""
        page = RecordPage(visit, **named)
        if page.record_kind not in FACT_KINDS:
            slug = page.document["slug"]
            return HttpResponseRedirect(
                visit.in_time(record_page(page.record_kind, str(page.record), slug))
            )
        context = {"page": page, "visit": visit, "section": current_section(visit.request)}
        status = 410 if page.is_retracted else 200
        response = TemplateResponse(visit.request, self.template_name, context, status=status)
        return response.render()
