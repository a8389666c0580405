"""Which episodes the front door draws, and where."""

import datetime as dt
from types import SimpleNamespace

from curation.web.exhibits import Exhibit
from curation.web.home.calendar import Calendar
from curation.web.home.timeline import MOST_EPISODES, Chart
from tests.curation.membership.episodes import episode, record

TODAY = dt.date(2024, 6, 30)
START = dt.date(2001, 1, 1)


def chart(*episodes):
    visit = SimpleNamespace(today=TODAY, day=TODAY)
    return Chart(record(*episodes), Calendar(visit, START))


def exhibit_of(each, quote=""):
    source = {"slug": "s", "title": "S", "publisher": ""}
    return Exhibit(each.evidence.record, "label", "in words", "stated", quote, source, None, "S")


def lanes(*episodes, **exhibit):
    known = {each.evidence.revision: exhibit_of(each, **exhibit) for each in episodes}
    return chart(*episodes).lanes(known)


def test_a_bar_is_as_many_days_from_the_calendars_first_as_it_is_long():
    (lane,) = lanes(episode("partner", "2001-01-11", "2001-02-10"))

    (segment,) = lane.segments
    assert (segment.definite.x, segment.definite.width) == (10, 30)


def test_what_lasts_is_drawn_up_to_the_present_day():
    (lane,) = lanes(episode("partner", "2024-06-01", None))

    assert lane.segments[0].definite.width == 30


def test_what_is_only_possible_has_no_definite_bar():
    (lane,) = lanes(episode("partner", "2010-01-01", "2011-01-01", sure=False))

    assert lane.segments[0].definite is None
    assert lane.segments[0].possible.width == 365


def test_what_is_yet_to_come_is_not_drawn():
    assert lanes(episode("partner", "2025-01-01", None)) == []


def test_actors_stand_in_the_order_in_which_they_came():
    drawn = lanes(
        episode("partner", "2010-01-01", None, actor="late"),
        episode("partner", "2002-01-01", None, actor="early"),
    )

    assert [lane.actor["slug"] for lane in drawn] == ["early", "late"]


def test_of_many_episodes_the_formal_ones_are_drawn_and_the_latest_of_the_others():
    formal = [episode("partner", "2002-01-01", "2003-01-01"), episode("guest", "2004-01-01", None)]
    over = [
        episode("inactive", f"20{year}-01-01", f"20{year}-06-01")
        for year in range(10, 12 + MOST_EPISODES)
    ]

    (lane,) = lanes(*over, *formal)

    kept = [*formal, *over[len(formal) - MOST_EPISODES :]]
    assert [each.number for each in lane.segments] == [each.evidence.revision for each in kept]
    assert lane.left_out == len(over) + len(formal) - MOST_EPISODES


def test_who_held_a_formal_status_has_a_lane_before_who_did_not(monkeypatch):
    monkeypatch.setattr("curation.web.home.timeline.MOST_LANES", 1)
    over = episode("inactive", "2002-01-01", None, actor="overlaid")
    formal = episode("partner", "2010-01-01", None, actor="partner")

    drawn = chart(over, formal)

    assert drawn.revisions == {formal.evidence.revision}
    assert drawn.left_out == 1
