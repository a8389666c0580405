"""Lambert's azimuthal equal-area projection: no country looks larger than it is.

J. P. Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395), pages 182 to 190.
"""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

__all__ = ["Projection"]

Point = tuple[float, float]
FARTHEST = -0.98  # Cosine of the distance beyond which a point counts as the antipode.


@dataclass(frozen=True)
class Projection:
    """Around a centre in degrees, at ``scale`` units to the globe's radius, into a frame."""

    longitude: float
    latitude: float
    scale: float
    left: float
    top: float

    def __call__(self, point: Point) -> Point:
        """Return where a point of the globe is drawn; y grows downwards."""
        east, north = radians(point[0] - self.longitude), radians(point[1])
        middle = radians(self.latitude)
        near = sin(middle) * sin(north) + cos(middle) * cos(north) * cos(east)
        stretch = self.scale * sqrt(2 / (1 + max(near, FARTHEST)))
        x = stretch * cos(north) * sin(east)
        y = stretch * (cos(middle) * sin(north) - sin(middle) * cos(north) * cos(east))
        return x - self.left, self.top - y
