"""Who holds what, on a map."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ...mapping import Shape, shapes
from .roster import Group, Holder

__all__ = ["Country", "countries"]


@dataclass(frozen=True)
class Country:
    """A country with its outline, what it is filled with, and what lies over that."""

    holder: Holder
    group: Group
    shape: Shape
    over: list[Group]

    @property
    def fill(self) -> str:
        """The name of the pattern that its outline is filled with."""
        return f"{'fill' if self.holder.is_certain else 'maybe'}-{self.group.mark}"


def countries(groups: Iterable[Group]) -> list[Country]:
    """Return the countries with a formal status, or guests, certain or possible, certain first."""
    outlines, found = shapes(), {}
    over = _over(groups)
    for group in filter(lambda each: each.is_drawn, groups):
        for holder in (*group.holders, *group.possible):
            shape = outlines.get(holder.iso_numeric)
            known = found.get(holder.slug)
            if shape and (known is None or not known.holder.is_certain):
                found[holder.slug] = Country(holder, group, shape, over[holder.slug])
    # Large ones first, so that a dot is never hidden.
    return sorted(found.values(), key=lambda each: (each.shape.is_small, each.holder.name))


def _over(groups: Iterable[Group]) -> dict[str, list[Group]]:
    """Return what lies over the formal status of each actor."""
    found = defaultdict(list)
    for group in groups:
        for holder in () if group.is_drawn else group.holders:
            found[holder.slug].append(group)
    return found
