"""Kinds of value: what each accepts, and that its schema says the same."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

import pytest

from curation.asking.parameters import (
    BadValue,
    Choice,
    CountryCodes,
    Day,
    Ids,
    Moment,
    Number,
    Slugs,
    Texts,
    WholeNumber,
    Words,
)
from curation.vocabulary import Rank

ID = "59301e62-9c3e-5d30-a966-f5ff79a9ccf8"
NOON = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
FIRST = dt.datetime.min.replace(tzinfo=dt.UTC)
LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Slugs(""), "full-member", "full-member"),
        (CountryCodes(""), "BLR", "BLR"),
        (Choice(Rank, ""), "accepted", "accepted"),
        (Ids(""), ID, UUID(ID)),
        (WholeNumber("", least=1, most=100), "100", 100),
        (Day(""), "2024-02-29", dt.date(2024, 2, 29)),
        (Moment(""), "2026-11-01T12:00:00Z", NOON),
        (Moment(""), "2026-11-01T12:00", NOON),
        (Moment(""), "2026-11-01T17:00:00+05:00", NOON),
        (Moment(""), "2026-11-01T17:00:00 05:00", NOON),
        (Moment(""), "2026-10-31", dt.datetime(2026, 11, 1, tzinfo=dt.UTC)),
        (Moment(""), "2026-11-01t12:00:00z", NOON),
        (Moment(""), "2026-11-01 12:00:00Z", NOON),
        (Moment(""), "2026-11-01T12:00:00.0000000000Z", NOON),
        (Moment(""), "2026-11-01T12:00:00.25Z", NOON.replace(microsecond=250_000)),
        (Moment(""), "2016-12-31T23:59:60Z", dt.datetime(2017, 1, 1, tzinfo=dt.UTC)),
        (Moment(""), "2017-01-01T05:59:60+06:00", dt.datetime(2017, 1, 1, tzinfo=dt.UTC)),
        (Moment(""), "0001-01-01T00:00:00Z", FIRST),
        (Moment(""), "0001-01-01T00:00:00+14:00", FIRST),
        (Moment(""), "9999-12-31", LAST),
        (Moment(""), "9999-12-31T23:59:60Z", LAST),
        (Moment(""), "9999-12-31T23:59:59-01:00", LAST),
        (Number(""), "-1.5", Decimal("-1.5")),
        (Number(""), "2e3", Decimal(2000)),
        (Texts(""), "Ф", "Ф"),
        (Words(""), " two words ", " two words "),
    ],
)
def test_it_understands(kind, text, value):
    assert kind.parse(text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Slugs(""), "Full-Member"),
        (Slugs(""), "a--b"),
        (Slugs(""), "a" * 81),
        (CountryCodes(""), "by"),
        (Choice(Rank, ""), "best"),
        (Ids(""), ID.replace("-", "")),
        (Ids(""), "x" * 36),
        (WholeNumber("", least=1, most=100), "0"),
        (WholeNumber("", least=1, most=100), "١"),
        (WholeNumber("", least=1, most=100), "1000"),
        (Day(""), "2023-02-29"),
        (Day(""), "20240101"),
        (Moment(""), "yesterday"),
        (Moment(""), "0000-01-01"),
        (Moment(""), "20261101T120000Z"),
        (Moment(""), "2026-W44-7T12:00:00Z"),
        (Moment(""), "2026-11-01T12Z"),
        (Moment(""), "2026-11-01T12:00:00+0500"),
        (Moment(""), "2026-11-01T12:00:00+05"),
        (Moment(""), "2026-11-01T12:00:00+24:00"),
        (Moment(""), "2026-11-01T12:00:00,5Z"),
        (Moment(""), "2026-11-01T24:00:00Z"),
        (Moment(""), "2026-11-01T23:59:61Z"),
        (Moment(""), "2026-12-30T23:59:60Z"),
        (Moment(""), "2026-12-31T12:00:60Z"),
        (Moment(""), "2026-02-30T12:00:00Z"),
        (Moment(""), "2026-11-01T12:00:00Z "),
        (Moment(""), "٢026-11-01"),
        (Moment(""), "1700000000"),
        (Number(""), "1_000"),
        (Number(""), "NaN"),
        (Number(""), "1e19"),
        (Texts(""), ""),
        (Texts(""), "a\x00"),
        (Words(""), "   "),
        (Words(""), "a" * 201),
        (Words(""), "a\x85b"),
    ],
)
def test_it_refuses_with_a_sentence_that_goes_on_from_its_name(kind, text):
    with pytest.raises(BadValue) as refused:
        kind.parse(text)

    assert str(refused.value).startswith("must ")
    assert str(refused.value).endswith(".")


def test_values_that_repeat_are_bounded():
    with pytest.raises(BadValue, match="more than 500 times"):
        Slugs("").values(["a"] * 501)
    assert len(Slugs("").values(["a"] * 500)) == 500


def test_a_closed_vocabulary_says_what_it_allows():
    assert Choice(Rank, "").allowed() == Rank.values
    assert Choice(Rank, "").schema()["enum"] == Rank.values
    assert Day("").allowed() == []
