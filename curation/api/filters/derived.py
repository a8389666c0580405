"""Parameters that follow from the columns of a table: what it has a column for can be asked for.

Their names are the columns' names; those that compare add `_min` and `_max` (numbers, both
included) or `_after` and `_before` (days and moments, half-open).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.fields.ranges import RangeEndsWith, RangeStartsWith
from django.db.models import DateField, DecimalField, F, Field
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from ...asking.actors import Actors, Numbers
from ...asking.parameters import (
    Codes,
    CountryCodes,
    Day,
    Ids,
    Moment,
    Number,
    Parameter,
    Slugs,
    Texts,
)
from ...asking.where import AtLeast, AtMost, Before, Stored, Uncounted, Within
from ...exports import Column, ColumnType, Table

__all__ = ["CITED", "RECORDED", "Origin", "derived"]

OF_REVISION = ("number", "basis", "submitted_by", "approved_by")

BOUNDS: dict[str, Combinable] = {
    "definite.from": RangeStartsWith("definite"),
    "definite.until": RangeEndsWith("definite"),
    "possible.from": RangeStartsWith("possible"),
    "possible.until": RangeEndsWith("possible"),
    "revision.recorded.from": RangeStartsWith("recorded"),
}


@dataclass(frozen=True)
class Origin:
    """Where the rows of a table come from: the document, and what has a column of its own."""

    document: str
    stored: dict[str, str]


RECORDED = Origin(
    "document",
    {
        "id": "record",
        "slug": "slug",
        "actor.slug": "actor",
        "organization.slug": "organization",
        "status.slug": "status",
        "status.dimension": "dimension",
        "issue.slug": "issue",
        "indicator.slug": "indicator",
        "certainty": "certainty",
        "rank": "rank",
        "revision.id": "id",
    }
    | {f"revision.{name}": name for name in OF_REVISION},
)
CITED = Origin(
    "citation",
    {
        "fact.id": "record",
        "fact.kind": "kind",
        "source.slug": "source",
        "support": "support",
        "revision.id": "revision_id",
    }
    | {f"revision.{name}": f"revision__{name}" for name in OF_REVISION},
)
# A collection shows what is in force: nothing in it has an end yet.
UNTIL = "revision.recorded.until"

REPEATABLE = {
    ColumnType.UUID: Ids,
    ColumnType.UUIDS: Ids,
    ColumnType.TOKEN: Texts,
    ColumnType.URL: Texts,
}


NUMBERED = {"ccode", "gwcode", "stateabb"}
EXAMPLES = {
    "sources": "asia-plus-2024-06-13",
    "status-types": "full-member",
    "issues": "contact-group-resumption",
    "indicators": "share-of-world-population",
}


def derived(table: Table, besides: set[str], origin: Origin) -> dict[str, Parameter]:
    """Return the parameters of a table's columns, but for those that ``besides`` names."""
    return {
        name: parameter
        for column in table.columns
        if column.name not in besides
        for name, parameter in _of(column, origin)
    }


def _of(column: Column, origin: Origin) -> Iterator[tuple[str, Parameter]]:
    path, told = column.path or column.name, column.meaning
    where = Stored(origin.stored[path]) if path in origin.stored else Within(_steps(path))
    if column.name in NUMBERED:
        bearer = "actor" if "." in path else "slug"
        yield column.name, Numbers(column.name, told, Uncounted(bearer))
    elif column.type is ColumnType.CODE:
        yield column.name, Codes(column.codes, told, where)
    elif column.type in (ColumnType.SLUG, ColumnType.SLUGS) and _is_of_actors(column):
        yield column.name, Actors(told, where)
    elif column.type in (ColumnType.SLUG, ColumnType.SLUGS):
        yield column.name, Slugs(told, where, example=EXAMPLES.get(column.references))
    elif column.name.endswith("iso3"):
        yield column.name, CountryCodes(told, where)
    elif column.type in REPEATABLE:
        yield column.name, REPEATABLE[column.type](told, where)
    elif column.type in (ColumnType.INTEGER, ColumnType.NUMBER):
        number = _value(path, origin, DecimalField(max_digits=30, decimal_places=10))
        yield f"{column.name}_min", Number(f"{told} At least so much.", AtLeast(number))
        yield f"{column.name}_max", Number(f"{told} At most so much.", AtMost(number))
    elif column.type in (ColumnType.DATE, ColumnType.MOMENT) and path != UNTIL:
        kind = Day if column.type is ColumnType.DATE else Moment
        bound = BOUNDS.get(path) or _value(path, origin, DateField())
        yield f"{column.name}_after", kind(f"{told} Then or later.", AtLeast(bound))
        yield f"{column.name}_before", kind(f"{told} Earlier.", Before(bound))


def _is_of_actors(column: Column) -> bool:
    """Tell whether a column names actors: lists of slugs are of nothing else."""
    return column.references == "actors" or column.type is ColumnType.SLUGS


def _steps(path: str) -> str:
    return "$." + path.replace("[]", "[*]")


def _value(path: str, origin: Origin, type_: Field) -> Combinable:
    if path in origin.stored:
        return F(origin.stored[path])
    return Cast(KT(f"{origin.document}__{path.replace('.', '__')}"), type_)
