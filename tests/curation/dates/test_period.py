"""What an EDTF text is held to mean; the examples are those of docs/dates.md."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import assume, example, settings
from hypothesis import given as given_any
from hypothesis import strategies as st

from curation.dates import InvalidPeriod, Period, in_words

DOCUMENT = Path(__file__).parents[3] / "docs" / "dates.md"
EMPTY = DateRange(empty=True)


def given(*strategies):
    """Hypothesis without its stopwatch, which measures the machine more than the code."""
    return lambda test: settings(deadline=None)(given_any(*strategies)(test))


days = st.dates(max_value=date(9999, 12, 30)).map(str)
marks = st.sampled_from(["", "?", "~", "%"])
given_dates = st.one_of(
    days,
    days.map(lambda day: day[:7]),
    days.map(lambda day: day[:4]),
    days.map(lambda day: f"{day[:3]}X"),
    days.map(lambda day: f"{day[:2]}XX"),
    days.map(lambda day: f"{day[:4]}-XX"),
    days.map(lambda day: f"{day[:7]}-XX"),
)
seasons = st.builds("{}-{}".format, days.map(lambda day: day[:4]), st.integers(21, 24))
marked_inside = st.one_of(
    st.builds(lambda day, mark: f"{day[:4]}{mark}{day[4:]}", days, marks),
    st.builds(lambda day, mark: f"{day[:7]}{mark}{day[7:]}", days, marks),
    st.builds(lambda day, mark: f"{day[:5]}{mark}{day[5:]}", days, marks),
    st.builds(lambda day, mark: f"{day[:8]}{mark}{day[8:]}", days, marks),
    st.builds(lambda day, mark: f"{mark}{day}", days, marks),
)
single_dates = st.one_of(st.builds(str.__add__, given_dates, marks), seasons, marked_inside)
intervals = st.one_of(
    st.builds("{}/{}".format, single_dates, single_dates | st.sampled_from(["", ".."])),
    st.builds("{}/{}".format, st.sampled_from(["", ".."]), single_dates),
    st.just("/.."),
)


def parsed(text: str) -> Period:
    """The period, or no example for the property at hand if it is not one."""
    try:
        return Period.parse(text)
    except InvalidPeriod:
        assume(False)


periods = (single_dates | intervals).map(parsed)


def within(inner: DateRange, outer: DateRange) -> bool:
    """Whether all days of the one range are days of the other."""
    if inner.isempty:
        return True
    if outer.isempty:
        return False
    starts = outer.lower is None or (inner.lower is not None and inner.lower >= outer.lower)
    ends = outer.upper is None or (inner.upper is not None and inner.upper <= outer.upper)
    return starts and ends


def documented_examples() -> list[list[str]]:
    """The rows of the table of examples: text, attested, words, precision, two extents."""
    tables = DOCUMENT.read_text(encoding="utf-8").split("## Examples")[1]
    table = tables.split("### With sources")[0]
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in row] for row in rows]


def shown(extent: DateRange) -> str:
    """A range as the document writes it."""
    if extent.isempty:
        return "none"
    return f"[{extent.lower or '∞'}, {extent.upper or '∞'})"


class TestDocument:
    def test_has_examples(self):
        assert len(documented_examples()) > 20

    @pytest.mark.parametrize("row", documented_examples(), ids=lambda row: " ".join(row[:2]))
    def test_holds(self, row):
        text, attested, words, precision, possible, definite = row
        period = Period.parse(text.strip(" *`"))
        seen = Period.parse(attested.strip("`")) if attested else None
        found = period.definite(seen, start_is_meaningful="*" not in text)

        assert in_words(period) == words
        assert period.precision == precision
        assert shown(period.possible) == possible
        assert shown(found) == definite


class TestNormalisation:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("  2005 ", "2005"),
            ("2005 / 2009", "2005/2009"),
            ("\u00a02024-06-11\n", "2024-06-11"),
            ("2022-09-16/ ..", "2022-09-16/.."),
        ],
    )
    def test_drops_whitespace_around(self, written, kept):
        assert Period.parse(written).text == kept

    @given(periods)
    def test_is_idempotent(self, period):
        assert Period.parse(period.text) == period
        assert Period.parse(period.text).text == period.text

    @given(st.dates(max_value=date(9999, 12, 30)))
    def test_keeps_days(self, day):
        period = Period.parse(day.isoformat())

        assert period.text == day.isoformat()
        assert period.possible == period.definite() == DateRange(day, day + timedelta(days=1))


class TestRefusal:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "it is empty"),
            ("   ", "it is empty"),
            ("/", "neither of its ends says anything"),
            ("../..", "neither of its ends says anything"),
            ("../", "neither of its ends says anything"),
            ("..", "only an end of an interval"),
            ("2005/2007/2009", "more than one “/”"),
            ("2024-06-11T10:00:00", "a day is the finest precision the registry keeps"),
            ("{2024,2025}", "it is a set of dates"),
            ("[2024..2025]", "it is a set of dates"),
            ("Y12024", "more than four digits"),
            ("Y1E5", "more than four digits"),
            ("1950S2", "significant digits"),
            ("-0044", "years before 0001"),
            ("2005/-0044", "years before 0001"),
            ("0000", "no year 0000"),
            ("XXXX-06-11", "only the last one or two digits"),
            ("2XXX", "only the last one or two digits"),
            ("202X-06", "followed by a smaller unit"),
            ("2024-XX-11", "followed by a smaller unit"),
            ("2024-1X", "unspecified as a whole"),
            ("2024/2023", "it ends before it starts"),
            ("2024-06-12/2024-06-11", "it ends before it starts"),
            ("2024-02-30", "2024-02 has no day 30"),
            ("2023-02-29", "2023-02 has no day 29"),
            ("2023?-02-29", "2023-02 has no day 29"),
            ("2024-13", "no month 13"),
            ("2024-25", "no month 25"),
            ("2024-21?", "a season takes no qualifier"),
            ("2024?-06?-11", "qualifiers do not go together"),
            ("9999-12-31", "only stands in for “no end”"),
            ("11.06.2024", "the year must come first"),
            ("2005–2009", "it holds a dash"),
            ("June 2024", "does not follow EDTF"),
            ("2024 - 06", "does not follow EDTF"),
            ("٢٠٢٤", "does not follow EDTF"),
            ("2" * 65, "longer than 64 characters"),
        ],
    )
    def test_says_what_is_wrong_what_was_expected_and_gives_an_example(self, text, reason):
        with pytest.raises(InvalidPeriod) as caught:
            Period.parse(text)

        assert reason in str(caught.value)
        assert "Expected" in str(caught.value)
        assert "for example" in str(caught.value)

    @pytest.mark.parametrize("value", [None, 2005, date(2024, 6, 11)])
    def test_of_what_yaml_reads_as_other_than_text_advises_quotes(self, value):
        with pytest.raises(InvalidPeriod, match="within quotes"):
            Period.parse(value)

    @given(st.text() | st.text("0123456789X?~%-/.TYES", max_size=24))
    @example("0001-01-01%/9999-12%")
    @example("2024\x00")
    def test_is_the_only_failure_on_any_text(self, text):
        try:
            period = Period.parse(text)
        except InvalidPeriod:
            return
        assert within(period.definite(), period.possible)
        assert in_words(period)


class TestPossible:
    def test_counts_whole_months_when_the_padding_of_february_is_short(self):
        assert Period.parse("2024-?02").possible == DateRange(date(2024, 1, 1), date(2024, 4, 1))

    def test_of_a_doubtful_month_stays_in_its_year(self):
        assert Period.parse("2024-?12-11").possible.upper == date(2025, 1, 1)

    @pytest.mark.parametrize("text", ["9999", "9999-12", "9998%"])
    def test_beyond_the_calendar_is_without_bound(self, text):
        assert Period.parse(text).possible.upper is None

    def test_before_the_calendar_is_without_bound(self):
        assert Period.parse("0001?").possible.lower is None

    def test_allows_doubtful_ends_that_may_be_in_order(self):
        period = Period.parse("2024~/2023")

        assert period.possible == DateRange(date(2023, 1, 1), date(2024, 1, 1))
        assert period.definite() == EMPTY


class TestDefinite:
    @given(periods, st.booleans())
    def test_lies_within_the_possible_extent(self, period, start_is_meaningful):
        definite = period.definite(start_is_meaningful=start_is_meaningful)

        assert within(definite, period.possible)

    @given(periods, st.data(), st.booleans())
    def test_contains_what_is_attested_and_stays_possible(self, period, data, meaningful):
        lower, upper = period.possible.lower, period.possible.upper
        last = upper - timedelta(days=1) if upper else date(9999, 12, 30)
        possible_days = st.dates(lower or date.min, last).map(str)
        one, other = data.draw(possible_days), data.draw(possible_days)
        attested = Period.parse("/".join(sorted([one, other])))

        definite = period.definite(attested, start_is_meaningful=meaningful)

        assert within(attested.possible, definite)
        assert within(definite, period.possible)
        assert within(period.definite(start_is_meaningful=meaningful), definite)

    @given(periods)
    def test_without_a_meaningful_start_or_attestation_is_empty(self, period):
        assert period.definite(start_is_meaningful=False) == EMPTY

    @given(given_dates, given_dates, st.sampled_from("?~%"), st.sampled_from("?~%"))
    def test_is_not_bounded_by_doubtful_sections(self, start, end, doubt, other_doubt):
        assert parsed(f"{start}{doubt}/{end}{other_doubt}").definite() == EMPTY

    def test_of_an_open_start_is_that_of_an_unknown_one(self):
        assert Period.parse("../2009-05-01").definite() == Period.parse("/2009-05-01").definite()

    def test_takes_in_the_time_between_start_and_attestation(self):
        definite = Period.parse("2005/").definite(Period.parse("2024-06-11"))

        assert definite == DateRange(date(2005, 12, 31), date(2024, 6, 12))

    def test_takes_in_the_time_between_attestation_and_end(self):
        definite = Period.parse("2004~/2024-06-11").definite(Period.parse("2009"))

        assert definite == DateRange(date(2009, 1, 1), date(2024, 6, 12))


class TestAttestation:
    @pytest.mark.parametrize("attested", ["2004", "2004-12-31/2005-01-01", "2010", "2009/2010"])
    def test_outside_the_possible_extent_is_refused(self, attested):
        with pytest.raises(InvalidPeriod, match="attested outside “2005/2009”"):
            Period.parse("2005/2009").definite(Period.parse(attested))

    @pytest.mark.parametrize("attested", ["2024?-06-11", "2024~", "2024-06-XX", "2024/..", "/2024"])
    def test_that_is_not_known_outright_is_refused(self, attested):
        with pytest.raises(InvalidPeriod, match="must be known outright"):
            Period.parse("2005/..").definite(Period.parse(attested))


class TestWidening:
    @staticmethod
    def assert_wider(wide: Period, narrow: Period):
        assert within(narrow.possible, wide.possible)
        assert within(wide.definite(), narrow.definite())

    @given(days, days, marks, st.sampled_from(["{}", "{}/", "{}/..", "/{}", "{}/{}"]))
    def test_by_dropping_the_day_of_the_first_date(self, one, other, mark, form):
        first, last = sorted([one, other])
        narrow = form.format(first + mark, last)
        wide = form.format(first[:7] + mark, last)

        self.assert_wider(Period.parse(wide), Period.parse(narrow))

    @given(days, days, marks)
    def test_by_dropping_the_day_of_the_end(self, one, other, mark):
        first, last = sorted([one, other])

        self.assert_wider(
            Period.parse(f"{first}/{last[:7]}{mark}"), Period.parse(f"{first}/{last}{mark}")
        )

    @given(days)
    def test_by_doubting_the_year(self, day):
        assume(day[5:] != "02-29")

        self.assert_wider(Period.parse(f"{day[:4]}?{day[4:]}"), Period.parse(day))

    @given(days)
    def test_by_dropping_the_month(self, day):
        self.assert_wider(Period.parse(day[:4]), Period.parse(day[:7]))


class TestPrecision:
    @pytest.mark.parametrize(
        ("text", "precision"),
        [
            ("2024-06-11", "day"),
            ("2024-06-XX", "month"),
            ("2024-XX-XX", "year"),
            ("2024-22", "season"),
            ("195X", "decade"),
            ("19XX~", "century"),
            ("2024-06-11/2024", "year"),
            ("2024-22/2024-12", "season"),
            ("2022-09-16/..", "day"),
            ("/..", "unknown"),
        ],
    )
    def test_is_the_smallest_known_unit_of_the_coarser_end(self, text, precision):
        assert Period.parse(text).precision == precision


class TestSections:
    def test_of_a_single_date_are_that_date(self):
        period = Period.parse("2024-06")

        assert not period.is_interval
        assert period.start is period.end

    def test_tell_open_from_unknown(self):
        period = Period.parse("/..")

        assert period.is_interval
        assert period.start.is_unknown
        assert period.end.is_open

    @pytest.mark.parametrize(
        ("text", "qualifiers"),
        [
            ("2024-06-11~", ("~", "~", "~")),
            ("2024?-06-11", ("?", "", "")),
            ("2024-06?-11", ("?", "?", "")),
            ("2024-?06-11", ("", "?", "")),
            ("2024-06-%11", ("", "", "%")),
        ],
    )
    def test_know_which_parts_a_qualifier_reaches(self, text, qualifiers):
        assert Period.parse(text).start.qualifiers == qualifiers
