"""The descriptions that programs read: a Frictionless data package, and CSV on the Web.

https://specs.frictionlessdata.io/ and https://www.w3.org/TR/tabular-data-primer/. Both are made of
the declarations of the columns.
"""

import json
from collections.abc import Mapping
from typing import Any

from ..exports import Column, ColumnType
from ..exports.bibliography import REGISTRY
from ..exports.layouts import FIRST
from .archive import BuiltFile
from .frozen import Frozen
from .tables import ReleasedTable, file_name, released_tables

__all__ = ["FRICTIONLESS_TYPES", "csvw", "data_package"]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

FRICTIONLESS_TYPES = {
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.DATE: "date",
    ColumnType.MOMENT: "datetime",
}
CSVW_TYPES = {
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "double",
    ColumnType.DATE: "date",
    ColumnType.MOMENT: "dateTimeStamp",
}

Node = dict[str, Any]


def data_package(frozen: Frozen, files: Mapping[str, BuiltFile]) -> str:
    """Return ``datapackage.json``; ``files`` are those that it describes, by path."""
    package = {
        "profile": "tabular-data-package",
        "name": frozen.name,
        "id": frozen.urn
        if frozen.layout > FIRST
        else f"urn:sco-registry:releases:{frozen.identifier}",
        "title": frozen.title,
        "description": frozen.notes,
        "version": frozen.identifier,
        "created": frozen.released_in_utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "homepage": frozen.address,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": LICENCE,
                "title": "Creative Commons Attribution 4.0",
            }
        ],
        "contributors": [{"title": REGISTRY, "role": "author"}],
        "ledger": {"revision": frozen.place.revision, "digest": frozen.head_digest},
        "resources": [_resource(table, files) for table in released_tables(frozen.layout).values()],
    }
    return _text({key: value for key, value in package.items() if value})


def _resource(table: ReleasedTable, files: Mapping[str, BuiltFile]) -> Node:
    path, parquet = f"csv/{table.name}.csv", f"parquet/{table.name}/{table.name}.parquet"
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.table.meaning,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": files[path].size,
        "hash": f"sha256:{files[path].sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "parquet": {"path": parquet, "hash": f"sha256:{files[parquet].sha256}"},
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.table.key),
            "foreignKeys": [
                {
                    "fields": [column.name],
                    "reference": {
                        "resource": "" if _target(column) == table.name else _target(column),
                        "fields": [_key_of(column)],
                    },
                }
                for column in table.columns
                if column.references
            ],
        },
    }


def _target(column: Column) -> str:
    return file_name(column.references)


def _key_of(column: Column) -> str:
    """Return the column that a reference leads to: the same in all layouts."""
    return released_tables()[_target(column)].table.key[0]


def _field(table: ReleasedTable, column: Column) -> Node:
    constraints: Node = {"required": True} if column.name in table.table.key else {}
    if constraints and len(table.table.key) == 1:
        constraints["unique"] = True
    field: Node = {
        "name": column.name,
        "type": FRICTIONLESS_TYPES.get(column.type, "string"),
        "description": column.meaning,
    }
    if column.type == ColumnType.UUID:
        field["format"] = "uuid"
    if column.missing:
        field["missingValues"] = ["", *column.missing]
    if column.codes:
        choices = [(_typed(column, value), str(label)) for value, label in column.codes.choices
                   if value not in column.missing]  # fmt: skip
        constraints["enum"] = [value for value, _ in choices]
        field["categories"] = [{"value": value, "label": label} for value, label in choices]
    return {**field, "constraints": constraints} if constraints else field


def _typed(column: Column, value: str) -> str | int:
    return int(value) if column.type == ColumnType.INTEGER else value


def csvw(frozen: Frozen) -> str:
    """Return ``csv/csv-metadata.json``, where CSV on the Web looks for it."""
    return _text(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "dc:title": frozen.title,
            "dc:identifier": frozen.name,
            "dc:license": {"@id": LICENCE},
            "tables": [_csvw_table(table) for table in released_tables(frozen.layout).values()],
        }
    )


def _csvw_table(table: ReleasedTable) -> Node:
    return {
        "url": f"{table.name}.csv",
        "dc:description": table.table.meaning,
        "tableSchema": {
            "columns": [_csvw_column(table, column) for column in table.columns],
            "primaryKey": list(table.table.key),
            "foreignKeys": [
                {
                    "columnReference": column.name,
                    "reference": {
                        "resource": f"{_target(column)}.csv",
                        "columnReference": _key_of(column),
                    },
                }
                for column in table.columns
                if column.references
            ],
        },
    }


def _csvw_column(table: ReleasedTable, column: Column) -> Node:
    told = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": CSVW_TYPES.get(column.type, "string"),
        "required": column.name in table.table.key,
    }
    return {**told, "null": ["", *column.missing]} if column.missing else told


def _text(value: Node) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
