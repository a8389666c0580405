"""The codebook of a release: every column of every table, from its one declaration."""

import csv
import io
from collections.abc import Iterator

from ..exports import Column
from ..exports.codebook import codes_in_lines, meaning_of_type
from ..exports.layouts import PRESENT
from .tables import ReleasedTable, file_name, released_tables

__all__ = ["codebook_csv", "codebook_markdown"]

HEADINGS = (
    "table", "column", "meaning", "type", "holds", "key", "references", "code", "code_meaning",
    "missing",
)  # fmt: skip
MISSING = "empty cell (null in Parquet)"

OF_LAYOUT = {
    1: """there is no other
code for one, but for −9 in the columns `cow_code`. Columns marked *key* are never empty.""",
    2: """so are −9
and −1 in the columns of levels of membership (`membership_level…`, `shared_level`), as in the
Correlates of War data: −9 where the level is not known, −1 where there was no organization.
Columns marked *key* are never empty.""",
}
OPENING = """# Codebook

Every column of every table. An empty cell (null in Parquet) is a missing value; $codes

Texts are verbatim, in UTF-8. Dates of the record are
[EDTF](https://www.loc.gov/standards/datetime/) (`2005`, `2022-09-16/..`, `2023~`), as exact as
their source; beside them stand the days between which something held for certain (`definite_…`) and
can have held (`possible_…`), each until before the second day.

No row of a panel is certain of days that were yet to come when the release was made: they are not
counted in `days_held`, and where a rule asks for them, `knowledge` is `uncertain` or `to-come`.
`days_held` is empty where it is not known on how many days a status was held. `cow_code` is −9 only
where several codes are possible or nothing is known: a state that may have attended as a guest has
0, as has one that held nothing.

"""


def codebook_csv(layout: int = PRESENT) -> str:
    """Return the codebook as a table: a row for each column, and one for each code it can hold."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for table in released_tables(layout).values():
        for column in table.columns:
            writer.writerows(_rows(table, column))
    return text.getvalue()


def _rows(table: ReleasedTable, column: Column) -> Iterator[tuple[str, ...]]:
    told = (table.name, column.name, column.meaning, column.type.value, _holds(column))
    is_key = "yes" if column.name in table.table.key else ""
    missing = "; ".join([*([] if is_key else [MISSING]), *column.missing])
    for code, meaning in column.codes.choices if column.codes else [("", "")]:
        yield (*told, is_key, file_name(column.references), code, str(meaning), missing)


def codebook_markdown(layout: int = PRESENT) -> str:
    """Return the codebook as a text to read."""
    opening = OPENING.replace("$codes", OF_LAYOUT[layout])
    return opening + "\n".join(map(_section, released_tables(layout).values()))


def _section(table: ReleasedTable) -> str:
    lines = [
        f"## {table.name}",
        "",
        table.table.meaning,
        "",
        "| column | meaning | holds |",
        "|---|---|---|",
        *(_line(table, column) for column in table.columns),
        "",
    ]
    return "\n".join(lines)


def _line(table: ReleasedTable, column: Column) -> str:
    holds = _holds(column)
    if column.codes:
        codes = codes_in_lines(column.codes.choices).split("\n")
        holds = "<br>".join(f"`{code}`:{label}" for code, label in (x.split(":", 1) for x in codes))
    if column.name in table.table.key:
        holds += " (*key*)"
    if column.references:
        holds += f"; → `{file_name(column.references)}`"
    return f"| `{column.name}` | {_escaped(column.meaning)} | {_escaped(holds)} |"


def _holds(column: Column) -> str:
    return meaning_of_type(column.type)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
