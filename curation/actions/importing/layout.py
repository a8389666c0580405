"""Which column of the sheet each column of a file is, checked before any row is read."""

from dataclasses import dataclass

from ...errors import ImportRefused
from .columns import Column, Group, Sheet
from .values import suggestion

__all__ = ["Layout", "is_heading", "layout_of"]


@dataclass(frozen=True)
class Layout:
    """The columns that a file has, and of each group of parts, how many and with which columns."""

    sheet: Sheet
    columns: tuple[Column, ...]
    groups: tuple[tuple[Group, tuple[tuple[tuple[str, Column], ...], ...]], ...]
    has_version: bool

    def has(self, group: Group) -> bool:
        """Tell whether the file says anything about the parts of ``group``."""
        return any(group is each for each, _ in self.groups)


def is_heading(sheet: Sheet, word: str) -> bool:
    """Tell whether a word is a heading of the sheet."""
    beside = {name for name, _ in sheet.beside}
    return word in sheet.by_name or word in beside or sheet.group_column(word) is not None


def layout_of(sheet: Sheet, headings: list[str]) -> Layout:
    """Return what the headings of a file mean.

    Raises:
        ImportRefused: a heading is unknown, a group has a gap, or a column is missing.
    """
    present = [heading for heading in headings if heading]
    _refuse_unknown(sheet, present)
    columns = tuple(column for column in sheet.columns if column.name in present)
    _refuse_missing(sheet, {column.name for column in columns})
    groups = tuple(
        (group, parts) for group in sheet.groups if (parts := _parts(sheet, group, present))
    )
    return Layout(sheet, columns, groups, has_version="version" in present)


def _refuse_unknown(sheet: Sheet, present: list[str]) -> None:
    unknown = [heading for heading in present if not is_heading(sheet, heading)]
    if not unknown:
        return
    known = sheet.headings(parts=3)
    named = "; ".join(f"“{heading}”{suggestion(heading, known)}" for heading in unknown[:10])
    what = sheet.model._meta.verbose_name_plural
    raise ImportRefused(
        f"The file has columns that the import of {what} does not know: {named} "
        "Correct the headings, or remove the columns. The template lists them all."
    )


def _refuse_missing(sheet: Sheet, present: set[str]) -> None:
    """Refuse a file whose rows cannot all be understood.

    With a column of ids a file may hold no more than what it changes.
    """
    needed = [column.name for column in sheet.columns if column.required]
    if sheet.key in present:
        needed = [sheet.key]
    if missing := [name for name in needed if name not in present]:
        raise ImportRefused(f"The file lacks the column {', '.join(missing)}.")


def _parts(sheet: Sheet, group: Group, present: list[str]) -> tuple:
    """Return the headings and columns of each part of ``group``, in order."""
    by_number: dict[int, list[tuple[str, Column]]] = {}
    for heading in present:
        found = sheet.group_column(heading)
        if found and found[0] is group:
            by_number.setdefault(found[1], []).append((heading, found[2]))
    if gaps := sorted(set(range(1, max(by_number, default=0) + 1)) - set(by_number)):
        raise ImportRefused(
            f"The file has columns {group.name}_{max(by_number)}_… but none {group.name}_"
            f"{gaps[0]}_…: number the {group.name}s from 1, without gaps."
        )
    for number, columns in by_number.items():
        names = {column.name for _, column in columns}
        for column in group.columns:
            if column.required and column.name not in names:
                raise ImportRefused(f"The file lacks the column {group.heading(number, column)}.")
    return tuple(tuple(by_number[number]) for number in sorted(by_number))
