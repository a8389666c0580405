"""Re-check the citations of a document against its newest snapshot, and move them there.

Nothing is re-anchored by itself: an editor decides, and a moved citation is an edit of its fact.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..errors import CurationError, EvidenceError, WrongState
from ..models import Citation, Fact, Source
from ..quotation import CONTEXT_LENGTH, QuotationNotFound, locator_of, nearest, occurrences
from ..vocabulary import State
from .people import require
from .refusals import refusals_explained
from .workflow import expect_version, locked

__all__ = ["Finding", "Moved", "Place", "Recheck", "move_citation", "move_citations", "recheck"]


class Finding(StrEnum):
    """How a citation of an earlier text stands in the newest one."""

    SAME_PLACE = "same-place"
    OTHER_PLACE = "other-place"
    SEVERAL = "several"
    ORPHAN = "orphan"
    UNQUOTED = "unquoted"


@dataclass(frozen=True)
class Place:
    """Where the words of a citation stand in the newest text, and what stands around them."""

    start: int
    before: str
    after: str
    locator: str


@dataclass(frozen=True)
class Recheck:
    """A citation of an earlier text, looked up in ``text``, the newest one."""

    citation: Citation
    finding: Finding
    text: str = field(repr=False)
    places: tuple[Place, ...] = ()

    @cached_property
    def nearest(self) -> str:
        """The passage most like the citation, if its words stand there no longer."""
        return nearest(self.text, self.citation.quote) if self.finding is Finding.ORPHAN else ""

    @property
    def stands_once(self) -> bool:
        """Tell whether there is one place only that the citation can be moved to."""
        return self.finding in (Finding.SAME_PLACE, Finding.OTHER_PLACE)


@dataclass
class Moved:
    """Which citations were moved, and which were not, with the reason."""

    moved: list[Citation] = field(default_factory=list)
    skipped: list[tuple[Citation, str]] = field(default_factory=list)


def recheck(newest: Source) -> list[Recheck]:
    """Return how each citation of the document's earlier texts stands in ``newest``."""
    citations = (
        Citation.objects.of_earlier_texts(newest)
        .select_related("fact", "source")
        .defer("source__held_text")
        .order_by("start", "source__snapshot_number", "pk")
    )
    return [_look_up(citation, newest.held_text) for citation in citations]


def _look_up(citation: Citation, text: str) -> Recheck:
    if not citation.quote.strip():
        return Recheck(citation, Finding.UNQUOTED, text)
    found = occurrences(text, citation.quote)
    if not found:
        return Recheck(citation, Finding.ORPHAN, text)
    places = tuple(_place(text, start, len(citation.quote)) for start in found)
    if len(found) > 1:
        return Recheck(citation, Finding.SEVERAL, text, places)
    same = found[0] == citation.start
    return Recheck(citation, Finding.SAME_PLACE if same else Finding.OTHER_PLACE, text, places)


def _place(text: str, start: int, length: int) -> Place:
    end = start + length
    before, after = text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
    return Place(start, before, after, locator_of(text, start))


@transaction.atomic
def move_citation(
    citation: Citation,
    *,
    to: Source,
    by: AbstractBaseUser,
    version: int | None = None,
    start: int | None = None,
) -> Citation:
    """Rest a citation on the same words in a later snapshot of its document.

    That is an edit of its fact, at the ``version`` that was shown if it is given: a published one
    becomes a draft, to be reviewed again.

    Raises:
        NotAllowed: ``by`` may not edit facts of this kind.
        ChangedSince: the fact is at another version.
        WrongState: the fact is under review.
        EvidenceError: ``to`` is no later snapshot, the words do not stand there, or they do
            more than once and ``start`` does not say where.
    """
    fact = locked(citation.fact)
    if version is not None:
        expect_version(fact, version)
    require(by, f"curation.change_{fact.kind}", f"edit a {fact.get_kind_display().lower()}")
    if fact.state == State.SUBMITTED:
        raise WrongState(
            f"“{fact.label}” is under review and was left as it is. Withdraw the submission, or "
            "have it returned, and move the citation then."
        )
    citation = Citation.objects.select_related("source").get(pk=citation.pk)
    _expect_earlier_text(citation.source, to)
    former = citation.source.held_text
    if former and citation.locator == locator_of(former, citation.start):
        citation.locator = ""
    citation.source, citation.start = to, start
    try:
        citation.anchor()
    except QuotationNotFound as error:
        raise EvidenceError(str(error), rule="quotation_stands_in_its_source") from error
    with refusals_explained():
        citation.save()
    return citation


def _expect_earlier_text(source: Source, newest: Source) -> None:
    same_document = (source.snapshot_of_id or source.pk) == newest.snapshot_of_id
    if not same_document or source.snapshot_number >= newest.snapshot_number:
        raise EvidenceError(
            f"{newest.slug} is no later snapshot of {source.slug}. The citation was left as it is."
        )


@transaction.atomic
def move_citations(
    citations: Iterable[Citation],
    *,
    to: Source,
    by: AbstractBaseUser,
    versions: Mapping[uuid.UUID, int] | None = None,
) -> Moved:
    """Move each of ``citations`` that can be; one that cannot stops only itself.

    ``versions`` are those of their facts that were shown. Moving one of several citations of a
    fact makes the next version of it, at which the others are moved.
    """
    report = Moved()
    known = dict(versions or {})
    for citation in citations:
        try:
            version = known.get(citation.fact_id)
            report.moved.append(move_citation(citation, to=to, by=by, version=version))
            known[citation.fact_id] = Fact.objects.values_list("version", flat=True).get(
                pk=citation.fact_id
            )
        except CurationError as refusal:
            report.skipped.append((citation, str(refusal)))
    return report
