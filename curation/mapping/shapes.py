"""What was drawn: the outline of each country, and where the drawing of all land is kept."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["HEIGHT", "LAND", "SHAPES", "WIDTH", "Shape", "shapes"]

SHAPES = Path(__file__).with_name("shapes.json")
LAND = Path(__file__).parents[1] / "static" / "web" / "land.svg"
# The frame, in units of paths.
WIDTH, HEIGHT = 10000, 7800


@dataclass(frozen=True, slots=True)
class Shape:
    """A country's outline, and a point in it; one too small to be seen is marked by a dot there."""

    path: str
    x: int
    y: int
    is_small: bool


@cache
def shapes() -> dict[str, Shape]:
    """Return the outlines by ISO 3166-1 numeric code."""
    told = json.loads(SHAPES.read_text(encoding="utf-8"))
    return {code: Shape(*shape) for code, shape in told["countries"].items()}
