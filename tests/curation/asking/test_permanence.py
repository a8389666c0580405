"""Permanence: an answer's permalink, its validator, and how long it lasts."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from curation.asking import entity_tag, keep, permalink, pinned, quoted_on, unpinned
from curation.models import AsOf

MOMENT = dt.datetime(2026, 3, 1, 12, 30, 15, 250, tzinfo=dt.UTC)
PLACE = AsOf(7, MOMENT)


def asking(address):
    return RequestFactory().get(address)


def test_a_permalink_names_the_question_in_an_order_of_its_own_and_the_place():
    one = permalink(asking("/x/?status=b&actor=b&actor=a"), PLACE)
    other = permalink(asking("/x/?actor=a&actor=b&status=b"), PLACE)

    assert one == other
    assert one.startswith("http://testserver/x/?actor=a&actor=b&known_at=2026-03-01T12%3A30%3A15")


def test_a_moment_within_a_place_is_the_places_own_in_its_permalink():
    later = asking("/x/?known_at=2026-03-02")

    assert pinned(later, PLACE) == pinned(asking("/x/"), PLACE)


def test_before_the_first_revision_the_moment_asked_about_stays():
    assert pinned(asking("/x/?known_at=1999-01-01"), AsOf(0, None)) == "known_at=1999-01-01"


def test_parameters_are_changed_and_left_out():
    request = asking("/x/?page=2&actor=a")

    assert pinned(request, AsOf(0, None), page=None, actor="b") == "actor=b"


def test_without_its_place_a_question_is_the_same_now_and_then():
    assert unpinned(asking("/x/?b=2&known_at=2026-01-01&a=1")) == "a=1&b=2"


def test_an_entity_tag_is_strong_and_follows_from_its_parts():
    tag = entity_tag("page", "v1", "x")

    assert tag == entity_tag("page", "v1", "x")
    assert tag != entity_tag("page", "v2", "x")
    assert tag[0] == tag[-1] == '"'


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (dt.datetime(2020, 5, 2, tzinfo=dt.UTC), dt.date(2020, 5, 1)),
        (dt.datetime(2020, 5, 2, 0, 0, 1, tzinfo=dt.UTC), dt.date(2020, 5, 2)),
        (
            dt.datetime(2020, 5, 2, 1, tzinfo=dt.timezone(dt.timedelta(hours=5))),
            dt.date(2020, 5, 1),
        ),
    ],
)
def test_a_moment_that_ends_a_day_is_still_of_that_day_in_utc(moment, day):
    assert quoted_on(moment) == day


def test_a_moment_yet_to_come_is_today():
    assert quoted_on(dt.datetime(2999, 1, 1, tzinfo=dt.UTC)) == quoted_on(None)


def test_caches_and_readers_are_told_what_the_answer_is():
    answer = keep(HttpResponse(), link="http://testserver/x/", tag='"t"', lifetime="public")

    assert answer["ETag"] == '"t"'
    assert answer["Cache-Control"] == "public"
    assert answer["Link"] == '<http://testserver/x/>; rel="canonical"'
