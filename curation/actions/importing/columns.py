"""What a sheet consists of: columns of the record itself, and numbered groups of its parts.

A declaration names a column and says what it means; what it may hold follows from the model's
field, so that file, form and database never disagree. The same declaration serves import,
export, template and codebook.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model, Prefetch, QuerySet

from ...models import Fact, Source
from ...vocabulary import RecordKind
from .values import (
    CellError,
    Code,
    Day,
    Key,
    Number,
    Records,
    Reference,
    References,
    Slug,
    Text,
    Value,
    Whole,
)

__all__ = ["Column", "Group", "Sheet", "cells_of_parts"]


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it means, the field that it is of, and an example."""

    name: str
    meaning: str
    example: str = ""
    of: str = ""
    model: type[Model] | None = None

    @property
    def field_name(self) -> str:
        """The model's name for it."""
        return self.of or self.name

    @cached_property
    def field(self) -> models.Field:
        """The model's field."""
        return self.model._meta.get_field(self.field_name)

    @cached_property
    def value(self) -> Value:
        """What its cells hold."""
        return _value_of(self.field)

    @cached_property
    def is_reference(self) -> bool:
        """Whether it names one other record."""
        return type(self.value) is Reference

    @cached_property
    def is_link(self) -> bool:
        """Whether it links to several records."""
        return self.field.many_to_many

    @cached_property
    def required(self) -> bool:
        """Whether a new record needs it."""
        return not self.field.blank and not self.field.has_default()

    def read(self, text: str, records: Records) -> Any:
        """Return the value of a cell, checked by the model's own field.

        Raises:
            CellError: the cell cannot be understood, or the field refuses the value.
        """
        if text == "" or (text.isspace() and not isinstance(self.value, Text)):
            return self.value.blank
        value = self.value.read(text, records)
        if not isinstance(self.value, Reference | Code):
            try:
                value = self.field.clean(value, None)
            except ValidationError as error:
                raise CellError(" ".join(error.messages)) from error
        return value

    def put(self, instance: Model, value: Any) -> None:
        """Set the value of ``instance``.

        What `read` returned for a reference needs none of the checks that Django's own attribute
        makes each time.
        """
        if not self.is_reference:
            setattr(instance, self.field_name, value)
            return
        instance.__dict__[self.field.attname] = None if value is None else value.id
        instance._state.fields_cache[self.field_name] = value

    def content(self, instance: Model) -> str:
        """Return the value of ``instance`` as a text that tells it from others."""
        value = instance.__dict__[self.field.attname]
        if value is None or type(value) is str:
            return value or ""
        return str(value) if self.is_reference else self.value.write(value)

    def cell(self, instance: Model) -> str:
        """Return the cell of ``instance``."""
        value = getattr(instance, self.field_name)
        return value if type(value) is str else self.value.write(value)


def _value_of(of: models.Field) -> Value:
    if of.is_relation:
        to = of.related_model
        key = "id" if issubclass(to, Fact) else "slug"
        return References(to=to, key=key) if of.many_to_many else Reference(to=to, key=key)
    if of.choices:
        choices = tuple((str(code), str(label)) for code, label in of.flatchoices if code)
        return Code(blank=str(of.get_default() or ""), choices=choices)
    for sort, value in (
        (models.UUIDField, Key),
        (models.SlugField, Slug),
        (models.DecimalField, Number),
        (models.IntegerField, Whole),
        (models.DateField, Day),
    ):
        if isinstance(of, sort):
            return value()
    return Text()


@dataclass(frozen=True)
class Group:
    """Columns of the parts of a record, numbered from 1: ``citation_1_quote``.

    ``attribute`` is the whole's name for its parts, ``owner`` a part's name for its whole;
    ``order`` sorts parts whose order means nothing.
    """

    name: str
    attribute: str
    owner: str
    model: type[Model]
    columns: tuple[Column, ...]
    order: Callable[[Model], Any] | None = None

    def heading(self, number: int, column: Column) -> str:
        """Return the heading of a column of the ``number``-th part."""
        return f"{self.name}_{number}_{column.name}"

    @cached_property
    def pattern(self) -> re.Pattern:
        """What its headings look like."""
        names = "|".join(column.name for column in self.columns)
        return re.compile(rf"{self.name}_([1-9][0-9]*)_({names})")


