"""What a cell may claim: held, none, uncertain, not researched, no organization, or mixed."""

import pytest

from curation.membership import Panel, Timeline
from curation.membership.cells import Teller
from curation.membership.days import END, Unit
from curation.vocabulary import Basis, TimeUnit, UnitRule

from .episodes import KINDS, day, episode, record, span, state


def cells(*episodes, first=2000, last=2003, rule="any", unit="year", **fields):
    panel = Panel(
        record(*episodes, **fields), first, last, rule=UnitRule(rule), unit=TimeUnit(unit)
    )
    return list(panel.cells())


def told(*episodes, **question):
    """Return what the cells say, year by year."""
    return [
        cell.outcome.status.slug if cell.outcome.status else cell.outcome.knowledge.value
        for cell in cells(*episodes, **question)
    ]


def test_a_state_without_any_episode_is_not_researched():
    assert told() == ["not-researched"] * 4
    assert cells()[0].outcome.cow_code == -9
    assert cells()[0].outcome.evidence == ()


def test_an_act_that_began_a_status_tells_that_nothing_was_held_before():
    joined = episode("observer", "2002-03-01", None)

    assert told(joined) == ["known-none", "known-none", "observer", "observer"]
    assert cells(joined)[0].outcome.evidence == (joined.evidence,)
    assert cells(joined)[0].outcome.cow_code == 0


def test_a_date_of_which_nobody_says_what_happened_does_not():
    since = episode("observer", "2002-03-01", None, start_basis=Basis.UNKNOWN)

    assert told(since) == ["not-researched", "not-researched", "observer", "observer"]


def test_an_act_that_ended_a_status_tells_that_nothing_is_held_after():
    left = episode("observer", "2000-01-01", "2002-01-01")
    ceased = episode("observer", "2000-01-01", "2002-01-01", end_basis=Basis.UNKNOWN)

    assert told(left) == ["observer", "observer", "known-none", "known-none"]
    assert told(ceased) == ["observer", "observer", "not-researched", "not-researched"]


def test_between_two_statuses_one_act_is_enough():
    first = episode("observer", "2000-01-01", "2001-01-01", end_basis=Basis.UNKNOWN)
    second = episode("full-member", "2003-01-01", None)

    assert told(first, second) == ["observer", "known-none", "known-none", "full-member"]
    assert cells(first, second)[1].outcome.evidence == (second.evidence,)


def test_what_is_possible_and_not_certain_is_uncertain():
    since_when = episode("observer", "2002-01-01", None, possible=(None, None))

    assert told(since_when) == ["uncertain", "uncertain", "observer", "observer"]
    outcome = cells(since_when)[0].outcome
    assert (outcome.possible, outcome.cow_code) == (("observer",), -9)
    assert outcome.evidence == (since_when.evidence,)


def test_nothing_is_held_in_what_does_not_exist():
    since_when = episode("observer", "2002-01-01", None, possible=(None, None))
    life = span("2001-06-15", "2003-01-01")

    assert told(since_when, life=life) == [
        "no-organization", "uncertain", "observer", "no-organization",
    ]  # fmt: skip
    outcome = cells(since_when, life=life)[0].outcome
    assert (outcome.cow_code, [each.kind for each in outcome.evidence]) == (-1, ["event"])


def test_a_year_in_which_the_organization_began_holds_what_was_held_in_it():
    founder = episode("full-member", "2001-06-15", None)
    life = span("2001-06-15", None)

    assert told(founder, first=2001, last=2001, life=life) == ["full-member"]
    assert told(founder, first=2001, last=2001, rule="all", life=life) == ["mixed"]
    assert told(founder, first=2001, last=2001, rule="first", life=life) == ["no-organization"]
    # 200 days of 365.
    assert told(founder, first=2001, last=2001, rule="majority", life=life) == ["full-member"]


def test_of_several_statuses_the_one_held_last_names_the_cell():
    stepped_down = (
        episode("full-member", "2000-01-01", "2000-03-01"),
        episode("observer", "2000-03-01", None),
    )
    (cell,) = cells(*stepped_down, last=2000)

    assert cell.outcome.status.slug == "observer"
    assert cell.outcome.statuses == ("full-member", "observer")
    assert cell.days_held == 306


