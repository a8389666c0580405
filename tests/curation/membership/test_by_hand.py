"""The panel of the shipped record equals the one computed by hand."""

import json

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from curation.actions import seed_timeline
from curation.models import Revision

from .by_hand import BY_HAND, CODES_BY_HAND, OVERLAYS_BY_HAND, RULES

pytestmark = pytest.mark.django_db

# The last year that was over when the panel was computed by hand; that under way is not certain.
LAST = 2025


def spelt_out(runs):
    """Return what is said of each year, in a list from 2001 to 2026."""
    told = {}
    for run in runs:
        years, value = run.split()
        first, _, last = years.partition("-")
        for year in range(int(first), int(last or first) + 1):
            assert year not in told
            told[year] = value
    assert sorted(told) == list(range(2001, 2027))
    return [told[year] for year in sorted(told) if year <= LAST]


@pytest.fixture(scope="module")
def head(django_db_setup, django_db_blocker):
    """Publish the timeline once for this module, and take it back; return the head before it."""
    with django_db_blocker.unblock(), transaction.atomic():
        before = Revision.objects.latest("id")
        seed_timeline(settings.BASE_DIR / "fixtures" / "membership-timeline")
        yield before
        transaction.set_rollback(True)


@pytest.fixture
def panel(head, client):
    """Ask for cells, by state."""

    def ask(address="panel/", **question):
        response = client.get(f"/api/v1/membership/{address}", question)
        assert response.status_code == 200
        return json.loads(b"".join(response.streaming_content))["results"]

    return ask


@pytest.fixture
def years(panel):
    """Ask for the cells of one state from 2001 to 2025."""

    def ask(actor, **question):
        return panel(**({"from": 2001, "to": LAST, "actor": actor} | question))

    return ask


def said(cell):
    return cell["status"]["slug"] if cell["status"] else cell["knowledge"]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("actor", BY_HAND)
def test_the_panel_equals_the_one_computed_by_hand(years, actor, rule):
    cells = years(actor, rule=rule)

    assert [cell["period"] for cell in cells] == [str(year) for year in range(2001, LAST + 1)]
    assert [said(cell) for cell in cells] == spelt_out(BY_HAND[actor][rule])


@pytest.mark.parametrize("actor", BY_HAND)
def test_the_codes_of_the_correlates_of_war_follow(years, actor):
    codes = [str(cell["membership_level"]) for cell in years(actor)]

    assert codes == spelt_out(CODES_BY_HAND[actor])


@pytest.mark.parametrize("actor", BY_HAND)
def test_what_lies_over_the_formal_status_stands_in_columns_of_its_own(years, actor):
    cells = years(actor)

    for column, slug in (
        ("process", "acceding-member"),
        ("process_possible", "acceding-member"),
        ("activity", "inactive"),
        ("activity_possible", "inactive"),
    ):
        spans = [each.split("-") for each in OVERLAYS_BY_HAND[actor].get(column, "").split()]
        expected = [
            [slug] if any(first <= cell["period"] <= last for first, last in spans) else []
            for cell in cells
        ]
        assert [cell[column] for cell in cells] == expected, column


def test_states_bear_the_codes_of_three_lists(years):
    codes = {
        actor: years(actor, **{"from": LAST})[0]["actor"] for actor in ("china", "iran", "laos")
    }

    keys = ("iso2", "iso3", "iso_numeric", "ccode", "gwcode")
    assert [[each[key] for key in keys] for each in codes.values()] == [
        ["CN", "CHN", "156", 710, 710],
        ["IR", "IRN", "364", 630, 630],
        ["LA", "LAO", "418", 812, 812],
    ]


def test_a_cell_names_the_episodes_it_rests_on_in_the_revision_read(years, client):
    cells = {cell["period"]: cell for cell in years("india")}
    observer = "1706de4b-d8bd-517c-835b-0f2db3f9456b"
    acceding = "f3230c68-698e-55d0-9020-869b305e8189"
    member = "0df07eda-c867-52b1-9f6c-c004209a7bd3"

    def named(year):
        return {each["record"] for each in cells[year]["rests_on"]}

    assert named("2003") == {observer}  # India came in by a decision: so it was not in before.
    assert named("2006") == {observer}
    assert named("2016") == {observer, acceding}
    assert named("2017") == {observer, acceding, member}
    assert named("2018") == {member}
    for each in cells["2017"]["rests_on"]:
        public = client.get(f"/api/v1/statuses/{each['record']}/").json()
        assert public["revision"]["id"] == each["revision"]


def test_what_nobody_held_before_there_was_an_organization_rests_on_its_establishment(years):
    (cell,) = years("laos", **{"from": 1999, "to": 1999})

    assert (cell["knowledge"], cell["membership_level"]) == ("no-organization", -1)
    assert [(each["record"], each["kind"]) for each in cell["rests_on"]] == [
        ("34c98a4f-9682-5c73-8428-a2fd2e0f2dea", "event")
    ]


