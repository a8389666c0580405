"""Who holds what, on a map."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ...mapping import Shape, shapes
from ..marks import OTHER
from .roster import Group, Holder

__all__ = ["Country", "Over", "countries"]

# The mark of what lies over a formal status, in units of the map.
MARK = 260


@dataclass(frozen=True)
class Over:
    """A status that lies over the formal one, with where its mark is drawn."""

    group: Group
    is_certain: bool
    x: int
    y: int
    size: int = MARK

    @property
    def words(self) -> str:
        """What it is called in the middle of a sentence."""
        name = self.group.name
        return name[:1].lower() + name[1:] + ("" if self.is_certain else ", possible")


@dataclass(frozen=True)
class Country:
    """A country with its outline, and every status that it holds or can have held.

    ``formal`` is the one status that is certain or, where none is, all that are possible.
    """

    holder: Holder
    shape: Shape
    formal: list[Group] = field(default_factory=list)
    is_certain: bool = True
    over: list[Over] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """The mark that it is filled with: that of no status where several are possible."""
        return self.formal[0].mark if len(self.formal) == 1 else OTHER

    @property
    def fill(self) -> str:
        """The name of the pattern that its outline is filled with; blank: no formal status."""
        if not self.formal:
            return ""
        return f"{'fill' if self.is_certain else 'maybe'}-{self.mark}"

    @property
    def words(self) -> str:
        """All of its statuses, in words."""
        names = " or ".join(each.name for each in self.formal)
        formal = f"{names}, possible" if names and not self.is_certain else names
        return ", ".join([*filter(None, [formal]), *(each.words for each in self.over)])


def countries(groups: Iterable[Group]) -> list[Country]:
    """Return the countries that hold or can have held a status."""
    found: dict[str, Country] = {}
    ordered = sorted(groups, key=lambda each: not each.is_formal)
    for group in ordered:
        for holder in (*group.holders, *group.possible):
            if shape := shapes().get(holder.iso_numeric):
                country = found.setdefault(holder.slug, Country(holder, shape))
                found[holder.slug] = _with(country, group, holder)
    # Large ones first, so that a dot is never hidden.
    return sorted(found.values(), key=lambda each: (each.shape.is_small, each.holder.name))


def _with(country: Country, group: Group, holder: Holder) -> Country:
    if not group.is_drawn or (country.formal and not group.is_formal):
        x = country.shape.x + MARK * len(country.over) - MARK // 2
        over = Over(group, holder.is_certain, x, country.shape.y - MARK // 2)
        return replace(country, over=[*country.over, over])
    if country.formal and country.is_certain != holder.is_certain:
        return country if country.is_certain else replace(country, formal=[group], is_certain=True)
    return replace(country, formal=[*country.formal, group], is_certain=holder.is_certain)
