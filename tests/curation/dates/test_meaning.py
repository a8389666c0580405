"""A period is said with what its dates mean, and never more exactly than it is known."""

import re

import pytest
from hypothesis import strategies as st

from curation.dates import Period, in_words, in_words_with_meaning
from curation.dates.words import MONTHS, SEASON_NAMES

from .test_period import given, intervals, parsed, single_dates

MEANINGS = st.sampled_from(["", "decision", "memorandum", "national approval"])


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("2022-09-16/..", "", "", "since 16 September 2022 (what the date marks is not stated)"),
        (
            "2022-09-16/..",
            "memorandum",
            "",
            "since 16 September 2022 (date of the memorandum)",
        ),
        ("2005", "decision", "", "2005 (date of the decision)"),
        ("/2009", "", "decision", "until 2009 (start not known); date of the decision"),
        ("2005/2009", "", "", "from 2005 to 2009 (what the dates mark is not stated)"),
        (
            "2005/2017-06-09",
            "",
            "entry into force",
            "from 2005 to 9 June 2017 (start: not stated; end: entry into force)",
        ),
        ("/..", "decision", "decision", "since an unknown date"),
    ],
)
def test_dates_are_said_with_what_they_are_the_dates_of(text, start, end, words):
    assert in_words_with_meaning(Period.parse(text), start, end) == words


@given(st.one_of(single_dates, intervals), MEANINGS, MEANINGS)
def test_no_year_month_or_day_is_said_that_the_text_does_not_give(text, start, end):
    period = parsed(text)
    words = in_words_with_meaning(period, start, end)

    given_parts = [part.value for each in (period.start, period.end) for part in each.parts]
    numbers = {int(value.replace("X", "0")) for value in given_parts if value != "XX"}
    # “2000–2099” is how a century is said.
    numbers |= {int(value[:2] + "99") for value in given_parts if value.endswith("XX")
                and value != "XX"}  # fmt: skip
    assert {int(number) for number in re.findall(r"\d+", words)} <= numbers
    months = {value for each in (period.start, period.end) for value in
              [part.value for part in each.parts][1:2]}  # fmt: skip
    for number, name in [*enumerate(MONTHS, 1), *((int(n), s) for n, s in SEASON_NAMES.items())]:
        assert name not in words or f"{number:02}" in months


@given(st.one_of(single_dates, intervals), MEANINGS, MEANINGS)
def test_a_meaning_takes_nothing_from_the_words_and_is_said_only_of_dates_that_are_given(
    text, start, end
):
    period = parsed(text)
    words = in_words_with_meaning(period, start, end)

    assert words.startswith(in_words(period))
    said = words[len(in_words(period)) :]
    told = [meaning for section, meaning in ((period.start, start), (period.end, end))
            if section.is_given]  # fmt: skip
    assert bool(said) == bool(told)
    assert all(
        meaning in told for meaning in re.findall("decision|memorandum|national approval", said)
    )
