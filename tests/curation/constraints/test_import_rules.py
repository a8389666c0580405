"""Rules that the database itself keeps about imports."""

import hashlib

import pytest
from django.utils import timezone

from curation.models import ImportBatch, ImportedRow

from ... import factories


@pytest.fixture
def batch(db):
    user = factories.data_manager()
    return ImportBatch.objects.create(
        kind="status",
        file_name="file.csv",
        content=b"a",
        sha256=hashlib.sha256(b"a").hexdigest(),
        previewed_by=user,
        previewed_by_name="someone",
        previewed_at=timezone.now(),
    )


IMPORTED = "state = 'imported', imported_by_id = previewed_by_id, imported_by_name = 'x', "
BATCH = {
    "import_names_who_and_when": "imported_by_name = 'someone'",
    "undoing_names_who_and_when": "undone_at = now()",
    "imported_batch_was_confirmed_by_someone": "state = 'imported'",
    "batch_with_errors_is_never_imported": IMPORTED + "imported_at = now(), refused = 1",
    "import_batch_keeps_its_file": "file_name = 'other.csv'",
    "import_batch_moves_in_order": "state = 'undone'",
}


@pytest.mark.parametrize("rule", BATCH)
def test_batch_is_kept_as_it_was_and_moves_in_order(refused, sql, batch, rule):
    with refused(rule):
        sql(f"UPDATE curation_importbatch SET {BATCH[rule]} WHERE id = %s", batch.pk)


def _copy(batch, **changes):
    names = ("kind", "file_name", "content", "sha256", "previewed_by", "previewed_by_name")
    values = {name: getattr(batch, name) for name in (*names, "previewed_at", "state")}
    return values | changes


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("import_batch_kind_is_in_its_vocabulary", {"kind": "issue"}),
        ("import_batch_state_is_in_its_vocabulary", {"state": "lost"}),
        ("imported_file_matches_its_sha256", {"sha256": "0" * 64}),
        ("undone_batch_was_undone_by_someone", {
            "state": "undone", "imported_by_name": "x", "imported_at": timezone.now()}),
    ],
)  # fmt: skip
def test_new_batch_says_what_is_so(refused, batch, rule, changes):
    if "imported_at" in changes:
        changes |= {"imported_by": batch.previewed_by}
    with refused(rule):
        ImportBatch.objects.create(**_copy(batch, **changes))


def test_imported_batch_is_never_deleted(refused, sql, batch):
    sql(
        f"UPDATE curation_importbatch SET {IMPORTED} imported_at = now() WHERE id = %s",
        batch.pk,
    )

    with refused("imported_batch_is_never_deleted"):
        sql("DELETE FROM curation_importbatch WHERE id = %s", batch.pk)


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("imported_row_outcome_is_in_its_vocabulary", {"outcome": "lost"}),
        ("row_is_refused_for_a_reason", {"outcome": "refused"}),
        ("row_is_refused_for_a_reason", {"outcome": "created", "record": None}),
        ("line_of_a_file_stands_in_its_batch_once", {"number": 2}),
    ],
)
def test_row_of_a_batch_says_what_becomes_of_it(refused, batch, rule, changes):
    values = {"batch": batch, "number": 3, "outcome": "created", "record": batch.pk}
    ImportedRow.objects.create(**values | {"number": 2})

    with refused(rule):
        ImportedRow.objects.create(**values | changes)