def test_days_that_differ_and_suffice_for_nothing_are_mixed():
    changed = (
        episode("observer", "1999-01-01", "2000-05-01"),
        episode("full-member", "2000-05-01", "2000-09-01"),
        episode("partner", "2000-09-01", None),
    )
    (cell,) = cells(*changed, last=2000, rule="majority")

    assert (cell.outcome.knowledge, cell.outcome.cow_code) == ("mixed", None)
    assert len(cell.outcome.evidence) == 3


def test_nothing_can_be_what_most_days_held():
    assert told(episode("observer", "2000-08-01", None), last=2000, rule="majority") == [
        "known-none"
    ]


def test_what_hangs_on_uncertain_days_is_uncertain():
    # Certain from 1 August (153 days of 366), possible from 1 June (214 days).
    joined = episode("observer", "2000-08-01", None, possible=("2000-06-01", None))
    # Certain from 1 August, possible from 15 July (170 days): less than half in any case.
    later = episode("observer", "2000-08-01", None, possible=("2000-07-15", None))

    assert told(joined, last=2000, rule="majority") == ["uncertain"]
    assert told(later, last=2000, rule="majority") == ["known-none"]
    assert told(joined, last=2000, rule="all") == ["mixed"]
    assert told(joined, last=2000) == ["observer"]


def test_what_hangs_on_days_nobody_looked_at_is_not_researched():
    since = episode("observer", "2000-08-01", None, start_basis=Basis.UNKNOWN)

    assert told(since, last=2000, rule="majority") == ["not-researched"]
    assert told(since, last=2000, rule="all") == ["not-researched"]
    assert told(since, last=2000, rule="first") == ["not-researched"]
    assert told(since, last=2000, rule="last") == ["observer"]


def test_what_took_place_within_a_year_was_held_on_some_day_of_it():
    some_day = episode("guest", "2001-01-01", "2002-01-01", sure=False)

    assert told(some_day, last=2002) == ["known-none", "guest", "known-none"]
    assert told(some_day, first=2001, last=2001, rule="all") == ["uncertain"]
    assert set(told(some_day, first=2001, last=2001, unit="month")) == {"uncertain"}
    (cell,) = cells(some_day, first=2001, last=2001)
    assert cell.days_held == 0


def test_what_took_place_on_some_day_does_not_hide_what_was_held_last():
    some_day = episode("guest", "2001-02-01", "2001-03-01", sure=False)
    (cell,) = cells(some_day, episode("observer", "2001-06-01", None), first=2001, last=2001)

    assert cell.outcome.statuses == ("guest", "observer")


def test_what_lies_over_a_status_does_not_take_its_place():
    observer = episode("observer", "2000-01-01", None)
    acceding = episode("acceding", "2001-05-01", "2002-02-01")
    inactive = episode("inactive", "2002-06-01", None, possible=("2001-09-01", None))
    overlaid = [cell.outcome for cell in cells(observer, acceding, inactive)]

    assert {outcome.status.slug for outcome in overlaid} == {"observer"}
    assert [outcome.process for outcome in overlaid] == [(), ("acceding",), ("acceding",), ()]
    assert [outcome.activity for outcome in overlaid] == [(), (), ("inactive",), ("inactive",)]
    assert [outcome.activity_possible for outcome in overlaid] == [(), ("inactive",), (), ()]
    assert inactive.evidence in overlaid[1].evidence


def test_an_overlay_alone_tells_nothing_of_the_formal_status():
    assert told(episode("inactive", "2001-01-01", None)) == ["not-researched"] * 4


def test_a_cell_at_the_end_of_the_calendar_has_no_day_after():
    teller = Teller(state(), Timeline([episode("observer", "2000-01-01", None)]), KINDS)
    entry = teller.cell(Unit("9999-12-31", day("9999-12-31"), END)).entry()

    assert (entry["until"], entry["days_held"]) == (None, 1)


