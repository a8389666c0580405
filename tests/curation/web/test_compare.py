"""Two moments beside each other."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from curation.models import Actor, StatusType
from curation.web.compare import moves
from tests import factories

from .reading import ReadPage

pytestmark = pytest.mark.django_db

STATUSES = ("Full member", "Observer")
DAYS = "/compare/?a=2020-06-01&b=2022-06-01"


def group(page, movement):
    """Return the text of a group of movements."""
    found = re.search(rf'aria-labelledby="{movement}-title".*?</section>', page.text, re.DOTALL)
    return found[0] if found else ""


@pytest.fixture
def hold(seeded):
    """Return how to publish that someone holds a status in the organization."""
    organization = Actor.objects.get(slug="sco")

    def hold(actor, status, when):
        return factories.published_status(
            actor=actor, organization=organization, status=StatusType.objects.get(slug=status),
            when=when, start_basis="decision", end_basis="decision",
        )  # fmt: skip

    return hold


@pytest.fixture
def ruritania(hold):
    """Return who was an observer and became a full member, with both statuses."""
    actor = factories.actor(slug="ruritania", name="Ruritania")
    return (
        hold(actor, "observer", "2019-05-01/2021-05-01"),
        hold(actor, "full-member", "2021-05-02/.."),
    )


def test_it_says_who_moved_from_what_to_what(look, ruritania):
    moved = group(look(DAYS), "moved")

    assert "Ruritania" in moved
    assert moved.index("Observer") < moved.index("Full member")


def test_who_came_and_who_left_are_told_apart(look, hold):
    hold(factories.actor(name="Newland"), "observer", "2021-05-01/..")
    hold(factories.actor(name="Farewell"), "observer", "2019-05-01/2021-05-01")

    page = look(DAYS)

    assert "Newland" in group(page, "came")
    assert "Farewell" in group(page, "left")
    assert "no status" in group(page, "came")


def test_each_movement_shows_the_passages_of_both_days(look, ruritania):
    moved = group(look(DAYS), "moved")

    for status in ruritania:
        assert f"/records/{status.pk}/" in moved
    assert moved.count(f"<q>{factories.QUOTE}</q>") == 2


def test_what_tells_of_both_days_is_shown_once(look, hold):
    status = hold(factories.actor(name="Newland"), "observer", "2021-05-01/..")

    came = group(look(DAYS), "came")

    assert came.count(f"/records/{status.pk}/") == 1
    assert "1 June 2020 and 1 June 2022" in came


def test_counts_stand_before_and_after_with_their_difference(look, ruritania):
    counts = re.search(r'<section class="counts".*?</section>', look(DAYS).text, re.DOTALL)[0]

    rows = {name: row for row in counts.split("<tr>") for name in STATUSES if f"{name}</th>" in row}
    before, after = map(int, re.findall(r'<td class="number">(\d+)</td>', rows["Full member"]))
    assert after == before + 1
    assert "<strong>+1</strong>" in rows["Full member"]
    assert "<strong>−1</strong>" in rows["Observer"]


def test_what_is_only_possible_on_one_day_is_no_movement(look):
    page = look("/compare/?a=2016-01-01&b=2024-06-12")

    assert "Kazakhstan" in group(page, "known")
    assert "not evidence" in group(page, "known")
    assert group(page, "came") == ""


def test_without_days_the_last_year_is_compared(look):
    page = look("/compare/")

    today = timezone.now().date()
    assert page.all("input", type="date", name="b", value=today.isoformat())
    assert page.all("a", **{"aria-current": "true"})


def test_its_permanent_link_names_both_days(look):
    (link,) = look("/compare/").all("a", rel="bookmark")

    today = timezone.now().date()
    assert f"&b={today}" in link["href"]
    assert "?a=" in link["href"]


def test_where_nothing_moved_it_says_so_and_where_something_did(look, ruritania):
    page = look("/compare/?a=2023-01-01&b=2023-01-02")

    assert "Nothing changed" in page.text
    leads = [each["href"] for each in page.all("a") if "b=2021-05-02" in each.get("href", "")]
    assert leads == ["/compare/?a=2021-05-01&b=2021-05-02"]
    assert group(look(leads[0]), "moved")


def test_a_day_beside_itself_is_answered(look):
    assert "Both dates are the same day" in look("/compare/?a=2020-01-01&b=2020-01-01").text


def test_the_registry_is_quoted_as_of_the_moment_asked_for(look, ruritania, hold):
    (link,) = look(DAYS).all("a", rel="bookmark")
    hold(factories.actor(name="Latecomer"), "observer", "2021-05-01/..")

    assert "Latecomer" in look(DAYS).text
    assert "Latecomer" not in look(link["href"]).text


def test_the_form_and_its_presets_keep_the_moment(look):
    page = look(DAYS + "&known_at=2099-01-01")

    assert page.all("input", type="hidden", name="known_at", value="2099-01-01")
    presets = [each["href"] for each in page.all("a") if each.get("href", "").startswith("/comp")]
    kept = [each for each in presets if "known_at=2099-01-01" in each]
    assert len(kept) >= 3


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("a=2024-08-01&b=2016-01-01", "is the earlier day"),
        ("a=yesterday&b=2016-01-01", "must be a day like"),
        ("a=2016-02-30&b=2024-01-01", "must be a day like"),
    ],
)
def test_days_that_cannot_be_compared_stand_in_a_form_to_be_put_right(
    client, seeded, question, said
):
    response = client.get(f"/compare/?{question}")

    page = ReadPage(response.content.decode())
    assert response.status_code == 400
    assert said in page.text
    for name, value in (pair.split("=") for pair in question.split("&")):
        assert page.all("input", name=name, value=value), name


def test_before_the_first_revision_it_says_that_nothing_was_known(look):
    page = look(DAYS + "&known_at=1999-01-01")

    assert "had no record of the organization" in page.text


def test_days_far_away_are_answered(look):
    assert look("/compare/?a=0001-01-01&b=9999-12-31").all("h1")


def test_of_many_movements_some_stand_on_the_page_and_the_number_of_all(look, hold, monkeypatch):
    monkeypatch.setattr(moves, "MOST", 2)
    for _ in range(4):
        hold(factories.actor(), "observer", "2021-05-01/..")

    came = group(look(DAYS), "came")

    assert came.count('class="move"') == 2
    assert "2 of 4" in came


def test_its_twin_compares_the_same_days(look, client, ruritania):
    twin = look(DAYS).link("alternate", type="application/json")

    answer = client.get(twin).json()

    assert (answer["a"], answer["b"]) == ("2020-06-01", "2022-06-01")
    assert {each["actor"]["slug"] for each in answer["results"]} >= {"ruritania"}


def test_it_takes_as_many_queries_however_many_move(look, hold):
    hold(factories.actor(), "observer", "2021-05-01/..")
    with CaptureQueriesContext(connection) as few:
        look(DAYS)
    for _ in range(3):
        hold(factories.actor(), "observer", "2021-05-01/..")
    with CaptureQueriesContext(connection) as more:
        look(DAYS)

    assert len(few) == len(more) <= 8


def test_what_nobody_looked_for_is_no_difference(look):
    """An article of June 2024 lists guests; of the years before nothing was researched."""
    page = look("/compare/?a=2022-01-01&b=2024-06-12")

    row = re.search(r"<tr>(?:(?!</tr>).)*Guest attendance.*?</tr>", page.text, re.DOTALL)[0]
    cells = re.findall(r'<td class="number">(.*?)</td>', row)
    assert cells[:2] == ["0", "4"]
    assert "+4" not in row
    assert "not researched before 12 June 2024 for 4" in cells[2]
