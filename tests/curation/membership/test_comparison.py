"""Two days beside each other: what counts as a movement, and what is only known otherwise."""

import datetime as dt

import pytest
from hypothesis import given

from curation.membership import Comparison
from curation.vocabulary import Basis

from .episodes import episode, record, span
from .test_rules import episodes

A, B = dt.date(2010, 1, 1), dt.date(2020, 1, 1)


def movements(*held, a=A, b=B, **fields):
    """Return who is told of, with what became of them."""
    moves = Comparison(record(*held, **fields), a, b).moves
    return {move.actor["slug"]: move.movement.value for move in moves}


def test_who_certainly_held_nothing_and_then_something_came():
    assert movements(episode("partner", "2015-01-01", None)) == {"ruritania": "came"}


def test_who_certainly_held_something_and_then_nothing_left():
    assert movements(episode("partner", "2005-01-01", "2015-01-01")) == {"ruritania": "left"}


def test_who_held_something_else_moved():
    held = [
        episode("observer", "2005-01-01", "2015-01-01"),
        episode("full-member", "2015-01-01", None),
    ]

    assert movements(*held) == {"ruritania": "moved"}


def test_who_held_the_same_did_not_move_whatever_lay_between():
    held = [
        episode("observer", "2005-01-01", "2012-01-01"),
        episode("partner", "2012-01-01", "2015-01-01"),
        episode("observer", "2015-01-01", None),
    ]

    assert movements(*held) == {}


def test_a_step_of_a_procedure_is_told_apart():
    held = [episode("observer", "2005-01-01", None), episode("acceding", "2015-01-01", None)]

    assert movements(*held) == {"ruritania": "step"}


def test_what_may_have_been_so_before_is_no_movement():
    held = episode("partner", "2015-01-01", None, possible=("2005-01-01", None))

    assert movements(held) == {"ruritania": "known"}


def test_what_may_still_be_so_has_not_ended():
    held = episode("partner", "2005-01-01", "2015-01-01", possible=("2005-01-01", None))

    assert movements(held) == {"ruritania": "known"}


def test_where_nothing_was_researched_nobody_came():
    held = episode("partner", "2015-01-01", None, start_basis=Basis.UNKNOWN)

    assert movements(held) == {"ruritania": "known"}


def test_something_over_the_status_that_may_have_been_there_is_no_step():
    held = [
        episode("observer", "2005-01-01", None),
        episode("inactive", "2015-01-01", None, possible=("2005-01-01", None)),
    ]

    assert movements(*held) == {"ruritania": "known"}


def test_before_there_was_an_organization_nobody_held_anything():
    held = episode("partner", "2015-01-01", None)

    assert movements(held, life=span("2015-01-01", None)) == {"ruritania": "came"}


def test_counts_are_of_what_is_certain_by_standing():
    held = [
        episode("observer", "2005-01-01", "2015-01-01"),
        episode("full-member", "2015-01-01", None),
        episode("observer", "2005-01-01", None, actor="borduria"),
        episode("partner", "2015-01-01", None, possible=("2005-01-01", None), actor="syldavia"),
    ]

    counts = Comparison(record(*held), A, B).counts

    assert [(each.kind.slug, each.before, each.after) for each in counts] == [
        ("full-member", 0, 1),
        ("partner", 0, 1),
        ("observer", 2, 1),
    ]


def test_moves_are_in_the_order_of_movements_and_then_of_names():
    held = [
        episode("observer", "2005-01-01", "2015-01-01", actor="anchuria"),
        episode("partner", "2015-01-01", None, actor="zubrowka"),
        episode("partner", "2015-01-01", None, actor="borduria"),
    ]

    assert list(movements(*held)) == ["borduria", "zubrowka", "anchuria"]


@pytest.mark.parametrize("day", [dt.date.min, A, dt.date.max])
def test_a_day_beside_itself_differs_in_nothing(day):
    held = [episode("observer", "2005-01-01", None), episode("acceding", "2009-01-01", None)]

    assert movements(*held, a=day, b=day) == {}


@given(episodes())
def test_the_other_way_round_the_same_actors_are_told_of(held):
    held = record(*held)

    there = Comparison(held, dt.date(2001, 1, 1), dt.date(2002, 1, 1)).moves
    back = Comparison(held, dt.date(2002, 1, 1), dt.date(2001, 1, 1)).moves

    opposite = {"came": "left", "left": "came"}
    assert {(m.actor["slug"], opposite.get(m.movement, m.movement)) for m in there} == {
        (m.actor["slug"], m.movement) for m in back
    }


class TestChange:
    UNKNOWN = {"start_basis": Basis.UNKNOWN, "end_basis": Basis.UNKNOWN}

    def change(self, *held):
        """Return what a comparison says of the first kind of status."""
        (count, *_) = Comparison(record(*held), A, B).counts
        return count.before, count.after, count.change, count.unknown_before, count.unknown_after

    @pytest.mark.parametrize("status", ["observer", "attending", "acceding", "inactive"])
    def test_is_known_where_an_act_began_it(self, status):
        assert self.change(episode(status, "2015-01-01", None)) == (0, 1, 1, 0, 0)

    @pytest.mark.parametrize("status", ["observer", "attending", "acceding", "inactive"])
    def test_is_not_what_nobody_looked_for(self, status):
        found = episode(status, "2015-01-01", None, **self.UNKNOWN)

        assert self.change(found) == (0, 1, None, 1, 0)
        assert movements(found) == {"ruritania": "known"}

    @pytest.mark.parametrize("status", ["observer", "attending", "acceding", "inactive"])
    def test_is_not_what_was_possible_before(self, status):
        attested = episode(
            status, "2019-06-01", "2020-06-01", possible=(None, None), **self.UNKNOWN
        )

        assert self.change(attested) == (0, 1, None, 1, 0)

    def test_counts_those_of_whom_it_is_known(self):
        joined = episode("observer", "2015-01-01", None)
        found = episode("observer", "2015-01-01", None, actor="borduria", **self.UNKNOWN)

        assert self.change(joined, found) == (0, 2, 1, 1, 0)

    def test_is_not_known_of_days_to_come(self):
        held = record(episode("observer", "2005-01-01", None), horizon=B.toordinal())
        (count,) = Comparison(held, A, B).counts

        assert (count.before, count.after, count.change, count.unknown_after) == (1, 0, None, 1)