def test_known_none_is_told_from_not_researched_and_from_uncertain(panel):
    cells = {cell["actor"]["slug"]: cell for cell in panel(**{"from": 2003, "to": 2003})}

    assert (cells["laos"]["knowledge"], cells["laos"]["membership_level"]) == ("known-none", 0)
    # Nobody has looked at the United States.
    assert cells["united-states"]["knowledge"] == "not-researched"
    assert (cells["united-states"]["membership_level"], cells["united-states"]["rests_on"]) == (
        -9,
        [],
    )
    # A guest in June 2024, nobody says since when.
    assert (cells["turkmenistan"]["knowledge"], cells["turkmenistan"]["membership_level"]) == (
        "uncertain",
        0,
    )
    assert cells["turkmenistan"]["attendance_possible"] == ["guest-attendance"]
    assert (cells["turkmenistan"]["possible"], cells["turkmenistan"]["days_held"]) == ([], None)


def test_who_may_have_attended_as_a_guest_has_the_code_of_no_membership_in_every_year(years):
    cells = years("turkmenistan")

    assert [cell["cow_code"] for cell in cells] == [0] * 25
    assert {cell["period"] for cell in cells if cell["attendance"]} == {"2024"}


def test_the_year_under_way_counts_no_day_to_come(years):
    today = timezone.now().date()
    asked = {"from": today.year, "to": today.year + 1}
    by_rule = {rule: years("china", rule=rule, **asked) for rule in RULES}
    come = today.timetuple().tm_yday

    any_day, next_year = by_rule["any"]
    assert (any_day["status"]["slug"], any_day["days_held"]) == ("full-member", come)
    assert (next_year["knowledge"], next_year["cow_code"]) == ("to-come", -9)
    assert (next_year["possible"], next_year["days_held"]) == (["full-member"], None)
    if come < any_day["days"]:
        assert by_rule["all"][0]["knowledge"] == "uncertain"
        assert by_rule["last"][0]["knowledge"] == "to-come"


@pytest.mark.parametrize("years_ahead", [1, 73])
def test_of_a_day_to_come_nothing_is_certain(head, client, years_ahead):
    day = timezone.now().date().replace(month=1, day=1)
    counts, answer = roster(client, valid_at=day.replace(year=day.year + years_ahead).isoformat())

    assert answer["is_to_come"] is True
    assert set(counts.values()) == {0}
    possible = {each["status"]["slug"]: each["possible_count"] for each in answer["statuses"]}
    assert (possible["full-member"], possible["sco-partner"]) == (10, 17)


def test_the_roster_of_today_is_of_what_persists(head, client):
    counts, answer = roster(client)

    assert {slug: count for slug, count in counts.items() if count} == {
        "full-member": 10, "sco-partner": 17,
    }  # fmt: skip
    assert (answer["is_to_come"], answer["method"]) == (False, 2)
    possible = {each["status"]["slug"]: each["possible_count"] for each in answer["statuses"]}
    assert (possible["guest-attendance"], possible["inactive"]) == (4, 2)


def test_a_body_has_no_code_of_states(head, client):
    _, answer = roster(client, valid_at="2024-06-12")

    inactive = next(each for each in answer["statuses"] if each["status"]["slug"] == "inactive")
    codes = {each["actor"]["slug"]: each["cow_code"] for each in inactive["holders"]}
    assert codes == {"afghanistan": 3, "sco-afghanistan-contact-group": None}


@pytest.mark.parametrize("asked", [["japan"], ["afghanistan", "japan"]])
@pytest.mark.parametrize("address", ["panel/", "dyads/"])
def test_a_state_that_is_not_on_record_is_named(head, client, address, asked):
    for form in ("json", "csv"):
        question = {"actor": asked, "format": form}
        answer = client.get(f"/api/v1/membership/{address}", question)

        assert answer.status_code == 400
        assert "no state called “japan”" in answer.json()["detail"]


def test_what_was_only_found_out_is_no_change(head, client):
    """Guests and inactivity of June 2024: nobody looked for those of the years before."""
    compared = {"a": "2016-01-01", "b": "2024-06-12"}
    answer = client.get("/api/v1/membership/comparison/", compared).json()

    counts = {each.pop("status")["slug"]: each for each in answer["counts"]}
    assert counts["guest-attendance"] == {
        "before": 0, "after": 4, "change": None, "unknown_before": 4, "unknown_after": 0,
    }  # fmt: skip
    assert counts["inactive"]["change"] is None
    assert counts["full-member"]["change"] == 3
    assert counts["acceding-member"]["change"] == -1
    moved = {each["actor"]["slug"]: each["movement"] for each in answer["results"]}
    assert moved["turkmenistan"] == "known"


