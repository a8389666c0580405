"""TopoJSON: countries as rings of arcs, each border once, so that neighbours stay neighbours.

https://github.com/topojson/topojson-specification, sections 2.1.3 (arcs) and 2.1.4 (indexes).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Any

__all__ = ["Country", "Topology"]

Point = tuple[float, float]
Line = list[Point]


class Country:
    """A country's code (ISO 3166-1 numeric; blank without one), its name and its rings of arcs."""

    def __init__(self, geometry: dict[str, Any]) -> None:
        """Read a geometry."""
        self.code: str = geometry.get("id") or ""
        self.name: str = geometry["properties"]["name"]
        polygons = geometry.get("arcs", [])
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        self.rings: list[list[int]] = [ring for polygon in polygons for ring in polygon]


class Topology:
    """The arcs of a file, after whatever is done to each of them, and the countries they bound."""

    def __init__(self, told: dict[str, Any], change: Callable[[Line], Line]) -> None:
        """Take the file's content, and what becomes of an arc of longitudes and latitudes."""
        self.arcs = [change(line) for line in _lines(told)]
        geometries = told["objects"]["countries"]["geometries"]
        self.countries = [Country(geometry) for geometry in geometries if geometry["type"]]

    def ring(self, indexes: Iterable[int]) -> Line:
        """Return the points of a ring of arcs; an arc taken backwards has its complement's index.

        The end of each arc is the beginning of the next, and stands once.
        """
        points: Line = []
        for index in indexes:
            line = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            points.extend(line[:-1])
        return points

    def borders(self) -> Iterator[Line]:
        """Return the lines between two countries: the arcs that both have."""
        used = Counter(
            index if index >= 0 else ~index
            for country in self.countries
            for ring in country.rings
            for index in ring
        )
        return (self.arcs[index] for index, times in used.items() if times > 1)


def _lines(told: dict[str, Any]) -> Iterator[Line]:
    """Decode the arcs, which are written as steps from point to point on a grid."""
    (across, up), (west, south) = told["transform"]["scale"], told["transform"]["translate"]
    for arc in told["arcs"]:
        across_steps, up_steps = zip(*arc, strict=True)
        xs, ys = accumulate(across_steps), accumulate(up_steps)
        yield [(west + x * across, south + y * up) for x, y in zip(xs, ys, strict=True)]
