"""What is read from a file, whatever the spreadsheet program made of it."""

import datetime as dt
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.actions.importing.files import read_table
from curation.errors import ImportRefused
from curation.exports.workbooks import workbook

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def known(word):
    return word in ("slug", "name", "note")


def spreadsheet(rows):
    """A workbook as a spreadsheet program saves it, with days and formulas of its own."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def cells(content):
    return [line.cells for line in read_table(content, known).lines]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_is_read_with_any_usual_delimiter_with_and_without_byte_order_mark(delimiter, mark):
    text = f'slug{delimiter}note\r\na{delimiter}"x{delimiter}; y"\r\n'

    assert cells(mark + text.encode()) == [{"slug": "a", "note": f"x{delimiter}; y"}]


def test_lines_keep_the_numbers_that_a_spreadsheet_shows_although_blank_ones_are_skipped():
    table = read_table(b'slug,note\na,"two\nlines"\n,,\nb,\n', known)

    assert [(line.number, line.cells["slug"]) for line in table.lines] == [(2, "a"), (4, "b")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"slug,note\n", "no rows"),
        ("slug\nТаджикистан\n".encode("cp1251"), "not in UTF-8"),
        ("slug\na\n".encode("utf-16"), "not in UTF-8"),
        (b"slug,note,slug\na,b,c\n", "more than once"),
        (b'slug\n"a\n', "not CSV"),
        (b"PK\x03\x04nonsense", "no workbook"),
        (b"\xd0\xcf\x11\xe0old", "old kind"),
        (b"slug\x00\n", "neither CSV"),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_what_to_do(content, reason):
    with pytest.raises(ImportRefused, match=reason):
        read_table(content, known)


def test_numbers_and_days_of_a_workbook_become_the_texts_that_an_editor_saw():
    rows = [["slug", "name", "note"], [2005, 23.5, dt.date(2024, 7, 4)], [2005.0, True, None]]

    assert cells(spreadsheet(rows)) == [
        {"slug": "2005", "name": "23.5", "note": "2024-07-04"},
        {"slug": "2005", "name": "true"},
    ]


def test_formula_is_refused_rather_than_read_as_nothing():
    (line,) = read_table(spreadsheet([["slug", "note"], ["a", "=1+1"]]), known).lines

    assert line.problems == (("note", "it holds a formula (=1+1); paste its value instead"),)


@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=3))
def test_every_text_comes_out_of_a_workbook_as_it_went_in(texts):
    content = workbook({"Registry": [["slug"], *([text] for text in texts)]})

    assert [row["slug"] for row in cells(content)] == texts
