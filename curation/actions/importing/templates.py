"""Templates to fill in: the headings of a sheet, and a codebook that explains them."""

import csv
from collections.abc import Iterator
from io import StringIO

from ...exports.codebook import CODEBOOK, codes_in_lines
from ...exports.workbooks import workbook
from .columns import Column, Sheet

__all__ = ["codebook", "template_csv", "template_xlsx"]

HEADINGS = ("Column", "What it means", "What it holds", "Needed", "Codes", "Example")


def codebook(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """Yield for each column its name, meaning, sort of value, need, codes and example."""
    for column in sheet.columns:
        yield _entry(column.name, column, needed="for a new record")
    for group in sheet.groups:
        for column in group.columns:
            yield _entry(group.heading(1, column), column, needed=f"for each {group.name}")
        yield (f"{group.name}_2_…", f"The next {group.name}; as many as needed.", "", "", "", "")
    for name, meaning in sheet.beside:
        yield (name, meaning, "not imported", "", "", "")


def _entry(name: str, column: Column, *, needed: str) -> tuple[str, ...]:
    return (
        name,
        column.meaning,
        column.value.meaning,
        needed if column.required else "",
        codes_in_lines(column.value.codes()),
        column.example,
    )


def template_xlsx(sheet: Sheet) -> bytes:
    """Return a workbook with the headings, and the codebook on a sheet of its own."""
    return workbook({"Registry": [sheet.headings()], CODEBOOK: [HEADINGS, *codebook(sheet)]})


def template_csv(sheet: Sheet) -> bytes:
    """Return the headings as CSV, with the mark by which spreadsheets know UTF-8."""
    text = StringIO(newline="")
    csv.writer(text).writerow(sheet.headings())
    return text.getvalue().encode("utf-8-sig")
