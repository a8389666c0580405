"""Expectations whose date has passed."""

import pytest
from django.db import connection

from curation.audit.fragments import latest_start
from curation.dates import InvalidPeriod, Period

from ... import factories

RULE = "expected-and-past"


def expected(when, **fields):
    return factories.status(when=when, certainty="expected", **fields)


@pytest.mark.parametrize(
    ("when", "passed"),
    [
        ("2024-07/..", "2024-07-31"),
        ("2026-06-14", "2026-06-14"),
        ("2025", "2025-12-31"),
        ("/2026-05", "2026-05-31"),
    ],
)
def test_outcome_is_blank_after_the_date(findings, when, passed):
    assert f"has passed on {passed}" in findings(expected(when))[RULE].message


@pytest.mark.parametrize("when", ["2026-07/..", "2026", "2026-06-15", "2026?/..", "/..", ""])
def test_silent_while_it_may_still_come_about(findings, when):
    assert RULE not in findings(expected(when))


def test_silent_once_the_outcome_is_known(findings):
    assert RULE not in findings(expected("2024-07/..", outcome="fulfilled"))


def test_silent_about_what_is_not_merely_expected(findings):
    assert RULE not in findings(factories.status(when="2024-07/.."))


def test_silent_about_a_rejected_claim(findings):
    assert RULE not in findings(expected("2024", rank="rejected", rationale="Never expected."))


YEARS = ("2024", "2024?", "?2024", "~2024", "2024%", "202X", "20XX", "202X?", "20XX~")
MONTHS = ("07", "07?", "~07", "12%", "XX", "21", "24", "06~")
DAYS = ("11", "11?", "%30", "XX", "01~")


def periods():
    for year in YEARS:
        yield year
        for month in MONTHS:
            yield f"{year}-{month}"
            yield from (f"{year}-{month}-{day}" for day in DAYS)


def kept(text):
    try:
        Period.parse(f"{text}/..")
    except InvalidPeriod:
        return False
    return True


@pytest.mark.parametrize("start", [text for text in periods() if kept(text)])
def test_latest_start_in_sql_is_never_earlier_than_that_of_the_period(db, start):
    period = Period.parse(f"{start}/..")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {latest_start('fact')} "
            'FROM (SELECT %s::text AS "when", %s::daterange AS possible) AS fact',
            [period.text, period.possible],
        )
        day = cursor.fetchone()[0]

    assert day > period.start.latest
    if period.start.is_exact and "-24" not in start:
        assert (day - period.start.latest).days == 1


def test_a_source_that_foresees_it_does_not_put_the_date_off(findings):
    fact = expected("2024-07?/..")
    factories.cite(fact, factories.source(published="2024-06-13"), factories.QUOTE)
    fact.refresh_from_db()

    assert fact.possible.lower.isoformat() == "2024-06-14"
    assert RULE in findings(fact)
