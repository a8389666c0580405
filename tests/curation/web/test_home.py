"""The front door."""

import re
from urllib.parse import quote

import pytest
from django.utils import timezone

from curation.actions import withdraw_release
from curation.models import Revision
from tests import factories

pytestmark = pytest.mark.django_db


def names(page, status):
    """Return who stands in a group of the roster."""
    group = re.search(rf'id="group-{status}".*?</section>', page.text, re.DOTALL)
    return set(re.findall(r'class="name">([^<]+)', group[0])) if group else set()


def test_it_says_who_holds_what_on_a_day(look):
    page = look("/?valid_at=2024-06-12")

    assert len(names(page, "full-member")) == 9
    assert 'On <time datetime="2024-06-12">12 June 2024</time>: 9 full members' in page.text


def test_it_is_of_the_day_that_the_registry_is_quoted_on(look):
    today = timezone.now().date()

    assert f'On <time datetime="{today}">' in look("/").text


def test_names_stand_in_three_languages_that_are_named(look):
    page = look("/?valid_at=2024-06-12")

    assert 'lang="ru">Казахстан<' in page.text
    assert 'lang="zh">哈萨克斯坦<' in page.text


def test_every_holder_has_its_evidence_one_click_away(look):
    page = look("/?valid_at=2024-06-12")

    records = set(re.findall(r'class="since" href="/[^"]*/([0-9a-f-]{36})/', page.text))
    assert len(records) >= 9
    assert Revision.objects.current().filter(record__in=records).count() == len(records)


def test_members_are_on_the_map_by_their_status(look):
    page = look("/?valid_at=2024-06-12")

    labels = {each.get("aria-label") for each in page.all("a")}
    assert "Kazakhstan: Full member" in labels
    assert "Natural Earth" in page.text
    assert "disputed" in page.text


def test_a_status_that_is_only_possible_is_hatched(look):
    page = look("/?valid_at=2016-01-01")

    labels = [each.get("aria-label") or "" for each in page.all("a")]
    assert "Kazakhstan: Full member, possible" in labels
    assert 'fill="url(#maybe-full-member)"' in page.text


def test_each_episode_is_in_a_lane_with_its_quote_and_in_a_table(look):
    page = look("/")

    segments = [each for each in page.all("a") if "segment" in (each.get("class") or "")]
    rows = {each["id"] for each in page.all("tr") if "id" in each}
    assert segments
    assert {each["data-row"] for each in segments} == rows
    assert "nine full members" in page.text


def test_without_scripts_a_day_is_chosen_by_a_field_or_a_year(look):
    page = look("/?valid_at=2016-01-01&known_at=2099-01-01")

    assert page.all("input", type="date", name="valid_at", value="2016-01-01")
    assert page.all("input", type="hidden", name="known_at", value="2099-01-01")
    years = [
        each["href"] for each in page.all("a") if "valid_at=2024-12-31" in each.get("href", "")
    ]
    assert years == ["/?known_at=2099-01-01&valid_at=2024-12-31"]


def test_the_latest_changes_are_those_of_the_ledger(look, publish_more):
    publish_more(1)

    page = look("/")

    last = Revision.objects.order_by("id").last()
    assert f'/records/{last.record}/">{last.label}</a>' in page.text
    assert "Published" in page.text


def test_before_the_first_revision_it_says_that_nothing_was_published(look):
    assert "Nothing had been published yet" in look("/?known_at=1999-01-01").text


def test_a_day_far_away_is_answered_as_well(look):
    for day in ("0001-01-01", "9999-12-31"):
        assert look(f"/?valid_at={day}").all("h1")


def test_it_offers_the_latest_release_that_stands(look, seeded):
    assert "Latest release" not in look("/").text
    first, second = factories.release("v2026.11"), factories.release("v2026.12")
    withdraw_release(second, by=second.released_by, reason="Wrong.")

    page = look("/")

    assert f'href="/api/v1/releases/{first}/archive/"' in page.text
    assert second.identifier not in page.text


def test_a_release_was_not_there_before_it_was_made(look, seeded):
    before = Revision.objects.latest("id").recorded.lower.isoformat().replace("+00:00", "Z")
    release = factories.release("v2026.11")

    assert release.identifier in look("/").text
    assert "Latest release" not in look(f"/?known_at={before}").text


def test_a_new_release_is_shown_to_who_has_the_page_already(client, seeded):
    had = client.get("/")["ETag"]
    assert client.get("/", headers={"if-none-match": had}).status_code == 304
    factories.release("v2026.11")

    assert client.get("/", headers={"if-none-match": had}).status_code == 200


def test_the_shipped_record_is_drawn_whole(look):
    assert "not drawn here" not in look("/").text


def test_what_is_not_drawn_is_counted_and_can_be_read(look, client, monkeypatch):
    whole = look("/").text.count('class="segment')
    monkeypatch.setattr("curation.web.home.timeline.MOST_LANES", 2)

    page = look("/")

    assert page.text.count('class="lane"') == 2
    left_out = whole - page.text.count('class="segment')
    assert f"{left_out} further statuses are not drawn here" in page.text
    (all_of_them,) = [
        each["href"] for each in page.all("a") if "/statuses/" in each.get("href", "")
    ]
    assert client.get(all_of_them).status_code == 200


def test_of_many_holders_the_first_are_named_and_all_are_counted(look, monkeypatch):
    monkeypatch.setattr("curation.web.home.roster.MOST_HOLDERS", 4)

    page = look("/?valid_at=2024-06-12")

    assert len(names(page, "full-member")) == 4
    assert '<span class="count">9</span>' in page.text
    assert "5 more, as JSON" in page.text
    assert "9 full members" in page.text


def test_who_reads_the_past_stays_there(look):
    moment = Revision.objects.place().moment.isoformat().replace("+00:00", "Z")
    page = look(f"/?valid_at=2024-06-12&known_at={quote(moment)}")

    inner = {
        each["href"]
        for each in page.all("a")
        if each.get("href", "").startswith(("/actors/", "/records/")) and each["href"] != "/actors/"
    }
    assert inner
    assert all(quote(moment, safe="") in href and "valid_at" not in href for href in inner)
    assert not any("known_at" in each.get("href", "") for each in look("/").all("a")[:30])


def test_of_a_day_to_come_nothing_is_certain(look):
    page = look("/?valid_at=2099-01-01")

    assert "nothing is certain: the day is yet to come" in page.text
    assert "possible" in page.text


def test_guests_are_no_part_of_the_headline(look):
    page = look("/?valid_at=2024-06-12")

    heading = re.search("<h1>.*?</h1>", page.text, re.DOTALL)[0]
    assert "9 full members, 14 dialogue partners and 3 observers" in re.sub("<[^>]+>", "", heading)
    assert "Guest attendance" in page.text
