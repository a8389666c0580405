"""Pages of one record of the ledger, whatever its kind."""

from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from ..exports.bibliography import csl_of_record
from ..models import Revision
from ..models.revision_queryset import RevisionQuerySet
from ..vocabulary import RecordKind
from .addresses import page_of
from .citing import Citing
from .history import Step, history_of
from .page import Page
from .questions import Visit

__all__ = ["NamedPage", "RecordedPage", "SluggedPage"]


def absent(visit: Visit, kind: RecordKind, slug: str) -> Http404:
    """Return the refusal of a slug that nothing of this kind has at the place."""
    then = " as of that moment" if visit.moment else ""
    return Http404(f"The public record has no {kind.label.lower()} called “{slug}”{then}.")


class NamedPage(Page):
    """What the registry knows of something that goes by a slug; ``of_kind`` is what that is."""

    of_kind: ClassVar[RecordKind]

    def __init__(self, visit: Visit, slug: str) -> None:
        """Take the question, and find the document.

        Raises:
            Http404: nothing is called so at the place.
        """
        super().__init__(visit)
        self.slug = slug
        rows = self.standing.of_kind(self.of_kind).filter(slug=slug)
        self.document = rows.values_list("document", flat=True).first()
        if self.document is None:
            raise absent(visit, self.of_kind, slug)

    @property
    def standing(self) -> RevisionQuerySet:
        """What stands in the ledger."""
        return self.visit.ledger.standing()


class RecordedPage(Page):
    """What the registry says in one record, and how it came to say it."""

    kind = "article"
    record: UUID
    path: str

    @cached_property
    def steps(self) -> list[Step]:
        """The latest revisions, the last first."""
        return history_of(self.visit.place, self.record)

    @property
    def step(self) -> Step:
        """The revision in force."""
        return self.steps[0]

    @property
    def document(self) -> dict[str, Any]:
        """What the record says."""
        return self.step.entry

    @property
    def record_kind(self) -> RecordKind:
        """What kind of record it is."""
        return RecordKind(self.step.told["kind"])

    @property
    def report(self) -> str:
        """Where an error in it is reported."""
        return reverse("report", kwargs={"uuid": self.record})

    @property
    def all_revisions(self) -> str:
        """Where every revision stands, whole."""
        return reverse("record-revisions", kwargs={"uuid": self.record})

    @property
    def standing_link(self) -> str:
        """The address at which this revision stands for good."""
        return self.visit.request.build_absolute_uri(f"{self.path}?known_at={self.step.moment}")

    @cached_property
    def citing(self) -> Citing:
        """How to cite the revision in force, at the address of this page."""
        base = self.visit.request.build_absolute_uri(reverse("api-root"))
        item = csl_of_record(self.document, base)
        return Citing(item | {"title": self.title, "URL": self.standing_link})


class SluggedPage(RecordedPage):
    """A record that goes by a slug; ``of_kind`` is what the page is of."""

    of_kind: ClassVar[RecordKind]

    def __init__(self, visit: Visit, slug: str) -> None:
        """Take the question and the slug.

        Raises:
            Http404: nothing is called so at the place.
        """
        super().__init__(visit)
        self.slug = slug
        rows = Revision.objects.as_of(visit.place).of_kind(self.of_kind).filter(slug=slug)
        self.record = rows.values_list("record", flat=True).first()
        if self.record is None:
            raise absent(visit, self.of_kind, slug)

    @property
    def path(self) -> str:
        """The address of the page, without a question."""
        return page_of(self.of_kind, self.slug)

    @property
    def twin(self) -> str:
        """The record in the API."""
        return reverse(f"{self.of_kind}-detail", kwargs={"slug": self.slug})
