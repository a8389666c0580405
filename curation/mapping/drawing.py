"""Draw the countries of a TopoJSON file in one frame."""

import json
from dataclasses import dataclass
from typing import Any

from .outline import area, centre, clipped, closed_path, open_path, thinned
from .projection import Projection
from .shapes import HEIGHT, WIDTH
from .topology import Country, Topology

__all__ = ["Drawing", "drawn"]

Line = list[tuple[float, float]]

# In tenths of these units paths are written; a unit is a pixel of a map a thousand wide.
ACROSS, DOWN = WIDTH / 10, HEIGHT / 10
MARGIN = 8
# Around Central Asia; from the Nile and the Baltic to the Pacific and the Maldives.
PROJECTION = Projection(longitude=82, latitude=40, scale=570, left=-505, top=398)
DETAIL = 0.7  # Square units: a smaller corner is not drawn.
ISLET = 1.6  # Square units: a smaller island is not drawn, unless it is the largest.
SMALL = 30  # Square units: a smaller country is hard to see.
LICENCE = (
    "Boundaries: Natural Earth 4.1, public domain, by way of world-atlas 2.0.2 "
    "(© 2013-2019 Michael Bostock, ISC)."
)


@dataclass(frozen=True)
class Drawing:
    """The outlines as JSON, the land and its borders as SVG, and how many countries there are."""

    shapes: str
    land: str
    count: int


def drawn(told: dict[str, Any]) -> Drawing:
    """Draw the countries of a TopoJSON file."""
    topology = Topology(told, lambda line: thinned([PROJECTION(point) for point in line], DETAIL))
    countries, land = {}, []
    for country in topology.countries:
        rings = _rings(country, topology)
        path = "".join(map(closed_path, rings))
        land.append(path)
        middle = _middle(country, topology, rings)
        if country.code and _is_seen([middle]):
            x, y = middle
            countries[country.code] = [path, round(x * 10), round(y * 10), _size(rings) < SMALL]
    borders = "".join(open_path(line) for line in topology.borders() if _is_seen(line))
    kept = {"source": LICENCE, "countries": dict(sorted(countries.items()))}
    return Drawing(
        shapes=json.dumps(kept, separators=(",", ":"), ensure_ascii=False) + "\n",
        land=_svg("".join(land), borders),
        count=len(countries),
    )


def _rings(country: Country, topology: Topology) -> list[Line]:
    """Return the rings within the frame, the largest first, without those hardly to be seen."""
    found = [
        clipped(topology.ring(indexes), ACROSS, DOWN, MARGIN)
        for indexes in country.rings
        if not _is_far(topology.ring(indexes))
    ]
    found = sorted((ring for ring in found if len(ring) > 2), key=area, reverse=True)
    return [ring for place, ring in enumerate(found) if not place or area(ring) >= ISLET]


def _is_far(ring: Line) -> bool:
    """Tell whether a ring lies on the other side of the globe, where the drawing is all torn."""
    middle = (ACROSS / 2, DOWN / 2)
    return min((x - middle[0]) ** 2 + (y - middle[1]) ** 2 for x, y in ring) > 700**2


def _is_seen(line: Line) -> bool:
    return any(0 <= x <= ACROSS and 0 <= y <= DOWN for x, y in line)


def _size(rings: list[Line]) -> float:
    return sum(map(area, rings))


def _middle(country: Country, topology: Topology, rings: list[Line]) -> tuple[float, float]:
    """Return the middle of the largest ring; of all where no island is large enough to draw."""
    if rings:
        return centre(rings[0])
    return centre([point for indexes in country.rings for point in topology.ring(indexes)])


def _svg(land: str, borders: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"<!-- {LICENCE} Made by manage.py draw_map. -->"
        f'<path id="land" d="{land}"/><path id="borders" fill="none" d="{borders}"/></svg>\n'
    )
