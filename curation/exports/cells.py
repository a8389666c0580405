"""The declared columns as SQL, for tables that are streamed out of the ledger.

`Column.cell` says the same in Python, for rows that do not come from the database; a test holds
the two together.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import DateTimeField, F, Func, JSONField, QuerySet, Value
from django.db.models.functions import Cast

from ..models import AsOf, PublishedCitation
from ..vocabulary import Action, RecordKind
from .column import Column, ColumnType, Table
from .json_text import DisputingFacts, moment_sql

__all__ = ["table_sql"]

# What the columns are made of, in this order, a row each.
OF_REVISION = ("id", "number", "basis", "recorded", "submitted_by", "approved_by")
LINE = ("document", "revision", *OF_REVISION[1:], "as_of")
OF_FACTS = ("disputed_by",)
OF_CITATIONS = ("record", "kind", "label")

# Where a path does not lead into the document.
ELSEWHERE = {
    "revision.id": "line.revision",
    "revision.number": "line.number",
    "revision.basis": "line.basis",
    "revision.recorded.from": moment_sql("lower(line.recorded)"),
    "revision.recorded.until": "CASE WHEN upper(line.recorded) <= line.as_of THEN "
    f"{moment_sql('upper(line.recorded)')} END",
    "revision.submitted_by": "line.submitted_by",
    "revision.approved_by": "line.approved_by",
    "disputed_by[].id": "array_to_string(line.disputed_by, ';')",
    "fact.id": "line.record",
    "fact.kind": "line.kind",
    "fact.label": "line.label",
}

# What a reference to a state lacks: numbers that stand in the document of the actor itself.
NUMBERS = {"actor.ccode": "cow_number", "actor.gwcode": "gw_number"}
# One look at all states that have a number, however many rows there are.
OF_STATES = f"""(SELECT jsonb_object_agg(state.slug, state.document -> '<key>')
    FROM curation_revision AS state
    WHERE state.kind = '{RecordKind.ACTOR}' AND state.document ->> '<key>' IS NOT NULL
        AND state.id <= <revision> AND state.action <> '{Action.RETRACT}'
        AND (upper_inf(state.recorded) OR upper(state.recorded) > '<moment>'::timestamptz))
    ->> (line.document #>> '{{actor,slug}}')"""

# Texts that somebody else wrote. A spreadsheet takes them for formulas if they begin so
# (OWASP, CSV Injection); an apostrophe before them keeps it from doing so.
FREE_TEXT = {ColumnType.TEXT, ColumnType.TOKEN, ColumnType.URL, ColumnType.EDTF}
FORMULA = r"'=', '+', '-', '@', E'\t', E'\r'"


class Unpacked(Func):
    """A document taken out of its compressed storage once, however many cells it has."""

    template = "(%(expressions)s || '{}'::jsonb)"
    arity = 1
    output_field = JSONField()


def table_sql(
    table: Table, rows: QuerySet, place: AsOf, *, columns: Iterable[str] = (), raw: bool = False
) -> tuple[str, list[Any]]:
    """Return the query of a table's cells as of ``place``, for ``rows`` in their order.

    ``columns`` names those wanted, by default all. With ``raw``, texts that a spreadsheet would
    execute are left as they are.
    """
    chosen = [column for column in table.columns if not columns or column.name in set(columns)]
    lines, names, params = _lines(rows, place)
    cells = ", ".join(
        f"{_spelled(column, _text(column, table.part, place))} AS {_quoted(column)}"
        for column in chosen
    )
    shown = ", ".join(_shown(column, raw) for column in chosen)
    # OFFSET 0 keeps the planner from computing a cell as often as it is mentioned.
    inner = f"SELECT {cells} FROM ({lines}) AS line({', '.join(names)}) {_parts(table)} OFFSET 0"
    return f"SELECT {shown} FROM ({inner}) AS cell", params


def _lines(rows: QuerySet, place: AsOf) -> tuple[str, tuple[str, ...], list[Any]]:
    # Null before the first revision, but a moment all the same.
    moment = Cast(Value(place.moment), DateTimeField())
    if rows.model is PublishedCitation:
        of_revision = [F(f"revision__{name}") for name in OF_REVISION]
        columns = [Unpacked("citation"), *of_revision, moment, *map(F, OF_CITATIONS)]
        names = (*LINE, *OF_CITATIONS)
    else:
        columns = [Unpacked("document"), *map(F, OF_REVISION), moment, DisputingFacts(place)]
        names = (*LINE, *OF_FACTS)
    named = {f"line_{number}": column for number, column in enumerate(columns)}
    sql, params = rows.annotate(**named).values_list(*named).query.sql_with_params()
    return sql, names, list(params)


def _parts(table: Table) -> str:
    if not table.part:
        return ""
    return f"CROSS JOIN LATERAL jsonb_array_elements(line.document -> '{table.part}') AS part(item)"


def _quoted(column: Column) -> str:
    return f'"{column.name}"'


def _spelled(column: Column, text: str) -> str:
    if column.spelled is None:
        return text
    cases = " ".join(f"WHEN '{value}' THEN '{told}'" for value, told in column.spelled.items())
    return f"CASE {text} {cases} END"


def _of_states(key: str, place: AsOf) -> str:
    moment = place.moment.isoformat() if place.moment else "infinity"
    found = OF_STATES.replace("<key>", key).replace("<revision>", str(place.revision))
    return found.replace("<moment>", moment)


def _text(column: Column, part: str, place: AsOf) -> str:
    path = column.path or column.name
    if path in ELSEWHERE:
        return ELSEWHERE[path]
    if path in NUMBERS:
        return _of_states(NUMBERS[path], place)
    if part and not path.startswith("of."):
        return f"part.item ->> '{path}'"
    path = path.removeprefix("of.")
    listed, fans_out, rest = path.partition("[].")
    if not fans_out:
        return f"line.document #>> '{{{','.join(path.split('.'))}}}'"
    return (
        f"(SELECT string_agg(coalesce(item #>> '{{{','.join(rest.split('.'))}}}', ''), "
        f"'{column.separator}' ORDER BY place) FROM jsonb_array_elements("
        f"line.document -> '{listed}') WITH ORDINALITY AS listed(item, place))"
    )


def _shown(column: Column, raw: bool) -> str:
    cell = f"cell.{_quoted(column)}"
    if column.type not in FREE_TEXT or raw:
        return f"nullif({cell}::text, '') AS {_quoted(column)}"
    return (
        f"CASE WHEN left({cell}, 1) IN ({FORMULA}) THEN '''' || {cell} "
        f"ELSE nullif({cell}, '') END AS {_quoted(column)}"
    )
