"""How a period is said in English."""

import pytest

from curation.dates import Period, in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2005", "2005"),
        ("2024-06", "June 2024"),
        ("2024-06-11", "11 June 2024"),
        ("2024-06-01", "1 June 2024"),
        ("2024-21", "spring 2024"),
        ("202X", "the 2020s"),
        ("20XX", "2000–2099"),
        ("2024-XX", "2024 (month not given)"),
        ("2024-06-XX", "June 2024 (day not given)"),
        ("2024-XX-XX", "2024 (month and day not given)"),
    ],
)
def test_single_date_is_said_as_precisely_as_it_is_known(text, words):
    assert in_words(Period.parse(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023~", "about 2023"),
        ("2024-07?", "July 2024 (uncertain)"),
        ("2023%", "about 2023 (uncertain)"),
        ("?2024", "2024 (uncertain)"),
        ("2024?-06-11", "11 June 2024 (year inferred)"),
        ("2024~-06-11", "11 June 2024 (year approximate)"),
        ("2024-06-?11", "11 June 2024 (day uncertain)"),
        ("2024-06?-11", "11 June 2024 (year and month uncertain)"),
        ("?2024-06-~11", "11 June 2024 (year uncertain, day approximate)"),
        ("2024-06-XX?", "June 2024 (day not given, uncertain)"),
    ],
)
def test_doubt_is_said_with_what_it_concerns(text, words):
    assert in_words(Period.parse(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-09-16/..", "since 16 September 2022"),
        ("2017~/..", "since about 2017"),
        ("2005/", "from 2005 (end not known)"),
        ("../2009", "until 2009"),
        ("/2009", "until 2009 (start not known)"),
        ("/..", "since an unknown date"),
    ],
)
def test_interval_with_one_date_says_what_is_known_of_the_other_end(text, words):
    assert in_words(Period.parse(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2005/2009", "from 2005 to 2009"),
        ("2024-05-20/2024-05-21", "20–21 May 2024"),
        ("2024-05-20/2024-05-20", "20 May 2024"),
        ("2024-05-28/2024-06-03", "from 28 May to 3 June 2024"),
        ("2024-12-28/2025-01-03", "from 28 December 2024 to 3 January 2025"),
        ("2024-05/2024-06", "from May to June 2024"),
        ("2024-06/2024-06-11", "from June 2024 to 11 June 2024"),
        ("2005/2005", "within 2005"),
        ("2017/2018~", "from 2017 to about 2018"),
        ("2024-05-20/2024-05-21?", "from 20 May 2024 to 21 May 2024 (uncertain)"),
    ],
)
def test_interval_with_two_dates_says_a_common_month_or_year_once(text, words):
    assert in_words(Period.parse(text)) == words
