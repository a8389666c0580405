"""The map: outlines of countries, drawn once from Natural Earth and kept.

`manage.py draw_map countries-50m.json` draws it anew from the npm package `world-atlas` (ISC),
a TopoJSON edition of Natural Earth's public-domain boundaries. `topology` reads that format,
`projection` flattens the globe around Asia, `outline` thins out, clips and writes paths,
`drawing` does all of it; `shapes` hands out what was drawn.
"""

from .drawing import drawn
from .shapes import HEIGHT, LAND, SHAPES, WIDTH, Shape, shapes

__all__ = ["HEIGHT", "LAND", "SHAPES", "WIDTH", "Shape", "drawn", "shapes"]
