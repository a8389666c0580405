"""Forms made from entries: what the negotiation knows of them, and that each has a body."""

import io
import json

import openpyxl
import pytest

from curation.api.entry_formats import (
    BIBLIOGRAPHY,
    BibTeXFormat,
    CSLFormat,
    LinkedDataFormat,
    RISFormat,
    WorkbookFormat,
)
from curation.exports import SOURCES, record_entries
from curation.exports.parsing import entries_of
from curation.models import Revision

BASE = "https://registry.example.org/api/v1/"
ALL = (LinkedDataFormat, *BIBLIOGRAPHY, WorkbookFormat)


@pytest.fixture
def sources(seeded):
    """The entries of the shipped sources."""
    return list(record_entries(Revision.objects.current().of_kind("source")))


def body_of(form, entries):
    return b"".join(form().body(iter(entries), BASE, SOURCES))


def test_each_form_has_a_name_and_a_media_type_of_its_own():
    assert {form.format: form().content_type for form in ALL} == {
        "jsonld": "application/ld+json",
        "bibtex": "application/x-bibtex; charset=utf-8",
        "ris": "application/x-research-info-systems; charset=utf-8",
        "csl": "application/vnd.citationstyles.csl+json",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }


@pytest.mark.parametrize("form", ALL)
def test_no_form_is_rendered_at_once(form):
    with pytest.raises(NotImplementedError, match="streamed"):
        form().render({})


def test_each_form_holds_all_entries(sources):
    slugs = [entry["slug"] for entry in sources]

    graph = json.loads(body_of(LinkedDataFormat, sources))["@graph"]
    book = openpyxl.load_workbook(io.BytesIO(body_of(WorkbookFormat, sources)))

    assert [node["@id"] for node in graph] == [f"{BASE}sources/{slug}/" for slug in slugs]
    assert [item["id"] for item in json.loads(body_of(CSLFormat, sources))] == slugs
    assert [row[1] for row in book["sources"].values][1:] == slugs
    assert body_of(BibTeXFormat, sources).count(b"@") >= len(slugs)
    assert body_of(RISFormat, sources).count(b"ER  - ") == len(slugs)


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_entries_are_read_out_of_blocks_that_end_anywhere(size):
    entries = [{"title": "Таджикистан\nопозиция"}, {"n": 1}, {}]
    for ending in (b"\n", b""):
        text = "\n".join(json.dumps(each, ensure_ascii=False) for each in entries).encode() + ending
        blocks = [text[start : start + size] for start in range(0, len(text), size)]

        assert list(entries_of(blocks)) == entries
