"""Work that is followed step by step ends as it would have ended without anyone looking."""

import time

import pytest

from curation.actions.importing import Progress, finish
from curation.admin.followed import followed


def test_each_step_is_told_and_the_result_returned():
    def work(tell):
        tell("Counting", 1, 2)
        tell("Counting", 2, 2)
        return 2

    told = []

    assert finish(followed(work), told.append) == 2
    assert told == [Progress("Counting", 1, 2), Progress("Counting", 2, 2)]


def test_what_fails_fails_where_it_is_waited_for():
    def work(tell):
        raise LookupError("nothing")

    with pytest.raises(LookupError, match="nothing"):
        finish(followed(work))


def test_work_that_is_given_up_hears_of_it_at_its_next_word():
    heard = []

    def work(tell):
        try:
            while True:
                tell("Waiting", 0, 1)
                time.sleep(0.001)
        except Exception as error:
            heard.append(type(error).__name__)
            raise

    steps = followed(work)
    next(steps)
    steps.close()

    assert heard == ["GivenUp"]


def test_who_waits_long_is_told_the_last_step_again():
    def work(tell):
        tell("Thinking", 0, 1)
        time.sleep(0.2)

    told = []
    finish(followed(work, patience=0.02), told.append)

    assert len(told) > 2
    assert set(told) == {Progress("Thinking", 0, 1)}
