"""Cells as the database writes them: the same as in Python, and harmless in a spreadsheet."""

import csv
import io
import json

import pytest

from curation.actions import approve, submit
from curation.exports import (
    CITATIONS,
    RECORDS,
    TABLE_OF_KIND,
    TABLES,
    CitationEntry,
    FactEntry,
    Reading,
    RecordEntry,
)
from curation.models import PublishedCitation, Revision
from curation.vocabulary import FACT_KINDS
from tests import factories

KINDS_OF_TABLE = {
    **{table.name: (kind,) for kind, table in TABLE_OF_KIND.items()},
    RECORDS.name: FACT_KINDS,
}


def reading_of(name):
    place = Revision.objects.place()
    if name == CITATIONS.name:
        rows = PublishedCitation.objects.as_of(place).standing().order_by("revision_id", "ordinal")
        return Reading(rows, place, CITATIONS, CitationEntry)
    kinds = KINDS_OF_TABLE[name]
    rows = Revision.objects.of_kind(*kinds).as_of(place).standing().order_by("id")
    return Reading(rows, place, TABLES[name], FactEntry if kinds[0] in FACT_KINDS else RecordEntry)


def rows_of(blocks):
    return list(csv.reader(io.StringIO(b"".join(blocks).decode(), newline=""), strict=True))


def with_numbers(entry):
    """Give the holder of a status the numbers that its own document has."""
    if entry.get("kind") == "status":
        actor = Revision.objects.current().get(kind="actor", slug=entry["actor"]["slug"]).document
        entry["actor"] |= {"ccode": actor["cow_number"], "gwcode": actor["gw_number"]}
    return entry


@pytest.mark.parametrize("name", TABLES)
def test_the_database_writes_the_cells_that_the_declaration_gives(seeded, name):
    reading = reading_of(name)
    entries = [
        with_numbers(json.loads(line)) for line in b"".join(reading.json_lines()).splitlines()
    ]

    header, *rows = rows_of(reading.csv_blocks(raw=True))

    assert header == TABLES[name].header()
    assert rows == [TABLES[name].row(entry) for entry in entries]
    assert len(rows) == reading.count() > 0


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_execute_begins_with_an_apostrophe(db, begin):
    text = f'{begin}HYPERLINK("http://example.org";"x")'
    factories.published_status(public_note=text)
    reading = reading_of("statuses")
    column = reading.header().index("note")

    safe = [row[column] for row in rows_of(reading.csv_blocks())]
    raw = [row[column] for row in rows_of(reading.csv_blocks(raw=True))]

    assert f"'{text}" in safe
    assert text not in safe
    assert text in raw


def test_numbers_stay_numbers_even_below_zero(db):
    figure = factories.figure(value="-1.5")
    factories.cite(figure, factories.source(), factories.QUOTE)
    figure.refresh_from_db()
    submit(figure, by=factories.editor())
    approve(figure, by=factories.reviewer())
    reading = reading_of("figures")

    assert "-1.5" in {row[reading.header().index("value")] for row in rows_of(reading.csv_blocks())}


def test_texts_of_several_lines_and_scripts_arrive_as_they_are(db):
    text = 'He said: "no, never",\r\nthen\nleft; 中文 \\ \\n \\.'
    factories.published_status(public_note=text)
    reading = reading_of("statuses")

    note = reading.header().index("note")
    assert text in {row[note] for row in rows_of(reading.csv_blocks())}
    entries = [json.loads(line) for line in b"".join(reading.json_lines()).split(b"\n") if line]
    assert text in {entry["note"] for entry in entries}
