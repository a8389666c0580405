"""The limit: what PostgreSQL and its own client do when nothing else is in the way.

The SQL is as short as it can be for the same information; it knows nothing of the registry's
own way of putting answers together, but for the names of the columns and where their values are.
"""

import os
import subprocess
from collections.abc import Callable

import psycopg

from curation.exports import RECORDS, STATUSES, Column
from sco_registry.embedded import Cluster

__all__ = ["copy_with_psql", "page_by_psycopg", "table_sql"]

STANDING = "upper_inf(recorded) AND action <> 'retract'"
FACTS = "kind IN ('status', 'statement', 'position', 'event', 'figure')"
MOMENT = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
SINCE, UNTIL = MOMENT.format("lower(recorded)"), MOMENT.format("upper(recorded)")

PAGE = f"""
    WITH page AS MATERIALIZED (
        SELECT * FROM curation_revision WHERE kind = 'status' AND {STANDING} ORDER BY id LIMIT 100
    ), disputes AS (
        SELECT disputed ->> 'id' AS id, json_agg(json_build_object('id', record, 'kind', kind,
            'label', document -> 'label')) AS facts
        FROM curation_revision
        CROSS JOIN LATERAL jsonb_array_elements(document -> 'disputes') AS disputed
        WHERE {STANDING} AND (disputes -> 0) IS NOT NULL
            AND disputes ?| ARRAY(SELECT record::text FROM page)
        GROUP BY 1
    )
    SELECT convert_to(written, 'UTF8'), convert_to(facts::text, 'UTF8'),
        convert_to(json_build_object('id', page.id, 'kind', kind, 'number', number,
        'action', action, 'basis', basis,
        'recorded', json_build_object('from', {SINCE}, 'until', {UNTIL}),
        'submitted_by', submitted_by, 'submitted_at', {MOMENT.format("submitted_at")},
        'approved_by', approved_by, 'summary', summary, 'fact_version', fact_version,
        'schema_version', schema_version, 'digest', digest, 'previous_digest',
        previous_digest)::text, 'UTF8')
    FROM page LEFT JOIN disputes ON disputes.id = record::text ORDER BY page.id
"""
ENTRY = b'%b,"disputed_by":%b,"revision":%b}'

BESIDE_THE_DOCUMENT = {
    "revision.id": "id",
    "revision.number": "number",
    "revision.basis": "basis",
    "revision.recorded.from": SINCE,
    "revision.recorded.until": UNTIL,
    "revision.submitted_by": "submitted_by",
    "revision.approved_by": "approved_by",
    "disputed_by[].id": "disputes.ids",
}
# A stored document is decompressed for each cell that reads it; what this yields is not stored.
READ_ONCE = "CROSS JOIN LATERAL (SELECT document || '{}'::jsonb AS whole OFFSET 0) AS document_read"
TABLES = {"records": (RECORDS, FACTS), "statuses": (STATUSES, "kind = 'status'")}


def page_by_psycopg(url: str) -> Callable[[], bytes]:
    """Return a function that reads the first 100 statuses as JSON.

    Bytes, neither decoded nor put together in the database, have proved quickest.
    """
    connection = psycopg.connect(url, autocommit=True)

    def read() -> bytes:
        rows = connection.execute(PAGE, prepare=True, binary=True).fetchall()
        entries = [ENTRY % (document[:-1], facts or b"[]", said) for document, facts, said in rows]
        return b'{"results":[%b]}' % b",".join(entries)

    return read


def table_sql(name: str) -> str:
    """Return the SQL of all cells of the table ``name``, in the columns that it declares."""
    table, condition = TABLES[name]
    cells = ", ".join(f'{_cell(column)} AS "{column.name}"' for column in table.columns)
    return (
        f"SELECT {cells} FROM curation_revision {READ_ONCE} "
        "LEFT JOIN (SELECT disputed ->> 'id' AS disputed, "
        "string_agg(record::text, ';' ORDER BY id) AS ids FROM curation_revision CROSS JOIN "
        "LATERAL jsonb_array_elements(document -> 'disputes') AS disputed "
        f"WHERE {FACTS} AND {STANDING} GROUP BY 1) AS disputes ON disputed = record::text "
        f"WHERE {condition} AND {STANDING} ORDER BY id"
    )


def _cell(column: Column) -> str:
    """Return the SQL of one cell: a path into the document, or a column beside it."""
    path = column.path or column.name
    if path in BESIDE_THE_DOCUMENT:
        return BESIDE_THE_DOCUMENT[path]
    if "[]" not in path:
        return _at("whole", path)
    several, one = path.split("[]", 1)
    value = _at("item", one.removeprefix(".")) if one else "item #>> '{}'"
    return (
        f"(SELECT string_agg(coalesce({value}, ''), '{column.separator}' ORDER BY place) FROM "
        f"jsonb_array_elements(whole -> '{several}') WITH ORDINALITY AS list (item, place))"
    )


def _at(node: str, path: str) -> str:
    *steps, last = path.split(".")
    return "".join([node, *(f" -> '{step}'" for step in steps), f" ->> '{last}'"])


def copy_with_psql(cluster: Cluster, name: str, target: str = os.devnull) -> None:
    r"""Write the table ``name`` to the file ``target`` by psql's ``\copy``."""
    subprocess.run(
        [
            *(str(cluster.programs / "psql"), "--no-psqlrc", "--quiet", "--dbname", cluster.url),
            *("--command", rf"\copy ({table_sql(name)}) TO '{target}' WITH (FORMAT csv, HEADER)"),
        ],
        check=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
    )
