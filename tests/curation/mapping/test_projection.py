"""Lambert's azimuthal equal-area projection."""

from math import isclose, radians, sin

import pytest

from curation.mapping.outline import area
from curation.mapping.projection import Projection

AROUND_ASIA = Projection(longitude=82, latitude=40, scale=570, left=-505, top=398)
PLAIN = Projection(longitude=0, latitude=0, scale=1, left=0, top=0)


def test_the_centre_is_drawn_where_the_frame_wants_it():
    x, y = AROUND_ASIA((82, 40))

    assert isclose(x, 505)
    assert isclose(y, 398)


def test_north_is_up_and_east_is_right():
    assert PLAIN((0, 10))[1] < 0 < PLAIN((10, 0))[0]


def test_a_point_a_quarter_of_the_globe_away_is_as_far_as_snyder_says():
    assert isclose(PLAIN((90, 0))[0], 2**0.5)


@pytest.mark.parametrize("latitude", [5, 40, 75])
def test_a_cell_of_the_globe_keeps_its_area(latitude):
    def cell(south, west, size=0.1):
        corners = [(0, 0), (size, 0), (size, size), (0, size)]
        return area([AROUND_ASIA((west + x, south + y)) for x, y in corners])

    size = radians(0.1)
    expected = 570**2 * size * (sin(radians(latitude + 0.1)) - sin(radians(latitude)))
    assert isclose(cell(latitude, 60), expected, rel_tol=1e-3)


def test_the_other_side_of_the_globe_is_drawn_somewhere():
    assert all(abs(each) < 1e5 for each in AROUND_ASIA((82 - 180, -40)))
