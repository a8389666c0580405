"""Layouts: how the tables of a release are laid out, so that an old one can be built again.

A release has the layout of its time for ever: names, order and meaning of its columns, and how
codes are spelled. The present one (2) is declared in ``curation.exports``; layout 1, of releases
whose name does not begin with ``v``, is kept here as data. What the cells hold is read by the same
paths in all layouts.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..column import Column, ColumnType, Table

__all__ = ["FIRST", "PRESENT", "former_context", "former_tables"]

FIRST, PRESENT = 1, 2

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Codes:
    """The codes that a column held, with their labels: what a vocabulary said then."""

    choices: tuple[tuple[str, str], ...]

    @property
    def values(self) -> list[str]:
        """The codes alone."""
        return [code for code, _ in self.choices]


@cache
def former_tables(layout: int) -> dict[str, Table]:
    """Return the tables of a former layout by their names in a release."""
    told = json.loads((HERE / f"{layout}.json").read_text(encoding="utf-8"))
    return {name: _table(each) for name, each in told.items()}


@cache
def former_context(layout: int) -> dict[str, Any]:
    """Return the words of linked data, in absolute IRIs, as a former layout had them."""
    return json.loads((HERE / f"{layout}-context.jsonld").read_text(encoding="utf-8"))["@context"]


def _table(told: dict[str, Any]) -> Table:
    return Table(
        told["table"],
        told["meaning"],
        tuple(map(_column, told["columns"])),
        tuple(told["key"]),
        told["part"],
    )


def _column(told: dict[str, Any]) -> Column:
    choices = tuple((code, label) for code, label in told.get("codes", ()))
    spelled = told.get("spelled")
    if spelled:  # Codes that are spelled now as they were then.
        spelled |= {code: code for code, _ in choices if code not in spelled.values()}
    return Column(
        told["name"],
        told["meaning"],
        told.get("path", ""),
        ColumnType(told.get("type", ColumnType.TEXT)),
        Codes(choices) if choices else None,
        told.get("separator", ";"),
        told.get("references", ""),
        spelled=spelled,
    )
