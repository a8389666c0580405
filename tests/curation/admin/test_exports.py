"""What an editor ticks in a list comes out as CSV or XLSX."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest

from curation.models import Status

from ... import factories
from .conftest import address, said_in

CSV, XLSX = "0", "1"
FACTS = ["status", "statement", "position", "event", "figure"]
OTHERS = [
    "stateactor",
    "organizationorbody",
    "personorauthority",
    "source",
    "citation",
    "statustype",
    "issue",
    "indicator",
    "fact",
    "reviewdecision",
    "revision",
    "publishedcitation",
]


def export(client, model, file_format, *keys):
    """Tick the rows, choose the export, and send the form that asks for the format."""
    ticked = {"action": "export_admin_action", "_selected_action": [str(key) for key in keys]}
    page = client.post(address(model), ticked) if keys else client.get(address(model, "export"))
    form = page.context["form"]
    sent = {name: "on" for name, field in form.fields.items() if field.initial is True}
    sent |= {"format": file_format, "resource": "0"}
    if keys:
        sent["export_items"] = [str(key) for key in keys]
    return client.post(address(model, "export"), sent)


def rows_of_csv(response):
    return list(csv.DictReader(StringIO(response.content.decode(), newline="")))


def rows_of_xlsx(response):
    header, *rows = openpyxl.load_workbook(BytesIO(response.content)).active.values
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_csv_of_a_selection_has_its_rows_with_natural_keys_and_quotations(editor):
    chosen = list(Status.objects.filter(actor__slug="belarus"))

    rows = rows_of_csv(export(editor, "status", CSV, *(status.pk for status in chosen)))

    assert {row["id"] for row in rows} == {str(status.pk) for status in chosen}
    assert {row["actor"] for row in rows} == {"belarus"}
    assert {row["status"] for row in rows} >= {"acceding-member", "observer"}
    citation = chosen[0].citations.get()
    assert any(row["citation_1_quote"] == citation.quote for row in rows)
    assert {row["citation_1_source"] for row in rows} == {citation.source.slug}


def test_xlsx_of_a_selection_has_the_same_rows(editor):
    chosen = list(Status.objects.values_list("pk", flat=True)[:4])

    rows = rows_of_xlsx(export(editor, "status", XLSX, *chosen))

    assert {row["id"] for row in rows} == {str(key) for key in chosen}


def test_quotation_that_looks_like_a_formula_stays_a_text(editor):
    status = factories.status()
    source = factories.source("=SUM(A1:A9) is what it says")
    factories.cite(status, source, "=SUM(A1:A9)")

    (row,) = rows_of_xlsx(export(editor, "status", XLSX, status.pk))
    (line,) = rows_of_csv(export(editor, "status", CSV, status.pk))

    assert row["citation_1_quote"] == line["citation_1_quote"] == "=SUM(A1:A9)"


@pytest.mark.parametrize("model", FACTS + OTHERS)
@pytest.mark.parametrize("file_format", [CSV, XLSX])
def test_whole_list_is_exported(administrator, model, file_format):
    number = administrator.get(address(model)).context["cl"].result_count

    response = export(administrator, model, file_format)

    rows = rows_of_csv(response) if file_format == CSV else rows_of_xlsx(response)
    assert len(rows) == number


def test_malformed_keys_select_nothing_rather_than_failing(editor):
    ticked = {"action": "export_admin_action", "_selected_action": ["nonsense"]}
    sent = {"format": CSV, "resource": "0", "statusresource_id": "on", "export_items": ["nonsense"]}

    chosen = editor.post(address("status"), ticked, follow=True)
    forged = editor.post(address("status", "export"), sent)

    assert "Nothing was selected" in said_in(chosen)
    assert "nonsense" in str(forged.context["form"].errors)


def test_passwords_are_not_exported(administrator):
    page = administrator.get("/admin/auth/user/export/")

    assert not any("password" in name for name in page.context["form"].fields)
