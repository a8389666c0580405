"""How a source is known and where it is read: one sentence for each case that there is."""

from itertools import product

import pytest

from curation.documents import how_known, is_second_hand, where_to_read

FIRST, SECOND = ("first-hand", ""), ("second-hand", "A note of a traveller")
ADDRESS, ARCHIVE = "https://example.org/a", "https://archive.example.org/a"


def source(known, url, archive_url):
    seen, through = known
    return {"seen": seen, "known_through": through, "url": url, "archive_url": archive_url}


CASES = list(product((FIRST, SECOND), ("", ADDRESS), ("", ARCHIVE), (False, True), (False, True)))


@pytest.mark.parametrize(("known", "url", "archive", "is_quoted", "is_verified"), CASES)
def test_it_sends_nobody_to_an_address_that_is_not_there(
    known, url, archive, is_quoted, is_verified
):
    told = where_to_read(source(known, url, archive), is_quoted=is_quoted, is_verified=is_verified)

    assert ("We do not hold the text" in told) is not is_verified
    assert ("at its address" in told) is (bool(url) and not is_verified)
    assert ("archive" in told) is (bool(archive) and not is_verified)
    assert ("No address is on record" in told) is not (url or archive or is_verified)
    assert ("could not be checked" in told) is (is_quoted and not is_verified)
    assert told.endswith(".")
    assert ".." not in told


@pytest.mark.parametrize(("known", "url", "archive", "is_quoted", "is_verified"), CASES)
def test_what_nobody_has_seen_says_through_what_it_is_known(
    known, url, archive, is_quoted, is_verified
):
    told = how_known(source(known, url, archive))

    assert told == (
        "Known at second hand, through a note of a traveller" if known is SECOND else ""
    )


def test_a_revision_of_before_the_question_says_nothing_of_it():
    former = {"url": ""}

    assert not is_second_hand(former)
    assert how_known(former) == ""
    assert where_to_read(former, is_quoted=False, is_verified=False) == "We do not hold the text."


def test_a_name_of_its_own_keeps_its_capital():
    told = how_known(source(("second-hand", "Asia-Plus of 13 June 2024"), "", ""))

    assert told == "Known at second hand, through Asia-Plus of 13 June 2024"
