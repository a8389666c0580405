"""What dates come to in view of when their sources came out; the examples are docs/dates.md's."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curation.dates import UNDATED, InvalidPeriod, Period, Publications, extents

from .test_period import periods, shown, within

DOCUMENT = Path(__file__).parents[3] / "docs" / "dates.md"
AS = {
    "statement": {},
    "status": {"is_status": True},
    "expected": {"is_expected": True},
}

dated = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str)
published = st.one_of(
    dated, dated.map(lambda day: day[:7]), dated.map(lambda day: f"{day[:4]}?"), st.just("")
)
publications = st.builds(
    Publications.of, st.lists(published, max_size=3), st.lists(published, max_size=2)
)


def documented_examples():
    """The rows of the second table: text, attested, published, what it is, two extents."""
    table = DOCUMENT.read_text(encoding="utf-8").split("### With sources")[1].split("## What")[0]
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in row] for row in rows]


def comes_to(when, attested="", reported=(), **fields):
    """What a date comes to, as the document writes it."""
    found = extents(
        Period.parse(when) if when else UNDATED,
        Period.parse(attested) if attested else None,
        publications=Publications.of(reported),
        **fields,
    )
    return shown(found.possible), shown(found.definite)


class TestDocument:
    def test_has_examples(self):
        assert len(documented_examples()) > 15

    @pytest.mark.parametrize("row", documented_examples(), ids=lambda row: " ".join(row[:4]))
    def test_holds(self, row):
        when, attested, reported, what, *expected = row
        sources, fields = re.findall("`([^`]+)`", reported), dict(AS[what])
        if what == "status":
            # No source says what its dates mean: the attestation, if there is one, makes days sure.
            fields |= {"start_is_meaningful": not attested, "persists": not attested}

        found = comes_to(when.strip("`"), attested.strip("`"), sources, **fields)

        assert found == tuple(expected)


class TestAYearThatWasInferred:
    REPORTED = ("2024-06-13",)

    def test_never_reaches_beyond_the_publication(self):
        for year in (2022, 2023, 2024, 2025):
            possible, _ = comes_to(f"{year}?-06-11", reported=self.REPORTED)
            assert possible.endswith(", 2024-06-12)") or year == 2022

    def test_is_certain_on_the_day_of_publication_too(self):
        assert comes_to("2024?-06-13", reported=self.REPORTED)[1] == "[2024-06-13, 2024-06-14)"

    def test_stays_in_doubt_where_the_source_may_be_older(self):
        assert comes_to("2024?-06-11", reported=["2024"])[1] == "none"
        assert comes_to("2024?-06-11", reported=["2024-06-13?"])[1] == "none"

    def test_takes_the_source_that_came_out_first(self):
        first = Publications.of(["2025-01-01", "2024-06-13"], ["2024?-06-11"])
        assert (first.earliest, first.latest) == (date(2024, 6, 13), date(2024, 6, 13))
        assert first.last == date(2025, 1, 1)

    def test_of_a_turn_of_the_year_is_settled_for_both_ends(self):
        when = "2024?-12-30/2025?-01-02"
        assert comes_to(when, reported=["2025-01-05"])[1] == "[2024-12-30, 2025-01-03)"

    def test_of_a_leap_day_is_one_of_the_leap_days(self):
        assert comes_to("2024?-02-29", reported=["2024-03-10"])[1] == "[2024-02-29, 2024-03-01)"
        assert comes_to("2024?-02-29", reported=["2025-04-10"])[1] == "none"


class TestPersistence:
    def test_of_an_open_end_needs_an_act(self):
        fields = {"is_status": True, "start_is_meaningful": True}
        assert comes_to("2001-06-15/..", persists=True, **fields)[1] == "[2001-06-15, ∞)"
        assert comes_to("2001-06-15/..", persists=False, **fields)[1] == "[2001-06-15, 2001-06-16)"

    def test_of_what_is_attested_reaches_as_far_as_it_is_attested(self):
        _, definite = comes_to("2021-09/..", "2024-06", is_status=True)
        assert definite == "[2021-09-30, 2024-07-01)"

    def test_of_a_closed_end_is_not_in_question(self):
        assert comes_to("2005-01-01/2009-01-01")[1] == "[2005-01-01, 2009-01-02)"


class TestWhateverIsWritten:
    @settings(deadline=None)
    @given(periods, publications, st.booleans(), st.booleans(), st.booleans())
    def test_what_is_certain_is_possible(self, period, sources, status, persists, expected):
        found = extents(
            period,
            is_status=status,
            persists=persists,
            is_expected=expected,
            publications=sources,
        )

        assert within(found.definite, found.possible)
        assert within(found.possible, period.possible)
        assert not found.possible.isempty

    @settings(deadline=None)
    @given(periods, publications, st.booleans(), st.booleans(), st.data())
    def test_an_attestation_that_is_possible_stays_so(
        self, period, sources, status, expected, data
    ):
        seen = Period.parse(data.draw(dated))
        try:
            period.definite(seen)
        except InvalidPeriod:
            return

        found = extents(period, seen, is_status=status, is_expected=expected, publications=sources)

        assert within(seen.possible, found.definite)

    @settings(deadline=None)
    @given(periods)
    def test_sources_that_are_not_dated_bound_nothing(self, period):
        assert extents(period, persists=True).possible == period.possible
        assert extents(period, persists=True).definite == period.definite()
