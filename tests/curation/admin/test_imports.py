"""Imports at the desk: upload, preview, confirm, submit, undo; and exports that come in again."""

import json
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curation.actions.importing import SHEETS
from curation.models import ImportBatch, Status
from curation.vocabulary import State

from ... import factories
from ...factories import QUOTE
from ...sheets import csv_of, errors_of, exported, imported, outcomes_of, previewed
from .conftest import address, said_in
from .test_exports import CSV, XLSX, export

LINES = {"headers": {"accept": "application/x-ndjson"}}
MODELS = {
    "status": "status",
    "statement": "statement",
    "position": "position",
    "event": "event",
    "figure": "figure",
    "actor": "actor",
    "source": "source",
}


@pytest.fixture
def user(seeded):
    return factories.data_manager("view_status", "view_actor", "view_source")


@pytest.fixture
def manager(user):
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


@pytest.fixture
def row(seeded):
    return {
        "actor": "belarus",
        "status": "observer",
        "organization": "sco",
        "when": "1999",
        "citation_1_source": factories.source().slug,
        "citation_1_quote": QUOTE,
    }


def page(name, *args):
    return reverse(f"admin:curation_importbatch_{name}", args=args)


def upload(client, kind, content, name="file.csv", **more):
    file = SimpleUploadedFile(name, content)
    return client.post(page("new", kind), {"file": file}, **more)


def lines_of(response):
    return [json.loads(line) for line in response.getvalue().decode().splitlines()]


def test_upload_leads_to_a_preview_that_writes_nothing(manager, row):
    number = Status.objects.count()

    response = upload(manager, "status", csv_of([row, row | {"actor": "belarsu"}]))

    batch = ImportBatch.objects.get()
    assert response["Location"] == page("change", batch.pk)
    shown = manager.get(response["Location"]).content.decode()
    assert "1 row cannot be imported" in shown
    assert "Did you mean “belarus”?" in shown
    assert page("confirm", batch.pk) not in shown
    assert Status.objects.count() == number


def test_confirmed_batch_lands_as_drafts_is_submitted_and_undone(manager, user, row):
    upload(manager, "status", csv_of([row]))
    batch = ImportBatch.objects.get()
    assert "Import 1 row" in manager.get(page("change", batch.pk)).content.decode()

    said = said_in(manager.post(page("confirm", batch.pk), follow=True))
    assert "1 created" in said
    fact = Status.objects.get(pk=batch.rows.get().record)
    assert fact.state == State.DRAFT
    assert address("status", "change", fact.pk) in (
        manager.get(page("change", batch.pk)).content.decode()
    )

    assert (
        "deletes what it created (1 record)" in manager.get(page("undo", batch.pk)).content.decode()
    )
    assert Status.objects.filter(pk=fact.pk).exists()
    said = said_in(manager.post(page("undo", batch.pk), follow=True))
    assert "as it was before" in said
    assert not Status.objects.filter(pk=fact.pk).exists()


def test_batch_is_submitted_and_then_not_undone(manager, user, row):
    batch = imported("status", [row], by=user)

    assert page("submit", batch.pk) in manager.get(page("change", batch.pk)).content.decode()
    assert "1 submitted" in said_in(manager.post(page("submit", batch.pk), follow=True))
    shown = manager.get(page("change", batch.pk)).content.decode()
    assert page("submit", batch.pk) not in shown
    assert "No draft is left of it" in shown
    assert "submitted for review" in said_in(manager.post(page("undo", batch.pk), follow=True))
    assert Status.objects.get(pk=batch.rows.get().record).state == State.SUBMITTED


def test_fact_that_cannot_be_submitted_is_named(manager, user, row):
    bare = {name: row[name] for name in ("actor", "status", "organization", "when")}
    batch = imported("status", [bare], by=user)

    assert "rests on no citation" in said_in(manager.post(page("submit", batch.pk), follow=True))


def test_record_changed_since_the_preview_stops_the_import_with_a_message(manager, user, row):
    imported("status", [row], by=user)
    (there,) = exported("status", when="1999", actor__slug="belarus")
    batch = previewed("status", [there | {"public_note": "Mine."}], by=user)
    fact = Status.objects.get(pk=there["id"])
    fact.public_note = "A colleague's."
    fact.save()

    assert "preview the file again" in said_in(manager.post(page("confirm", batch.pk), follow=True))


