"""Who holds what, on a map."""

from dataclasses import dataclass

from ...mapping import Shape, shapes
from .roster import Group, Holder, Standing

__all__ = ["Country", "countries"]


@dataclass(frozen=True)
class Country:
    """A country with its outline, the formal status that it holds, and what lies over that."""

    holder: Holder
    group: Group
    shape: Shape
    over: list[Group]

    @property
    def fill(self) -> str:
        """The name of the pattern that its outline is filled with."""
        return f"{'fill' if self.holder.is_certain else 'maybe'}-{self.group.mark}"


def countries(standing: Standing) -> list[Country]:
    """Return the countries with a formal status, certain or possible, the certain one first."""
    outlines, found = shapes(), {}
    for group in filter(lambda each: each.is_formal, standing.groups):
        for holder in (*group.holders, *group.possible):
            shape = outlines.get(holder.iso_numeric)
            known = found.get(holder.slug)
            if shape and (known is None or not known.holder.is_certain):
                found[holder.slug] = Country(holder, group, shape, _over(standing, holder))
    # Large ones first, so that a dot is never hidden.
    return sorted(found.values(), key=lambda each: (each.shape.is_small, each.holder.name))


def _over(standing: Standing, holder: Holder) -> list[Group]:
    return [
        group
        for group in standing.groups
        if not group.is_formal and any(each.slug == holder.slug for each in group.holders)
    ]
