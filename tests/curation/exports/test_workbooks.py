"""Workbooks: what goes in comes out, in any reader; what does not fit is refused."""

import io
import tracemalloc
import zipfile

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curation.exports import CITATIONS, FIGURES, TABLES, Column, ColumnType, Table, workbooks
from curation.exports.codebook import table_workbook
from curation.exports.workbooks import (
    LONGEST_CELL,
    DoesNotFit,
    escaped,
    unescaped,
    workbook,
    workbook_chunks,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example")', "\t=1", "\r=1"]


def sheets(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [list(row) for row in sheet.iter_rows()] for sheet in book}


def column_of(content):
    (sheet,) = sheets(content).values()
    return [row[0] for row in sheet[1:]]


@given(TEXTS)
@example("<r>a & b</r>")
@example("_x000D_")
@example("\ufffe\uffff")
@example(" \n two spaces  ")
def test_every_text_comes_out_as_it_went_in(text):
    assert unescaped(escaped(text)) == text
    (cell,) = column_of(workbook({"t": [["text"], [text]]}))

    assert unescaped(cell.value or "") == text


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_a_text(text):
    content = workbook({"t": [["text"], [text]]})
    (cell,) = column_of(content)

    assert (unescaped(cell.value), cell.data_type) == (text, "s")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_numbers_are_numbers_truth_is_truth_and_nothing_is_nothing():
    values = [2005, 0.2, True, None, ""]

    cells = column_of(workbook({"t": [["value"], *([value] for value in values)]}))

    assert [cell.value for cell in cells] == [2005, 0.2, True, None, None]
    assert [cell.data_type for cell in cells[:3]] == ["n", "n", "b"]


def test_first_row_is_frozen_on_every_sheet():
    content = workbook({"a": [["x"], ["1"]], "b": [["y"]]})

    assert [sheet.freeze_panes for sheet in openpyxl.load_workbook(io.BytesIO(content))] == [
        "A2",
        "A2",
    ]


def test_text_longer_than_a_cell_is_refused_before_any_byte_and_csv_is_named():
    fits, longer = "x" * LONGEST_CELL, "x" * (LONGEST_CELL + 1)

    assert column_of(workbook({"t": [["text"], [fits]]}))[0].value == fits
    with pytest.raises(DoesNotFit, match="Choose CSV"):
        workbook_chunks({"t": [["text"], [longer]]})


def test_more_rows_than_a_sheet_holds_are_refused_before_any_byte_and_csv_is_named(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)

    assert len(column_of(workbook({"t": [["n"], [1], [2]]}))) == 2
    with pytest.raises(DoesNotFit, match="Choose CSV"):
        workbook_chunks({"t": [["n"], [1], [2], [3]]})


def test_memory_does_not_grow_with_the_rows():
    def peak(rows):
        tracemalloc.start()
        made = workbook_chunks({"t": ([f"{n} {'x' * 400}"] for n in range(rows))})
        assert sum(map(len, made))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(20_000) - peak(200) < 2_000_000, "bytes, for eight million letters"


def test_a_table_has_its_rows_its_types_and_a_codebook():
    table = Table(
        "figures",
        "Numbers.",
        (
            Column("value", "The number.", type=ColumnType.NUMBER),
            Column("place", "Its place.", type=ColumnType.INTEGER),
            Column("long", "More digits than Excel keeps.", type=ColumnType.NUMBER),
            Column("day", "A day.", type=ColumnType.DATE),
            Column("when", "A period.", type=ColumnType.EDTF),
            Column("code", "A code that looks like a number."),
        ),
    )
    rows = [
        ["0.5", "7", "12345678901234567", "2024-06-11", "1847~/..", "048"],
        ["", "", "", "", "", ""],
    ]

    data, codebook = sheets(b"".join(table_workbook(table, rows))).values()

    assert [[cell.value for cell in row] for row in data] == [
        table.header(),
        [0.5, 7, "12345678901234567", "2024-06-11", "1847~/..", "048"],
        [None] * 6,
    ]
    assert [row[0].value for row in codebook] == ["Column", *table.header()]
    assert [cell.value for cell in codebook[5]] == [
        "when", "A period.", "date or interval, EDTF (ISO 8601-2)", None,
    ]  # fmt: skip


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_explains_each_of_its_columns_and_codes(table):
    book = sheets(b"".join(table_workbook(table, [])))

    assert list(book) == [table.name, "Codebook"]
    explained = {row[0].value: row for row in book["Codebook"][1:]}
    assert list(explained) == table.header()
    for column in table.columns:
        assert explained[column.name][1].value == column.meaning
        for code in column.codes or ():
            assert f"{code.value}: {code.label}" in explained[column.name][3].value


def test_the_seeded_record_is_in_its_workbook_as_it_is_in_csv(entries):
    for table, kind in ((FIGURES, "figure"), (CITATIONS, "citation")):
        rows = [table.row(entry) for entry in entries[kind]]

        header, *written = sheets(b"".join(table_workbook(table, rows)))[table.name]

        assert [cell.value for cell in header] == table.header()
        assert [[_text(cell.value) for cell in row] for row in written] == rows


def _text(value):
    return "" if value is None else unescaped(str(value))
