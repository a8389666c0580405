"""Reference data against the ledger: every row says what was published of it last."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Model

from ..ledger import Flaw, Progress, unseen
from ..models import Revision
from ..vocabulary import RecordKind
from .claims import reduced
from .rendering import REFERENCE_MODELS, render

__all__ = ["references_that_differ"]

BATCH = 200
RELATED = {
    RecordKind.ACTOR: ("parent",),
    RecordKind.SOURCE: ("snapshot_of",),
    RecordKind.STATUS_TYPE: ("merged_into",),
}
PARTS = {RecordKind.ACTOR: ("names",)}
ADVICE = (
    "Reference data changed past the admin and the imports, which publish every change. Save the "
    "row again in the admin to publish it, or restore it from its history."
)


def references_that_differ(*, progress: Progress = unseen) -> Iterator[Flaw]:
    """Yield reference data of which the ledger says something else than its row."""
    for kind, model in REFERENCE_MODELS.items():
        total, done = model.objects.count(), 0
        rows = _rows(kind, model)
        while instances := list(islice(rows, BATCH)):
            progress(f"Comparing {model._meta.verbose_name_plural}", done, total)
            done += len(instances)
            yield from _differing(kind, instances)
        yield from _without_a_row(kind, model)


def _rows(kind: RecordKind, model: type[Model]) -> Iterator[Model]:
    rows = model.objects.order_by("pk").select_related(*RELATED.get(kind, ()))
    return rows.prefetch_related(*PARTS.get(kind, ())).iterator(chunk_size=BATCH)


def _differing(kind: RecordKind, instances: list[Model]) -> Iterator[Flaw]:
    published = {
        revision.record: revision
        for revision in Revision.objects.current()
        .filter(record__in=[instance.pk for instance in instances])
        .only("id", "record", "document")
    }
    for instance in instances:
        revision = published.get(instance.pk)
        if revision and (keys := _changed(revision.document, render(kind, instance))):
            yield Flaw(
                revision.id,
                f"the {instance._meta.verbose_name} “{instance.slug}” says something else than "
                f"what was published of it ({', '.join(keys)})",
                ADVICE,
            )


def _changed(published: dict[str, Any], present: dict[str, Any]) -> list[str]:
    """Return the keys with other values; one that only later documents have says nothing yet."""
    return [
        key
        for key, value in published.items()
        if key in present and reduced(value) != reduced(present[key])
    ]


def _without_a_row(kind: RecordKind, model: type[Model]) -> Iterator[Flaw]:
    published = Revision.objects.current().of_kind(kind)
    for revision in published.exclude(record__in=model.objects.values("pk")).only("id", "slug"):
        yield Flaw(
            revision.id,
            f"the {model._meta.verbose_name} “{revision.slug}” has no row any more",
            "Published reference data is never deleted. Bring it back from a backup.",
        )
