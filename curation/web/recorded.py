"""Pages of one record of the ledger, whatever its kind."""

from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from ..exports.bibliography import csl_of_record
from ..models.revision_queryset import RevisionQuerySet
from ..vocabulary import RecordKind
from .addresses import page_of
from .citing import Citing
from .history import Step, history_of
from .page import Page
from .questions import Visit

__all__ = ["NamedPage", "RecordedPage", "SluggedPage"]


def by_slug(visit: Visit, rows: RevisionQuerySet, kind: RecordKind, slug: str, column: str) -> Any:
    """Return a column of the revision of this kind that goes by a slug.

    Raises:
        Http404: there is none among the rows.
    """
    found = rows.of_kind(kind).filter(slug=slug).values_list(column, flat=True).first()
    if found is None:
        then = visit.at_that_moment
        raise Http404(f"The public record has no {kind.label.lower()} called “{slug}”{then}.")
    return found


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
        self.document = by_slug(visit, self.standing, self.of_kind, slug, "document")

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

    @cached_property
    def citing(self) -> Citing:
        """How to cite the revision in force: the same from here and from the API."""
        base = self.visit.request.build_absolute_uri(reverse("api-root"))
        return Citing(csl_of_record(self.document, base))


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
        self.record = by_slug(visit, visit.ledger, self.of_kind, slug, "record")

    @property
    def path(self) -> str:
        """The address of the page, without a question."""
        return page_of(self.of_kind, self.slug)

    @property
    def twin(self) -> str:
        """The record in the API."""
        return reverse(f"{self.of_kind}-detail", kwargs={"slug": self.slug})
