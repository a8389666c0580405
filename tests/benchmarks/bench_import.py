"""How fast statuses with their evidence are imported, beside the stock way for a plain table.

    python -m tests.benchmarks.bench_import [rows]

Ours: each row is a status with a citation, which is looked for in the text of its source, and
leaves history. Stock: django-import-export's ModelResource as it comes, over a plain table with
the same columns of the claim, no citation and no history, each row's references looked up by
slug. Both read the same CSV in the same throw-away database; both import what they previewed.
The stock resource is timed on fewer rows: its time for a row does not depend on their number. It
is timed before ours and after, and the better time counts: other work on the machine can only
make the ratio look worse than it is.
"""

import csv
import os
import resource
import sys
import time
from collections.abc import Callable
from io import StringIO
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

ROWS = 20_000
STOCK_ROWS = 2_000
ACTORS, SOURCES, PASSAGES = 60, 40, 150


def main(rows: int) -> None:
    """Start a database, import both ways, and print the figures."""
    from sco_registry.embedded import throwaway_cluster

    with throwaway_cluster() as cluster:
        os.environ["TEST_DATABASE_URL"] = cluster.url
        import django

        django.setup()
        _prepare()
        plain = _plain_model()
        before = _stock(plain, min(rows, STOCK_ROWS))
        ours, preview, previewed = _ours(rows)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        after = _stock(plain, min(rows, STOCK_ROWS))
        stock, dry = map(max, zip(before, after, strict=True))
    print(f"{'':34}{'import':>14}{'preview':>14}")
    print(f"{'statuses with citation, history':34}{ours:>10,.0f} /s {preview:>10,.0f} /s")
    print(f"{'stock resource, plain table':34}{stock:>10,.0f} /s {dry:>10,.0f} /s")
    print(f"{'ratio':34}{ours / stock:>13.1f}× {preview / dry:>12.1f}×")
    print(f"peak memory with {previewed:,} rows: {peak:,.0f} MB")


def _prepare() -> None:
    """Make the tables, and what the rows refer to."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from curation.models import Actor, Source, StatusType

    call_command("migrate", verbosity=0)
    get_user_model().objects.create(username="bench", is_superuser=True)
    Actor.objects.create(slug="league", name="The League", kind="organization")
    for number in range(ACTORS):
        Actor.objects.create(slug=f"actor-{number}", name=f"Actor {number}", kind="state")
    StatusType.objects.create(slug="member", name="Member", dimension="formal")
    for number in range(SOURCES):
        text = "\n".join(_passage(number, passage) for passage in range(PASSAGES))
        Source.objects.create(
            slug=f"source-{number}", name=f"Source {number}", kind="article", held_text=text
        )


def _passage(source: int, passage: int) -> str:
    return f"In passage {passage} of document {source} it says that a state became a member then."


def _file(rows: int) -> bytes:
    text = StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(
        ["actor", "status", "organization", "when", "start_basis", "end_basis", "certainty",
         "public_note", "citation_1_source", "citation_1_quote"]
    )  # fmt: skip
    for row in range(rows):
        source, passage = row % SOURCES, row % PASSAGES
        lines.writerow(
            [f"actor-{row % ACTORS}", "member", "league",
             f"{1900 + row % 120}-{row % 12 + 1:02}-{row % 28 + 1:02}/..", "decision", "unknown",
             "stated", f"Row {row} of the file", f"source-{source}", _passage(source, passage)]
        )  # fmt: skip
    return text.getvalue().encode()


def _ours(rows: int) -> tuple[float, float, int]:
    from django.contrib.auth import get_user_model

    from curation.actions.importing import confirm, finish, preview
    from curation.models import Citation, Status

    user = get_user_model().objects.get(username="bench")
    content = _file(rows)
    batch, previewing = _timed(
        lambda: finish(preview("status", content, "statuses.csv", by=user), _tell)
    )
    assert not batch.refused, batch.rows.filter(outcome="refused").first().errors
    batch, importing = _timed(lambda: finish(confirm(batch, by=user), _tell))
    assert Status.objects.count() == Citation.objects.count() == rows
    return rows / importing, rows / previewing, rows


def _stock(plain: Any, rows: int) -> tuple[float, float]:
    import tablib

    plain.objects.all().delete()
    resource_class = _stock_resource(plain)
    text = _file(rows).decode()
    dry, previewing = _timed(
        lambda: resource_class().import_data(tablib.Dataset().load(text, "csv"), dry_run=True)
    )
    done, importing = _timed(
        lambda: resource_class().import_data(tablib.Dataset().load(text, "csv"), dry_run=False)
    )
    assert not dry.has_errors()
    assert not done.has_errors()
    assert plain.objects.count() == rows
    return rows / importing, rows / previewing


def _plain_model() -> Any:
    """Return a plain model with the columns of the claim, and make its table."""
    from django.db import connection, models

    from curation.models import Actor, StatusType

    class PlainStatus(models.Model):
        actor = models.ForeignKey(Actor, models.PROTECT, related_name="+")
        status = models.ForeignKey(StatusType, models.PROTECT, related_name="+")
        organization = models.ForeignKey(Actor, models.PROTECT, related_name="+")
        when = models.CharField(max_length=64)
        start_basis = models.CharField(max_length=20)
        end_basis = models.CharField(max_length=20)
        certainty = models.CharField(max_length=10)
        public_note = models.TextField()

        class Meta:
            app_label = "curation"

        def __str__(self) -> str:
            return self.when

    with connection.schema_editor() as editor:
        editor.create_model(PlainStatus)
    return PlainStatus


def _stock_resource(of: Any) -> Any:
    """Return the stock resource of a model: its defaults, and references by slug."""
    from import_export.fields import Field
    from import_export.resources import ModelResource
    from import_export.widgets import ForeignKeyWidget

    from curation.models import Actor, StatusType

    def reference(name: str, model: Any) -> Field:
        return Field(name, name, widget=ForeignKeyWidget(model, "slug"))

    class PlainResource(ModelResource):
        actor = reference("actor", Actor)
        status = reference("status", StatusType)
        organization = reference("organization", Actor)

        class Meta:
            model = of

    return PlainResource


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def _tell(step: Any) -> None:
    print(f"\r{step.deed}: {step.done:,} of {step.total:,}   ", end="", file=sys.stderr)
    if step.done == step.total:
        print(file=sys.stderr)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
