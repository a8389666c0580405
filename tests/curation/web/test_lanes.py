"""Axes of lanes: how long, with which ticks, and where a bar is."""

import datetime as dt

import pytest

from curation.membership import Span
from curation.web.lanes import MOST_TICKS, Axis, bounded_days


def day(text):
    return dt.date.fromisoformat(text)


def span(start, end):
    return Span(day(start).toordinal(), day(end).toordinal())


def test_a_few_years_have_a_tick_for_each_quarter():
    axis = Axis(day("2023-05-20"), day("2024-06-13"))

    assert axis.ticks == ["2023", "Apr", "Jul", "Oct", "2024", "Apr", "Jul", "Oct"]
    assert (axis.start, axis.end) == (day("2023-01-01"), day("2025-01-01"))


def test_more_years_have_a_tick_for_some_of_them():
    assert Axis(day("2001-06-15"), day("2026-11-26")).ticks[:3] == ["2000", "2002", "2004"]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2020-01-01", "2020-01-01"),
        ("1648-10-24", "2026-01-01"),
        ("0001-01-01", "2026-01-01"),
        ("0001-01-01", "9999-12-31"),
    ],
)
def test_however_long_it_is_its_ticks_are_few_and_it_holds_both_days(first, last):
    axis = Axis(day(first), day(last))

    assert 0 < len(axis.ticks) <= 4 * MOST_TICKS
    assert axis.start <= day(first) <= day(last) <= axis.end
    assert axis.length > 0


def test_a_bar_is_where_its_days_are():
    axis = Axis(day("2000-01-01"), day("2010-12-31"))

    bar = axis.bar(span("2001-01-01", "2003-01-01"))

    assert (bar.x, bar.width) == (366, 730)


def test_a_bar_of_one_day_can_be_seen_and_stays_on_the_axis():
    axis = Axis(day("2000-01-01"), day("2010-12-31"))

    bar = axis.bar(span("2010-12-31", "2011-01-01"))

    assert bar.width > 20
    assert bar.x + bar.width <= axis.length


def test_nothing_is_drawn_of_days_that_are_not_on_it():
    axis = Axis(day("2000-01-01"), day("2010-12-31"))

    assert axis.bar(span("1990-01-01", "1995-01-01")) is None
    assert axis.bar(span("2009-01-01", "2010-01-01"), last=day("2008-01-01")) is None


def test_open_bounds_are_no_days():
    ever = Span(dt.date.min.toordinal(), dt.date.max.toordinal() + 1)

    assert bounded_days([ever]) == []
    assert bounded_days([span("2001-01-01", "2001-01-02")]) == [day("2001-01-01")]
