"""Ranges of days in words."""

import pytest

from curation.comparison import extent_in_words


@pytest.mark.parametrize(
    ("extent", "words"),
    [
        (None, "no certain date"),
        ({"from": None, "until": None}, "at any time"),
        ({"from": "2024-06-11", "until": None}, "from 11 June 2024 on"),
        ({"from": None, "until": "2024-06-12"}, "until 11 June 2024"),
        ({"from": "2024-06-11", "until": "2024-06-12"}, "on 11 June 2024"),
        ({"from": "2024-06-11", "until": "2024-06-14"}, "from 11 June 2024 to 13 June 2024"),
    ],
)
def test_an_extent_is_said_by_its_first_and_its_last_day(extent, words):
    assert extent_in_words(extent) == words
