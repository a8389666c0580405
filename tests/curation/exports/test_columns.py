"""Columns: what a cell holds, and that every table can be explained."""

import csv
import io

import pytest

from curation.exports import DERIVED_TABLES, TABLES, Column, Table, csv_lines

ALL_TABLES = TABLES | DERIVED_TABLES


def test_a_path_leads_through_objects_and_fans_out_over_lists():
    entry = {"actor": {"slug": "china"}, "about": [{"slug": "a", "x": None}, {"slug": "b"}]}

    assert Column("actor", "", "actor.slug").cell(entry) == "china"
    assert Column("about", "", "about[].slug").cell(entry) == "a;b"


def test_what_is_missing_is_an_empty_cell_and_keeps_its_place():
    entry = {"speaker": None, "names": [{"n": "x", "l": ""}, {"n": None, "l": "en"}], "zero": 0}

    assert Column("speaker", "", "speaker.slug").cell(entry) == ""
    assert Column("l", "", "names[].l").cell(entry) == ";en"
    assert Column("n", "", "names[].n").cell(entry) == "x;"
    assert Column("zero", "").cell(entry) == "0"


def test_csv_survives_what_texts_contain():
    text = 'He said: "no, never",\r\nthen\nleft; 中文'
    lines = "".join(csv_lines(Table("t", "", (Column("text", ""),)), [{"text": text}]))

    assert list(csv.reader(io.StringIO(lines, newline=""))) == [["text"], [text]]
    assert lines.startswith("text\r\n")


@pytest.mark.parametrize("table", ALL_TABLES.values(), ids=ALL_TABLES)
def test_every_column_has_a_name_of_its_own_and_a_meaning(table):
    header = table.header()

    assert len(set(header)) == len(header)
    assert all(name.replace("_", "").isalnum() and name == name.lower() for name in header)
    assert all(column.meaning.endswith(".") for column in table.columns)
    assert all(column.codes for column in table.columns if column.type == "code")