@pytest.mark.parametrize("unit", list(TimeUnit))
def test_units_tile_the_years(unit):
    panel = Panel(record(), 1999, 2000, unit=unit)

    assert panel.units[0].start == day("1999-01-01")
    assert panel.units[-1].end == day("2001-01-01")
    assert len(panel.units) == {"year": 2, "month": 24, "day": 731}[unit]
    for one, after in zip(panel.units, panel.units[1:], strict=False):
        assert one.end == after.start


class TestAttendance:
    def test_shows_that_no_status_was_held(self):
        attended = episode("attending", "2001-01-01", "2002-01-01")

        assert told(attended, last=2001) == ["not-researched", "none"]
        assert cells(attended)[1].outcome.attendance == ("attending",)
        assert cells(attended)[1].outcome.evidence == (attended.evidence,)

    def test_that_is_only_possible_leaves_one_code(self):
        may = {"possible": (None, None), "start_basis": Basis.UNKNOWN, "end_basis": Basis.UNKNOWN}
        attended = episode("attending", "2001-06-01", "2001-06-04", **may)

        found = cells(attended)
        assert [each.outcome.knowledge for each in found] == ["uncertain"] * 4
        assert [each.outcome.cow_code for each in found] == [0] * 4
        assert [each.days_held for each in found] == [None] * 4

    def test_does_not_take_the_place_of_a_status(self):
        attended = episode("attending", "2001-01-01", None)
        joined = episode("observer", "2002-01-01", None)

        assert told(attended, joined) == ["none", "none", "observer", "observer"]


class TestCodes:
    def test_are_missing_only_where_several_are_possible(self):
        maybe = episode("observer", "2001-01-01", "2002-01-01", sure=False)
        guest = episode("guest", "2001-01-01", "2002-01-01", sure=False)

        assert cells(maybe, rule="all")[1].outcome.cow_code == -9
        assert cells(guest, rule="all")[1].outcome.cow_code == 0

    def test_are_missing_where_anything_can_have_been_on_some_of_the_days(self):
        guest = episode(
            "guest", "2001-03-01", "2001-04-01", sure=False,
            start_basis=Basis.UNKNOWN, end_basis=Basis.UNKNOWN,
        )  # fmt: skip

        assert cells(guest, rule="last")[1].outcome.cow_code == -9
        assert cells(guest, rule="all")[1].outcome.cow_code == -9

    def test_are_of_states(self):
        body = state() | {"kind": "body"}
        teller = Teller(body, Timeline([episode("observer", "2000-01-01", None)]), KINDS)

        assert (
            teller.cell(Unit("2001", day("2001-01-01"), day("2002-01-01"))).outcome.cow_code is None
        )


class TestDaysToCome:
    HORIZON = day("2001-07-01")
    MEMBER = ("full-member", "2000-01-01", None)

    def test_are_not_counted_and_bring_nothing_certain(self):
        found = cells(episode(*self.MEMBER), horizon=self.HORIZON)

        assert [each.outcome.knowledge for each in found] == ["held", "held", "to-come", "to-come"]
        assert [each.days_held for each in found] == [366, 181, None, None]
        assert [each.outcome.cow_code for each in found] == [1, 1, -9, -9]
        assert found[2].outcome.possible == ("full-member",)

    @pytest.mark.parametrize(
        ("rule", "knowledge"), [("all", "uncertain"), ("last", "to-come"), ("first", "held")]
    )
    def test_count_where_a_rule_asks_for_them(self, rule, knowledge):
        found = cells(episode(*self.MEMBER), horizon=self.HORIZON, rule=rule)

        assert found[1].outcome.knowledge == knowledge

    def test_leave_open_what_one_will_hold_who_held_nothing(self):
        left = episode("observer", "1999-01-01", "2000-01-01")

        assert told(left, horizon=self.HORIZON) == ["none", "uncertain", "to-come", "to-come"]
        assert cells(left, horizon=self.HORIZON)[1].outcome.cow_code == -9

    def test_hold_nothing_for_certain_that_lies_within_them(self):
        planned = episode("attending", "2001-09-01", "2001-09-03")

        assert cells(planned, horizon=self.HORIZON)[1].outcome.attendance == ()
