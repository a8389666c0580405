"""Statements remembered: compiled once, as of any place, and never mixed up."""

import datetime as dt

import pytest

from curation.exports.statements import NOWHERE, Statements
from curation.models import AsOf

HERE = AsOf(7, dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
THERE = AsOf(9, dt.datetime(2026, 3, 4, tzinfo=dt.UTC))


@pytest.fixture
def compiled():
    """Compile a statement, and count how often."""

    def compile_(place):
        compile_.times += 1
        return "SELECT %s, %s, %s", (place.revision, "kept", place.moment)

    compile_.times = 0
    return compile_


def test_a_question_is_compiled_once_for_all_places(compiled):
    statements = Statements()

    here = statements.of("statuses", HERE, compiled)
    there = statements.of("statuses", THERE, compiled)

    assert here == ("SELECT %s, %s, %s", (7, "kept", HERE.moment))
    assert there[1] == (9, "kept", THERE.moment)
    assert compiled.times == 1


def test_numbers_and_moments_of_the_question_itself_are_left_alone():
    def compile_(place):
        return "SELECT %s, %s, %s", (7, HERE.moment, place.revision)

    assert Statements().of("q", THERE, compile_)[1] == (7, HERE.moment, 9)


def test_all_are_forgotten_when_there_are_too_many(compiled):
    statements = Statements(most=2)
    for question in ("a", "b", "c", "a"):
        statements.of(question, HERE, compiled)

    assert compiled.times == 4
    assert len(statements.known) == 2


def test_a_question_that_cannot_be_compiled_is_not_remembered():
    def compile_(place):
        raise ValueError("no such cursor")

    statements = Statements()
    with pytest.raises(ValueError, match="no such cursor"):
        statements.of("q", HERE, compile_)

    assert not statements.known


def test_no_visitor_can_name_the_place_that_does_not_exist():
    assert NOWHERE.revision > 2**60
    assert NOWHERE.moment.year >= 9000
