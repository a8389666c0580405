"""Publish reference data beside the facts that refer to it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model, Q

from ..documents import (
    REFERENCE_MODELS,
    SCHEMA_VERSION,
    extents_of,
    references_in,
    relabelled,
    render,
    render_reference,
    with_extents,
)
from ..models import Fact, Revision
from ..vocabulary import FACT_KINDS, Action, PublicationBasis, RecordKind
from .append import Entry, append, take_ledger
from .people import identity
from .workflow import moment

__all__ = [
    "publish_changed_references",
    "publish_reference",
    "publish_references_of",
    "reissue",
    "renew_references",
]


def publish_references_of(
    document: dict[str, Any], *, by: AbstractBaseUser, now: dt.datetime | None = None
) -> None:
    """Publish what ``document`` refers to, as far as the ledger does not say it already."""
    wanted = sorted(references_in(document))
    for kind in sorted({kind for kind, _ in wanted}):
        slugs = [slug for of_kind, slug in wanted if of_kind == kind]
        instances = REFERENCE_MODELS[kind].objects.filter(slug__in=slugs).order_by("slug")
        published = dict(
            Revision.objects.current()
            .filter(record__in=[instance.pk for instance in instances])
            .values_list("record", "document")
        )
        for instance in instances:
            if published.get(instance.pk) != render(kind, instance):
                publish_reference(kind, instance, by=by, now=now)


@transaction.atomic
def publish_reference(
    kind: RecordKind, instance: Model, *, by: AbstractBaseUser, now: dt.datetime | None = None
) -> Revision | None:
    """Publish reference data as it stands now; return None when the ledger says so already.

    When its label changed, every current document that carries the label is re-issued.

    Raises:
        RuleBroken: a constraint of the ledger refuses a revision.
    """
    return next(iter(publish_changed_references([(kind, instance)], by=by, now=now)), None)


@transaction.atomic
def publish_changed_references(
    references: Iterable[tuple[RecordKind, Model]],
    *,
    by: AbstractBaseUser,
    now: dt.datetime | None = None,
) -> list[Revision]:
    """Publish those of ``references`` that the ledger describes otherwise; return the revisions.

    A document that carries several changed labels is re-issued once, with all of them.
    """
    take_ledger()
    revisions, relabelled_now = [], []
    for kind, instance in references:
        document = render(kind, instance)
        former = Revision.objects.current().filter(record=instance.pk).first()
        if former and former.document == document:
            continue
        entry = Entry(
            record=instance.pk,
            kind=kind,
            action=Action.PUBLISH,
            basis=PublicationBasis.REFERENCE,
            document=document,
            submitted_by=identity(by),
            submitted_at=moment(now),
            approved_by=identity(by),
        )
        revisions.append(append(entry, now=now))
        publish_references_of(document, by=by, now=now)
        if former:
            relabelled_now.append(
                Relabelled(kind, former.document, render_reference(kind, instance))
            )
    _reissue_dependents(relabelled_now, by=by, now=now)
    return revisions


def renew_references(*, by: AbstractBaseUser, now: dt.datetime | None = None) -> int:
    """Publish the reference data whose public description has an earlier shape than today's.

    That is so after an upgrade. Return how many revisions the ledger gained; the second time it
    gains none.
    """
    head = Revision.objects.place().revision
    behind = Revision.objects.current().filter(schema_version__lt=SCHEMA_VERSION)
    stale = [
        (kind, instance)
        for kind, model in REFERENCE_MODELS.items()
        for instance in model.objects.filter(pk__in=behind.of_kind(kind).values("record")).order_by(
            "slug"
        )
    ]
    publish_changed_references(stale, by=by, now=now)
    return Revision.objects.filter(id__gt=head or 0).count()


@dataclass(frozen=True)
class Relabelled:
    """Reference data that changed: the document before, and how others refer to it now."""

    kind: RecordKind
    former: dict[str, Any]
    reference: dict[str, Any]

    def told(self, by: str) -> str:
        """Return what changed, for the summary of whatever is re-issued."""
        return f"{_what_changed(self.reference, self.former)} (changed by {by})"


def _reissue_dependents(
    changed: list[Relabelled], *, by: AbstractBaseUser, now: dt.datetime | None
) -> None:
    dependents: dict[int, Revision] = {}
    naming: dict[int, list[Relabelled]] = {}
    for each in changed:
        for former in _dependents(each.kind, each.reference["slug"]):
            dependents[former.pk] = former
            naming.setdefault(former.pk, []).append(each)
    for number, former in sorted(dependents.items()):
        document, told = former.document, []
        for each in naming[number]:
            renewed = relabelled(document, each.kind, each.reference)
            if renewed != document:
                document, told = renewed, [*told, each.told(identity(by))]
        if told:
            append(reissue(former, document, "; ".join(told)), now=now)
            if former.kind in FACT_KINDS:
                Fact.objects.get(pk=former.record).as_its_kind().renew_extents()


def _what_changed(reference: dict[str, Any], was: dict[str, Any]) -> str:
    """Return what others say of a record now that they did not say before."""
    slug, label = reference["slug"], reference.get("name") or reference.get("title")
    if label != (was.get("name") or was.get("title")):
        return f"{slug} is labelled “{label}” now"
    others = [
        f"{key.replace('_', ' ')} “{value}”"
        for key, value in reference.items()
        if value != was.get(key)
    ]
    told = f": {', '.join(others)}" if others else ""
    return f"The description of {slug} changed{told}"


def _dependents(kind: RecordKind, slug: str) -> list[Revision]:
    """Return the current revisions whose documents may carry the label of ``slug``."""
    named = {
        RecordKind.ACTOR: Q(actors__has_key=slug) | Q(document__parent__slug=slug),
        RecordKind.SOURCE: Q(sources__has_key=slug) | Q(document__snapshot_of__slug=slug),
        RecordKind.STATUS_TYPE: Q(status=slug) | Q(document__merged_into__slug=slug),
        RecordKind.ISSUE: Q(issue=slug),
        RecordKind.INDICATOR: Q(indicator=slug),
    }
    return list(Revision.objects.current().standing().filter(named[kind]).order_by("id"))


def reissue(former: Revision, document: dict[str, Any], summary: str) -> Entry:
    """Return the entry that renews a document; what was approved, and by whom, stays as it was.

    The extents of a fact follow from the document, which may say anew when a source came out.
    """
    is_reference = former.basis == PublicationBasis.REFERENCE
    definite, possible = former.definite, former.possible
    if former.kind in FACT_KINDS:
        extents = extents_of(document)
        definite, possible = extents.definite, extents.possible
        document = with_extents(document, extents)
    return Entry(
        record=former.record,
        kind=former.kind,
        action=Action.PUBLISH if is_reference else Action.REISSUE,
        basis=former.basis if is_reference else PublicationBasis.LABEL,
        document=document,
        definite=definite,
        possible=possible,
        fact_version=former.fact_version,
        summary=summary,
        submitted_by=former.submitted_by,
        submitted_at=former.submitted_at,
        approved_by=former.approved_by,
        schema_version=former.schema_version,
    )