def test_work_is_told_line_by_line_to_the_script(manager, row):
    lines = lines_of(upload(manager, "status", csv_of([row]), **LINES))

    batch = ImportBatch.objects.get()
    assert lines[0] == {"deed": "Reading the file", "done": 0, "total": 1}
    assert lines[-1]["to"] == page("change", batch.pk)
    lines = lines_of(manager.post(page("confirm", batch.pk), **LINES))
    assert lines[0] == {"deed": "Importing", "done": 1, "total": 1}
    assert ImportBatch.objects.get().state == "imported"
    assert "error" in lines_of(manager.post(page("confirm", batch.pk), **LINES))[-1]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty"),
        ("actor\nТаджикистан\n".encode("cp1251"), "not in UTF-8"),
        (b"actr\nbelarus\n", "Did you mean “actor”?"),
    ],
)
def test_file_that_cannot_be_read_is_explained(manager, content, reason):
    response = upload(manager, "status", content, follow=True)
    said = said_in(response) if content else response.content.decode()

    assert reason in said
    assert reason in lines_of(upload(manager, "status", content, **LINES))[-1]["error"]
    assert not ImportBatch.objects.exists()


def test_missing_file_is_asked_for(manager):
    response = manager.post(page("new", "status"), {})

    assert "Choose a file first." in response.content.decode()


@pytest.mark.parametrize("kind", list(SHEETS))
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_template_is_downloaded(manager, kind, ending):
    response = manager.get(page("template", kind, ending))

    if ending == "csv":
        assert response.content.decode("utf-8-sig").strip().split(",") == SHEETS[kind].headings()
        return
    book = openpyxl.load_workbook(BytesIO(response.content))
    assert [cell.value for cell in book["Registry"][1]] == SHEETS[kind].headings()
    explained = {line[0] for line in book["Codebook"].iter_rows(values_only=True)}
    assert explained >= set(SHEETS[kind].headings())


def test_file_is_downloaded_as_it_was_uploaded(manager, user, row):
    content = csv_of([row], delimiter=";")
    batch = previewed("status", content, by=user)

    response = manager.get(page("file", batch.pk))

    assert response.content == content
    assert "attachment" in response["Content-Disposition"]


def test_discarded_preview_is_not_imported(manager, user, row):
    batch = previewed("status", [row], by=user)

    assert "was not imported" in said_in(manager.post(page("discard", batch.pk), follow=True))
    assert "discarded" in said_in(manager.post(page("confirm", batch.pk), follow=True))


@pytest.mark.parametrize("name", ["confirm", "discard", "submit"])
def test_nothing_is_done_by_following_a_link(manager, user, row, name):
    batch = previewed("status", [row], by=user)

    assert manager.get(page(name, batch.pk)).status_code == 405


def test_whoever_may_not_import_finds_no_way_in(editor, user, row):
    batch = previewed("status", [row], by=user)

    for name, *args in (
        ("changelist",),
        ("new", "status"),
        ("change", batch.pk),
        ("file", batch.pk),
        ("undo", batch.pk),
        ("template", "status", "csv"),
    ):
        assert editor.get(page(name, *args)).status_code == 403, name
    assert editor.post(page("confirm", batch.pk)).status_code == 403
    assert "Import…" not in editor.get(address("status")).content.decode()
    assert page("changelist") not in editor.get("/admin/").content.decode()


def test_lists_and_side_bar_lead_to_the_imports(manager):
    shown = manager.get(address("status")).content.decode()

    assert "Import statuses…" in shown
    response = manager.get(address("status", "import_file"))
    assert response["Location"] == page("new", "status")
    response = manager.get(address("source", "import_file"))
    assert response["Location"] == page("new", "source")


@pytest.mark.parametrize("kind", ["status", "actor", "source"])
def test_page_of_a_kind_explains_every_column(manager, kind):
    shown = manager.get(page("new", kind)).content.decode()

    assert all(f"<code>{heading}</code>" in shown for heading in SHEETS[kind].headings())


def test_unknown_kind_or_batch_is_not_found(manager):
    assert manager.get(page("new", "planet")).status_code == 404
    assert manager.get(page("template", "status", "pdf")).status_code == 404
    assert manager.get(address("importbatch", "change", "nonsense"), follow=True).status_code == 200
    assert manager.get(page("file", "00000000-0000-0000-0000-000000000000")).status_code == 404


def test_rows_of_a_large_batch_come_in_pages_with_a_constant_number_of_queries(manager, user, row):
    batch = imported("status", [row | {"when": str(1000 + n)} for n in range(130)], by=user)

    def queries(query):
        with CaptureQueriesContext(connection) as captured:
            response = manager.get(page("change", batch.pk) + query)
        return len(captured), response.content.decode()

    queries("")
    first, shown = queries("")
    second, rest = queries("?page=2")
    assert "Page 1 of 2" in shown
    assert "Page 2 of 2" in rest
    assert first == second
    assert "No row is of this sort" in queries("?outcome=refused")[1]


@pytest.mark.parametrize("kind", list(MODELS))
@pytest.mark.parametrize("file_format", [CSV, XLSX])
def test_export_of_a_list_is_imported_without_a_change(administrator, user, kind, file_format):
    content = export(administrator, MODELS[kind], file_format).content

    batch = previewed(kind, content, by=user)

    assert errors_of(batch) == []
    assert set(outcomes_of(batch)) == {"unchanged"}
    assert batch.unchanged == SHEETS[kind].model.objects.count()
