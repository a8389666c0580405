"""Read the parts of a row (citations, names, participants), and tell which there are already."""

import copy
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from ...models import Citation
from ...quotation import QuotationNotFound
from .blank import blank
from .columns import Column, Group
from .plan import PlannedPart, PlannedRow
from .values import CellError

__all__ = ["Anchors", "PartReader"]

ANCHORED = ("start", "end", "prefix", "suffix")
Said = dict[str, tuple[Column, Any]]
_NOTHING = (None, None)


class Anchors:
    """Where quotations stand in the texts held; the same passage is looked for once."""

    def __init__(self) -> None:
        """Begin without texts."""
        self.texts: dict[uuid.UUID, str] = {}
        self._found: dict[tuple, tuple] = {}

    def anchor(self, citation: Citation) -> None:
        """Set the citation's offsets, surroundings and locator.

        Raises:
            QuotationNotFound: the words do not stand there, or more than once.
        """
        held = self.texts.get(citation.source_id, "")
        if not held and citation.start is not None:
            raise QuotationNotFound("The source holds no text that an offset could point into.")
        key = (citation.source_id, citation.quote, citation.start)
        if key not in self._found:
            citation.source.held_text = held
            locator, citation.locator = citation.locator, ""
            citation.anchor()
            self._found[key] = (
                *(getattr(citation, name) for name in ANCHORED),
                citation.locator,
            )
            citation.locator = locator
        *places, locator = self._found[key]
        for name, value in zip(ANCHORED, places, strict=True):
            setattr(citation, name, value)
        citation.locator = citation.locator or locator


class PartReader:
    """Reads the numbered groups of a row; ``read`` turns a cell into a value."""

    def __init__(self, read: Any, anchors: Anchors) -> None:
        """Keep how cells are read and where quotations are looked up."""
        self._read = read
        self._anchors = anchors

    def parts(
        self, row: PlannedRow, group: Group, headings: tuple, cells: dict[str, str]
    ) -> list[PlannedPart]:
        """Return the parts that the row gives its record, each beside what it replaces."""
        said = self._said(row, group, headings, cells)
        having = list(getattr(row.existing, group.attribute).all()) if row.existing else []
        if group.order:
            having.sort(key=group.order)
        pairs = _paired(group, said, having)
        parts = []
        for number, (values, existing) in enumerate(pairs, start=1):
            wanted = self._part(row, group, number, values, existing)
            if wanted is not None:
                parts.append(PlannedPart(wanted, existing))
        if group.order:
            parts.sort(key=lambda part: group.order(part.wanted))
        _place(parts)
        return parts

    def _said(
        self, row: PlannedRow, group: Group, headings: tuple, cells: dict[str, str]
    ) -> list[Said]:
        """Return what the cells of each part say; blank groups at the end are none."""
        filled = [
            any(cells.get(heading) for heading, column in columns if column.name != "support")
            for columns in headings
        ]
        last = max((at for at, is_filled in enumerate(filled, 1) if is_filled), default=0)
        said = []
        for at, columns in enumerate(headings[:last]):
            if not filled[at]:
                row.refuse(columns[0][0], f"blank, though {group.name} {at + 2} is given")
                continue
            values: Said = {}
            for heading, column in columns:
                try:
                    values[column.name] = column, self._read(column, cells.get(heading, ""))
                except CellError as error:
                    row.refuse(heading, str(error))
                    continue
                if column.required and values[column.name][1] in ("", None):
                    row.refuse(heading, f"blank, though {group.name} {at + 1} is given")
            said.append(values)
        return said

    def _part(
        self, row: PlannedRow, group: Group, number: int, said: Said, existing: Model | None
    ) -> Model | None:
        """Return the part that is wanted, checked by its model; None if it cannot be."""
        part = copy.copy(existing) if existing is not None else blank(group.model)
        former = (getattr(part, "source_id", None), getattr(part, "quote", None))
        for column, value in said.values():
            if column.name != "id" or value is not None:
                column.put(part, value)
        if any(
            column.required and said.get(column.name, _NOTHING)[1] in ("", None)
            for column in group.columns
            if existing is None or column.name in said
        ):
            return None
        try:
            if isinstance(part, Citation):
                if (part.source_id, part.quote) != former:
                    _forget_place(part, said)
                self._anchors.anchor(part)
            else:
                part.clean()
        except QuotationNotFound as error:
            row.refuse(f"{group.name}_{number}_quote", str(error))
            return None
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                row.refuse(f"{group.name}_{number}_{name}", " ".join(messages))
            return None
        return part


def _forget_place(citation: Citation, said: Said) -> None:
    """Let another passage be looked for anew, unless the file says where it stands."""
    if "start" not in said:
        citation.start = None
    if "locator" not in said:
        citation.locator = ""


def _paired(group: Group, said: list[Said], having: list[Model]) -> list[tuple[Said, Model | None]]:
    """Return what is said, each beside the part it is said of.

    A citation is told by its id, or by what it says; other parts by their place.
    """
    if group.model is not Citation:
        return [
            (values, having[at] if at < len(having) else None) for at, values in enumerate(said)
        ]
    if not having:
        return [(values, None) for values in said]
    left = list(having)
    pairs: dict[int, Model] = {}
    for tells in (_has_its_id, _says_the_same):
        for at, values in enumerate(said):
            if at not in pairs:
                found = next((part for part in left if tells(values, part)), None)
                if found is not None:
                    pairs[at] = found
                    left.remove(found)
    for at, values in enumerate(said):
        if at not in pairs and left and _given_id(values) is None:
            pairs[at] = left.pop(0)
    return [(values, pairs.get(at)) for at, values in enumerate(said)]


def _given_id(said: Said) -> uuid.UUID | None:
    return said["id"][1] if "id" in said else None


def _has_its_id(said: Said, part: Model) -> bool:
    return _given_id(said) == part.pk


def _says_the_same(said: Said, part: Model) -> bool:
    if _given_id(said) is not None:
        return False
    return all(
        getattr(part, column.field_name) == value
        for column, value in said.values()
        if column.name not in ("id", "start", "locator")
    )


def _place(parts: list[PlannedPart]) -> None:
    """Number citations in the order of the file, unless they stand in it already."""
    if not parts or not isinstance(parts[0].wanted, Citation):
        return
    places = [part.existing.position for part in parts if part.existing]
    kept = len(places)
    in_order = places == sorted(set(places)) and all(part.existing for part in parts[:kept])
    if not in_order:
        for at, part in enumerate(parts):
            part.wanted.position = at
        return
    for at, part in enumerate(parts[kept:], start=max(places, default=-1) + 1):
        part.wanted.position = at
