"""Outlines: thinned out, clipped, and written as paths."""

import pytest

from curation.mapping.outline import area, centre, clipped, closed_path, open_path, thinned

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]


def test_points_that_hardly_bend_a_line_go_and_its_ends_stay():
    line = [(0, 0), (5, 0.01), (10, 0), (10, 10)]

    assert thinned(line, 1) == [(0, 0), (10, 0), (10, 10)]


def test_every_point_that_matters_stays():
    assert thinned(SQUARE, 1) == SQUARE


def test_a_line_of_two_points_is_never_thinned():
    assert thinned([(0, 0), (0.1, 0)], 99) == [(0, 0), (0.1, 0)]


def test_area_and_middle_of_a_ring():
    assert area(SQUARE) == 100
    assert centre(SQUARE) == (5, 5)


def test_a_ring_within_the_frame_is_left_as_it_is():
    assert clipped(SQUARE, 10, 10, 0) == SQUARE


def test_a_ring_is_cut_off_at_the_frame():
    beyond = [(-5, 0), (5, 0), (5, 10), (-5, 10)]

    assert sorted(clipped(beyond, 10, 10, 0)) == [(0, 0), (0, 10), (5, 0), (5, 10)]


def test_nothing_is_left_of_a_ring_outside_the_frame():
    assert clipped([(20, 20), (30, 20), (30, 30)], 10, 10, 2) == []


def test_a_path_is_a_move_and_steps_from_point_to_point_in_tenths():
    assert closed_path(SQUARE) == "M0 0l100 0 0 100 -100 0z"
    assert open_path([(1, 1), (2, 3)]) == "M10 10l10 20"


@pytest.mark.parametrize("line", [[], [(1, 1)], [(1, 1), (1.01, 1.01)]])
def test_what_is_only_a_point_is_not_written(line):
    assert open_path(line) == ""
    assert closed_path(line) == ""