@dataclass(frozen=True)
class Sheet:
    """The columns of a kind of record.

    ``beside`` are columns that an export adds for its readers, and an import does not read.
    """

    kind: RecordKind
    model: type[Model]
    key: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    beside: tuple[tuple[str, str], ...] = ()
    by_name: dict[str, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_name.update({column.name: column for column in self.columns})

    @property
    def is_of_facts(self) -> bool:
        """Whether its records are facts, which go through review."""
        return issubclass(self.model, Fact)

    @cached_property
    def links(self) -> tuple[Column, ...]:
        """The columns that link to several records."""
        return tuple(column for column in self.columns if column.is_link)

    @cached_property
    def own(self) -> tuple[Column, ...]:
        """The columns of the record's own fields."""
        return tuple(column for column in self.columns if not column.is_link)

    def fetched(self, rows: QuerySet) -> QuerySet:
        """Return ``rows`` with all that their cells need, in a constant number of queries."""
        rows = rows.select_related(*_joins(self.own))
        if self.model is not Source:
            rows = rows.defer(*_texts_held(self.own))
        parts = [
            Prefetch(
                group.attribute,
                group.model.objects.select_related(*_joins(group.columns)).defer(
                    *_texts_held(group.columns)
                ),
            )
            for group in self.groups
        ]
        return rows.prefetch_related(*(column.field_name for column in self.links), *parts)

    def group_column(self, heading: str) -> tuple[Group, int, Column] | None:
        """Return which part's column a heading names, if any."""
        for group in self.groups:
            if match := group.pattern.fullmatch(heading):
                column = next(each for each in group.columns if each.name == match[2])
                return group, int(match[1]), column
        return None

    def headings(self, parts: int = 1) -> list[str]:
        """Return all headings that an import reads, with ``parts`` of every group."""
        return [column.name for column in self.columns] + [
            group.heading(number, column)
            for group in self.groups
            for number in range(1, parts + 1)
            for column in group.columns
        ]

    def content(
        self,
        instance: Model,
        links: dict[str, Iterable[Model]] | None = None,
        parts: dict[str, Iterable[Model]] | None = None,
    ) -> list[Any]:
        """Return what a record says, its ids apart; see `cells` for ``links`` and ``parts``."""
        said: list[Any] = [column.content(instance) for column in self.own if column.name != "id"]
        for column in self.links:
            linked = (links or {}).get(column.field_name)
            linked = getattr(instance, column.field_name).all() if linked is None else linked
            said.append(sorted(str(each.pk) for each in linked))
        for group in self.groups:
            having = (parts or {}).get(group.name)
            having = getattr(instance, group.attribute).all() if having is None else having
            ordered = sorted(having, key=group.order) if group.order else having
            columns = [column for column in group.columns if column.name != "id"]
            said.append([[column.content(part) for column in columns] for part in ordered])
        return said

    def cells(
        self,
        instance: Model,
        links: dict[str, Iterable[Model]] | None = None,
        parts: dict[str, Iterable[Model]] | None = None,
    ) -> dict[str, str]:
        """Return the cells of a record that are not blank.

        ``links`` and ``parts`` stand in for those that the record has in the database.
        """
        cells = {}
        for column in self.own:
            if text := column.cell(instance):
                cells[column.name] = text
        for column in self.links:
            linked = (links or {}).get(column.field_name)
            linked = getattr(instance, column.field_name).all() if linked is None else linked
            if text := column.value.write(linked):
                cells[column.name] = text
        for group in self.groups:
            having = (parts or {}).get(group.name)
            having = getattr(instance, group.attribute).all() if having is None else having
            cells.update(cells_of_parts(group, having))
        return cells


def _joins(columns: Iterable[Column]) -> list[str]:
    return [column.field_name for column in columns if column.is_reference]


def _texts_held(columns: Iterable[Column]) -> list[str]:
    """Return the long texts that come with a join and are not needed."""
    return [
        f"{column.field_name}__held_text"
        for column in columns
        if column.is_reference and column.value.to is Source
    ]


def cells_of_parts(group: Group, parts: Iterable[Model]) -> Iterator[tuple[str, str]]:
    """Yield headings and cells of the parts, as far as they are not blank."""
    ordered = sorted(parts, key=group.order) if group.order else parts
    for number, part in enumerate(ordered, start=1):
        for column in group.columns:
            if text := column.cell(part):
                yield group.heading(number, column), text
