"""Load the shipped timeline of memberships, through the door that every import takes.

A file that was imported once, and perhaps undone, is left alone: what editors have made of its
rows since is theirs.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from ...errors import CurationError, FixtureError, TimelineOverwrites
from ...models import Fact, ImportBatch, Revision
from ...vocabulary import FACT_KINDS, BatchState, PublicationBasis, RecordKind, RowOutcome, State
from ..approve import approve
from ..importing import confirm, finish, preview
from ..people import bootstrap_account, identity
from ..submit import submit
from .names import load_names

__all__ = ["FILES", "seed_timeline"]

# Later files refer to what earlier ones bring, and what others refer to is published first.
FILES = {
    "1-actors.csv": RecordKind.ACTOR,
    "2-sources.csv": RecordKind.SOURCE,
    "3-events.csv": RecordKind.EVENT,
    "4-statements.csv": RecordKind.STATEMENT,
    "5-positions.csv": RecordKind.POSITION,
    "6-statuses.csv": RecordKind.STATUS,
    "7-figures.csv": RecordKind.FIGURE,
}


@transaction.atomic
def seed_timeline(
    folder: Path,
    *,
    now: dt.datetime | None = None,
    progress: Callable[[str], None] = lambda message: None,
) -> int:
    """Import and publish the files of ``folder``; return how many facts were published.

    Raises:
        FixtureError: a file has errors.
        TimelineOverwrites: a file would change what editors have worked on.
        CurationError: an action refused a fact.
    """
    published = 0
    for name, kind in FILES.items():
        content = (folder / name).read_bytes()
        if _was_imported(content):
            continue
        batch = _import(content, name, kind, now=now)
        published += _publish(batch, now=now)
        progress(f"{name}: {batch.created} new, {batch.changed} changed")
    load_names(folder.parent, now=now)
    return published


def _was_imported(content: bytes) -> bool:
    done = ImportBatch.objects.filter(state__in=[BatchState.IMPORTED, BatchState.UNDONE])
    return done.filter(sha256=hashlib.sha256(content).hexdigest()).exists()


def _import(content: bytes, name: str, kind: str, *, now: dt.datetime | None) -> ImportBatch:
    account = bootstrap_account()
    batch = finish(preview(kind, content, name, by=account, now=now))
    flawed = batch.rows.filter(outcome=RowOutcome.REFUSED).first()
    if flawed is not None:
        column, reason = flawed.errors[0]
        raise FixtureError(f"{name}, line {flawed.number}, {column}: {reason}")
    _refuse_to_overwrite(batch)
    return finish(confirm(batch, by=account, now=now))


def _refuse_to_overwrite(batch: ImportBatch) -> None:
    """Refuse to change facts and reference data that an editor has touched."""
    changed = batch.rows.filter(outcome=RowOutcome.CHANGED).values_list("record", flat=True)
    shipped = Revision.objects.current().filter(basis=PublicationBasis.BOOTSTRAP).values("record")
    touched = Fact.objects.filter(pk__in=list(changed)).exclude(
        pk__in=shipped, state=State.PUBLISHED
    )
    of_others = (
        Revision.objects.current()
        .filter(record__in=list(changed), basis=PublicationBasis.REFERENCE)
        .exclude(submitted_by=identity(bootstrap_account()))
    )
    named = [*touched.values_list("label", flat=True)[:5],
             *of_others.with_title().values_list("title", flat=True)[:5]]  # fmt: skip
    labels = "; ".join(f"“{name}”" for name in named)
    if labels:
        raise TimelineOverwrites(
            f"{batch.file_name} would change what editors have worked on since: {labels}. "
            "Import the file at the desk, where its preview shows each difference."
        )


def _publish(batch: ImportBatch, *, now: dt.datetime | None) -> int:
    """Submit and approve the batch's facts one by one, in the order of the file.

    One by one, since an episode can be submitted only once the one before it is closed in public.
    """
    if batch.kind not in FACT_KINDS:
        return 0
    account = bootstrap_account()
    written = batch.rows.filter(outcome__in=[RowOutcome.CREATED, RowOutcome.CHANGED])
    order = list(written.values_list("record", flat=True))
    facts = Fact.objects.in_bulk(order)
    for record in order:
        try:
            submit(facts[record], by=account, now=now)
            approve(facts[record], by=account, now=now)
        except CurationError as error:
            raise FixtureError(f"{batch.file_name}: {error}") from error
    return len(order)
