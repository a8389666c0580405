r"""The limit of a release: psql's ``\copy`` of the same tables to plain CSV, and nothing else.

The panels, which no SQL derives, are plain tables by then: their derivation counts on our side
alone.
"""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg

from curation.exports import TABLE_OF_KIND, Column
from curation.releases.tables import RELEASED, ReleasedTable
from sco_registry.embedded import Cluster

from .limit import BESIDE_THE_DOCUMENT, FACTS, READ_ONCE, STANDING, _at, _cell

__all__ = ["copy_all", "keep_panels"]

OF_FACT = {"fact.id": "record", "fact.kind": "kind", "fact.label": "document ->> 'label'"}
DISPUTING = f"""LEFT JOIN (SELECT disputed ->> 'id' AS disputed,
    string_agg(record::text, ';' ORDER BY id) AS ids FROM curation_revision
    CROSS JOIN LATERAL jsonb_array_elements(document -> 'disputes') AS disputed
    WHERE {FACTS} AND {STANDING} GROUP BY 1) AS disputes ON disputed = record::text"""


def copy_all(cluster: Cluster, folder: Path, release: str) -> Callable[[], None]:
    """Return a function that writes every table of the release to ``folder``."""
    commands = [
        rf"\copy ({' '.join(_sql(table, release).split())}) "
        rf"TO '{folder / table.name}.csv' WITH (FORMAT csv, HEADER)"
        for table in RELEASED.values()
    ]

    def copy() -> None:
        subprocess.run(
            [
                *(str(cluster.programs / "psql"), "--no-psqlrc", "--quiet"),
                *("--set", "ON_ERROR_STOP=1", "--dbname", cluster.url),
                *(part for command in commands for part in ("--command", command)),
            ],
            check=True,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        )

    return copy


def keep_panels(cluster: Cluster, texts: dict[str, bytes]) -> None:
    """Put the panels, given as CSV, into plain tables."""
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        for name, text in texts.items():
            columns = ", ".join(f'"{column.name}" text' for column in RELEASED[name].columns)
            connection.execute(f"DROP TABLE IF EXISTS bench_{name}")
            connection.execute(f"CREATE UNLOGGED TABLE bench_{name} ({columns})")
            with connection.cursor().copy(
                f"COPY bench_{name} FROM STDIN WITH (FORMAT csv, HEADER)"
            ) as copy:
                copy.write(text)


def _sql(table: ReleasedTable, release: str) -> str:
    if table.rows is None:
        return f"SELECT * FROM bench_{table.name}"
    source, condition, item = _source(table)
    cells = ", ".join(
        f'{_text(column.path or column.name, column, item)} AS "{column.name}"'
        for column in table.columns[:-1]
    )
    return (
        f"SELECT {cells}, '{release}' AS release FROM curation_revision {source} "
        f"WHERE {condition} AND {STANDING} ORDER BY id"
    )


def _source(table: ReleasedTable) -> tuple[str, str, bool]:
    """Return what is joined, which revisions are asked for, and whether a list's items are rows."""
    listed = "CROSS JOIN LATERAL jsonb_array_elements(document -> '{}') AS item"
    if table.name == "citations":
        return listed.format("citations"), FACTS, True
    if table.table.part:
        condition = "kind = 'actor'" if table.table.part == "names" else FACTS
        return listed.format(table.table.part), condition, True
    kind = next(kind for kind, each in TABLE_OF_KIND.items() if each.name == table.table.name)
    disputing = any(column.name == "disputed_by" for column in table.columns)
    return f"{READ_ONCE} {DISPUTING if disputing else ''}", f"kind = '{kind}'", False


def _text(path: str, column: Column, item: bool) -> str:
    if not item:
        return _cell(column)
    if path in BESIDE_THE_DOCUMENT:
        return BESIDE_THE_DOCUMENT[path]
    if path in OF_FACT:
        return OF_FACT[path]
    if path.startswith("of."):
        return _at("document", path.removeprefix("of."))
    return _at("item", path)
