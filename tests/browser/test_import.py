"""An import from the choice of a file to its undoing, in a real browser."""

import csv

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

QUOTE = "The SCO set up the SCO- Afghanistan Contact Group in 2005"
NAME = "Founding imported from a file"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "events.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        lines = csv.writer(stream)
        lines.writerow(["type", "name", "when", "citation_1_source", "citation_1_quote"])
        lines.writerow(["establishment", NAME, "2005", "asia-plus-2024-06-13", QUOTE])
    return path


def preview(page, file):
    page.goto("/admin/curation/event/")
    page.locator("a", has_text="Import…").first.click()
    page.set_input_files("input[type=file]", file)
    page.click("button:has-text('Preview')")


def test_file_is_previewed_imported_and_undone(login, file):
    page = login("administrator")
    preview(page, file)

    expect(page.locator("tr.registry-import-created")).to_contain_text(NAME)
    page.click("button:has-text('Import 1 row')")
    expect(page.locator("tr.registry-import-created")).to_contain_text("Draft")
    page.goto("/admin/curation/event/?q=Founding+imported")
    expect(page.locator("#result_list")).to_contain_text(NAME)

    page.go_back()
    page.click("a:has-text('Undo the import')")
    page.click("button:has-text('Undo the import')")
    expect(page.locator("body")).to_contain_text("Undone: the records are as they were")
    page.goto("/admin/curation/event/?q=Founding+imported")
    expect(page.locator("body")).not_to_contain_text(NAME)


def test_file_with_an_error_says_where_and_cannot_be_imported(login, file):
    file.write_text(file.read_text(encoding="utf-8").replace("establishment", "estblishment"))
    page = login("administrator")
    preview(page, file)

    refused = page.locator("tr.registry-import-refused")
    expect(refused).to_contain_text("Did you mean “establishment”?")
    assert page.locator("button:has-text('Import 1')").count() == 0


def test_file_that_cannot_be_read_is_explained_beside_the_form(login, file):
    file.write_bytes("name\nТаджикистан\n".encode("cp1251"))
    page = login("administrator")
    preview(page, file)

    expect(page.locator("[data-progress-error]")).to_contain_text("not in UTF-8")
