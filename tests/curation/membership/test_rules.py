"""Properties of panels, whatever the record says: rules, tiling, and that claims hold."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from curation.membership import Panel, Roster, Span, Timeline
from curation.membership.days import BEGINNING, END, NEVER, Unit
from curation.vocabulary import Basis, Knowledge, TimeUnit, UnitRule

from .episodes import KINDS, day, episode, record, span

FIRST, LAST = 2000, 2002
START, STOP = day("1999-10-01"), day("2003-04-01")
RULES = list(UnitRule)
UNITS = st.sampled_from([TimeUnit.YEAR, TimeUnit.MONTH])
BASES = st.sampled_from([Basis.DECISION, Basis.UNKNOWN])
FORMAL_SLUGS = st.sampled_from(["full-member", "partner", "observer"])


@st.composite
def episodes(draw, at_once=True):
    """Draw episodes: formal ones that exclude each other, and others over them."""
    bounds = draw(st.lists(st.integers(START, STOP), max_size=12).map(sorted))
    drawn = [
        _drawn(draw, draw(FORMAL_SLUGS), bounds[index : index + 4])
        for index in range(0, len(bounds) - 3, 4)
    ]
    if at_once:
        more = draw(st.lists(st.integers(START, STOP), min_size=4, max_size=4).map(sorted))
        drawn.append(_drawn(draw, draw(st.sampled_from(["acceding", "inactive"])), more))
    return drawn


def _drawn(draw, status, bounds):
    """Draw one that begins between the first two bounds and ends between the last two."""
    earliest, begun, ends, latest = bounds
    possible = Span(earliest, latest + 1)
    definite = Span(begun, ends + 1) if draw(st.booleans()) else NEVER
    return replace(
        episode(status, "2000-01-01", None),
        possible=possible,
        definite=definite,
        start_basis=draw(BASES),
        end_basis=draw(BASES),
    )


unhurried = settings(deadline=None)
LIVES = st.sampled_from(
    [span(None, None), span("2000-06-15", None), span("2000-02-01", "2002-05-01")]
)


def panel(drawn, unit, rule, life):
    return list(Panel(record(*drawn, life=life), FIRST, LAST, unit=unit, rule=rule).cells())


def certain(cell):
    outcome = cell.outcome
    return {*outcome.statuses, *outcome.process, *outcome.activity}


@unhurried
@given(episodes(), LIVES)
def test_spells_tile_all_time(drawn, life):
    spells = Timeline(drawn, record(life=life).life).spells

    assert (spells[0].start, spells[-1].end) == (BEGINNING, END)
    assert all(one.end == after.start for one, after in pairwise(spells))
    assert all(spell.start < spell.end for spell in spells)


@unhurried
@given(episodes(), UNITS, st.sampled_from(RULES), LIVES)
def test_cells_tile_the_span(drawn, unit, rule, life):
    cells = panel(drawn, unit, rule, life)

    assert cells[0].unit.start == day(f"{FIRST}-01-01")
    assert cells[-1].unit.end == day(f"{LAST + 1}-01-01")
    assert all(one.unit.end == after.unit.start for one, after in pairwise(cells))
    assert all(0 <= (cell.days_held or 0) <= cell.unit.end - cell.unit.start for cell in cells)


@unhurried
@given(episodes(), UNITS, LIVES)
def test_what_holds_on_all_days_holds_on_most_and_what_holds_on_most_on_any(drawn, unit, life):
    on_any, on_all, first, last, on_most = (panel(drawn, unit, rule, life) for rule in RULES)

    for any_day, all_days, first_day, last_day, most_days in zip(
        on_any, on_all, first, last, on_most, strict=True
    ):
        assert certain(any_day) >= certain(most_days) >= certain(all_days)
        assert certain(first_day) >= certain(all_days) <= certain(last_day)
        assert certain(any_day) >= certain(first_day) | certain(last_day)


@unhurried
@given(episodes(), UNITS, LIVES)
def test_first_and_last_are_what_is_known_of_that_day(drawn, unit, life):
    first, last = (
        panel(drawn, unit, rule, life) for rule in (UnitRule.FIRST, UnitRule.LAST)
    )  # fmt: skip
    days = {cell.unit.name: cell for cell in panel(drawn, TimeUnit.DAY, UnitRule.ALL, life)}

    for cell in first:
        assert cell.outcome == days[_name(cell.unit.start)].outcome
    for cell in last:
        assert cell.outcome == days[_name(cell.unit.end - 1)].outcome


@unhurried
@given(episodes(), UNITS, st.sampled_from([UnitRule.ALL, UnitRule.MAJORITY]), LIVES)
def test_rules_count_days(drawn, unit, rule, life):
    timeline = Timeline(drawn, record(life=life).life)

    for cell in panel(drawn, unit, rule, life):
        days = range(cell.unit.start, cell.unit.end)
        on_days = [timeline.within(day, day + 1)[0].status for day in days]
        needed = len(days) if rule == UnitRule.ALL else len(days) // 2 + 1
        expected = {slug for slug in KINDS if on_days.count(slug) >= needed}
        assert set(cell.outcome.statuses) == expected
        if expected:
            assert cell.days_held == on_days.count(cell.outcome.status.slug)


@st.composite
def worlds(draw):
    """Draw a record, and one of the ways in which the world can have been by it."""
    drawn = draw(episodes(at_once=False))
    lived = []
    for each in drawn:
        possible, definite = each.possible, each.definite
        if definite == NEVER:
            start = draw(st.integers(possible.start, possible.end - 1))
            end = draw(st.integers(start + 1, possible.end))
        else:
            start = draw(st.integers(possible.start, definite.start))
            end = draw(st.integers(definite.end, possible.end))
        lived.append((each.status, start, end))
    return drawn, lived


@unhurried
@given(worlds(), UNITS, st.sampled_from(RULES))
def test_whatever_the_uncertain_days_held_no_cell_is_wrong(world, unit, rule):
    """In every possible world what is certain by a rule passes it, and what is excluded does not.

    Where nothing is known either way a world may hold anything; these hold nothing there.
    """
    drawn, lived = world

    for cell in panel(drawn, unit, rule, span(None, None)):
        outcome = cell.outcome
        passing = _passing(rule, cell.unit, lived)
        assert set(outcome.statuses) <= passing
        match outcome.knowledge:
            case Knowledge.NONE | Knowledge.MIXED:
                assert not passing
            case Knowledge.UNCERTAIN:
                assert passing <= set(outcome.possible)
            case Knowledge.HELD if rule != UnitRule.ANY:
                assert passing == set(outcome.statuses)


def _passing(rule, unit, lived):
    """Return what passes the rule in a world, day by day."""
    days = list(range(unit.start, unit.end))
    chosen = {UnitRule.FIRST: days[:1], UnitRule.LAST: days[-1:]}.get(rule, days)
    needed = {
        UnitRule.ANY: 1,
        UnitRule.MAJORITY: len(days) // 2 + 1,
    }.get(rule, len(chosen))
    counts = {}
    for status, start, end in lived:
        held = sum(start <= each < end for each in chosen)
        counts[status] = counts.get(status, 0) + held
    return {status for status, held in counts.items() if held >= needed}


@unhurried
@given(episodes(), st.dates(dt.date(FIRST, 1, 1), dt.date(LAST, 12, 31)), LIVES)
def test_a_roster_equals_the_panel_of_that_day(drawn, asked, life):
    whole = record(*drawn, life=life)
    roster = Roster(whole, asked)
    days = Panel(whole, asked.year, asked.year, unit=TimeUnit.DAY).cells()

    (cell,) = [each for each in days if each.unit == Unit.of_day(asked)]
    assert roster.cells == [cell]
    held = {group["status"]["slug"] for group in roster.groups() if group["count"]}
    possible = {group["status"]["slug"] for group in roster.groups() if group["possible_count"]}
    assert held == certain(cell)
    assert possible == {
        *cell.outcome.possible, *cell.outcome.process_possible, *cell.outcome.activity_possible,
    }  # fmt: skip
    assert bool(roster.without()) == (not held and not possible)


@unhurried
@given(episodes(), LIVES)
def test_every_claim_names_what_it_rests_on(drawn, life):
    for cell in panel(drawn, TimeUnit.MONTH, UnitRule.ANY, life):
        if cell.outcome.knowledge != Knowledge.NOT_RESEARCHED or certain(cell):
            assert cell.outcome.evidence


def _name(ordinal):
    return dt.date.fromordinal(ordinal).isoformat()