def test_a_month_without_a_day_is_certain_on_its_last_day_only(years):
    rules = {rule: years("belarus", unit="month", rule=rule, **{"from": 2010, "to": 2010})
             for rule in RULES}  # fmt: skip

    march, april, may = ([said(rules[rule][month]) for rule in RULES] for month in (2, 3, 4))
    assert march == ["known-none"] * 5
    assert april == ["dialogue-partner", "uncertain", "uncertain", "dialogue-partner", "uncertain"]
    assert may == ["dialogue-partner"] * 5


@pytest.mark.parametrize(
    ("actor", "basis", "first"),
    [
        # Belarus: memorandum of April 2010; decision of June 2009.
        ("belarus", None, "2010"),
        ("belarus", "memorandum", "2010"),
        ("belarus", "decision", "2009"),
        # Turkiye: memorandum of 2013-04-26; decision of 2012-06-07.
        ("turkiye", None, "2013"),
        ("turkiye", "decision", "2012"),
        # Kuwait: memorandum of May 2023; decision of 2022-09-16.
        ("kuwait", "memorandum", "2023"),
        ("kuwait", "decision", "2022"),
        # India was admitted as an observer by a decision; June 2005 is no decision.
        ("india", "decision", "2005"),
        ("india", "memorandum", "2005"),
    ],
)
def test_an_episode_counts_from_the_date_asked_for(years, actor, basis, first):
    cells = years(actor, **({"basis": basis} if basis else {}))

    held = [cell for cell in cells if cell["status"]]
    assert held[0]["period"] == first
    assert all(cell["knowledge"] == "known-none" for cell in cells if cell["period"] < first)


def test_an_episode_without_such_a_date_says_from_which_it_counts(years):
    assert years("belarus", basis="in-force") == years("belarus")
    assert [cell["start_basis"] for cell in years("belarus", basis="decision")][8:10] == [
        "decision",
        "decision",
    ]
    assert years("belarus", basis="in-force")[9]["start_basis"] == "memorandum"


def roster(client, **question):
    answer = client.get("/api/v1/membership/", question).json()
    return {group["status"]["slug"]: group["count"] for group in answer["statuses"]}, answer


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2001-06-14", {}),
        ("2001-06-15", {"full-member": 6}),
        (
            "2024-06-12",
            {
                "full-member": 9, "dialogue-partner": 14, "observer": 3, "guest-attendance": 4,
                "acceding-member": 1, "inactive": 2,
            },
        ),
        (
            "2025-09-01",
            {"full-member": 10, "sco-partner": 17},
        ),
    ],
)  # fmt: skip
def test_the_roster_counts_who_holds_what(head, client, day, counts):
    found, answer = roster(client, valid_at=day)

    assert {slug: count for slug, count in found.items() if count} == counts
    assert answer["valid_at"] == day


def test_a_roster_says_of_the_others_what_is_known(head, client):
    without = {each["actor"]["slug"]: each["knowledge"]
               for each in roster(client, valid_at="2024-06-12")[1]["without"]}  # fmt: skip

    assert without == {"laos": "known-none", "united-states": "not-researched"}


def test_before_the_timeline_was_known_most_was_uncertain(panel, head, client):
    known = {"known_at": head.recorded.lower.isoformat(), "from": 2010, "to": 2010}
    cells = {cell["actor"]["slug"]: cell for cell in panel(**known)}

    assert "laos" not in cells
    assert cells["china"]["possible"] == ["full-member"]
    assert {cell["knowledge"] for cell in cells.values()} == {"uncertain", "not-researched"}


@pytest.mark.parametrize(
    ("pair", "codes", "shared"),
    [
        # By number: Russia 365, Iran 630, China 710, Mongolia 712, India 750, the USA 2.
        (("russia", "china"), [1, 1], ["full", "full"]),
        (("iran", "china"), [3, 1], ["partial", "full"]),
        (("mongolia", "india"), [3, 3], ["partial", "partial"]),
        (("united-states", "china"), [-9, -9], ["unknown", "unknown"]),
    ],
)
def test_a_dyad_shares_the_lower_standing(panel, pair, codes, shared):
    rows = [row for year in (2016, 2024)
            for row in panel("dyads/", actor=list(pair), **{"from": year, "to": year})]  # fmt: skip

    assert [(row["state_1"]["actor"]["slug"], row["state_2"]["actor"]["slug"]) for row in rows] == [
        pair,
        pair,
    ]
    assert [row["shared_level"] for row in rows] == codes
    assert [row["shared"] for row in rows] == shared


def test_a_dyad_puts_two_cells_of_the_panel_side_by_side(panel):
    question = {"from": 2015, "to": 2017, "actor": ["belarus", "india", "laos"], "rule": "last"}
    cells = {(cell["actor"]["slug"], cell["period"]): cell for cell in panel(**question)}
    rows = panel("dyads/", **question)

    assert len(rows) == 9
    for row in rows:
        for side in (row["state_1"], row["state_2"]):
            cell = cells[side["actor"]["slug"], row["period"]]
            assert side == {key: cell[key] for key in side}
    assert {row["shared_status"] for row in rows} == {None, "observer"}
