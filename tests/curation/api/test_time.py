"""The two axes of time: what was so, and what the registry said."""

import datetime as dt
from unittest import mock

import pytest
from django.utils import timezone

from curation.actions import approve, retract, submit
from curation.models import Revision, Status
from tests import factories

pytestmark = pytest.mark.django_db


def iso(moment):
    return moment.isoformat()


def test_before_the_first_publication_nothing_was_known(get):
    before = Revision.objects.order_by("id").first().recorded.lower - dt.timedelta(seconds=1)

    for collection in ("statuses/", "records/", "actors/", "citations/"):
        assert get(collection, known_at=iso(before))["results"] == []
    assert "at that moment" in get("actors/belarus/", known_at=iso(before), expect=404)["detail"]


def test_a_retracted_fact_is_gone_but_not_from_the_past(get):
    fact = factories.published_status()
    published = Revision.objects.get(record=fact.pk).recorded.lower
    tombstone = retract(fact, by=factories.reviewer(), reason="The source was forged.")
    slug = fact.actor.slug

    assert get("statuses/", actor=slug)["results"] == []
    assert get("citations/", fact=str(fact.pk))["results"] == []
    then = get("statuses/", actor=slug, known_at=iso(published))
    assert [status["id"] for status in then["results"]] == [str(fact.pk)]
    assert then["results"][0]["revision"]["recorded"]["until"] is None
    gone = get(f"statuses/{fact.pk}/", expect=410)
    assert "The source was forged." in gone["detail"]
    history = get(f"records/{fact.pk}/revisions/")["results"]
    assert [r["revision"]["action"] for r in history] == ["publish", "retract"]
    assert history[-1]["revision"]["id"] == tombstone.id
    assert history[0]["revision"]["recorded"]["until"] == history[1]["revision"]["recorded"]["from"]
    assert history[-1]["citations"]


def test_a_correction_leaves_the_former_version_in_the_past(get):
    fact = factories.published_status(when="2020-05-01/2022-05-01")
    first = Revision.objects.get(record=fact.pk).recorded.lower
    fact = Status.objects.get(pk=fact.pk)
    factories.cite(fact, fact.citations.get().source, factories.QUOTE[:20])
    fact.refresh_from_db()
    fact.when = "2020-05-01/2021-05-01"
    fact.save()
    submit(fact, by=factories.editor())
    approve(fact, by=factories.reviewer(), comment="Left earlier.")

    now = get(f"statuses/{fact.pk}/")
    then = get(f"statuses/{fact.pk}/", known_at=iso(first))

    assert (now["when"], now["revision"]["number"]) == ("2020-05-01/2021-05-01", 2)
    assert (then["when"], then["revision"]["number"]) == ("2020-05-01/2022-05-01", 1)
    assert get("statuses/", actor=fact.actor.slug, valid_at="2022-01-01")["results"] == []
    assert len(get("citations/", fact=str(fact.pk))["results"]) == 2
    assert len(get("citations/", fact=str(fact.pk), known_at=iso(first))["results"]) == 1


def test_what_is_wide_is_possible_and_what_is_narrow_definite(get):
    fact = factories.published_status(when="2020~/2022")
    asked = {"actor": fact.actor.slug, "valid_at": "2019-12-31"}

    assert get("statuses/", **asked)["results"] == []
    assert len(get("statuses/", **asked, extent="possible")["results"]) == 1


def test_a_status_type_is_in_use_for_a_time(get):
    status = factories.status_type(validity="2025-09-01/..")
    factories.published_status(status=status, when="2025-10-01/2025-11-01")

    def in_use(**asked):
        return {t["slug"] for t in get("status-types/", page_size=1000, **asked)["results"]}

    assert status.slug in in_use(valid_at="2025-09-01")
    assert status.slug not in in_use(valid_at="2025-08-31")
    assert "full-member" in in_use(valid_at="2025-08-31")


def test_answers_say_as_of_when_they_are(get):
    first, second = Revision.objects.order_by("id")[:2]
    between = first.recorded.lower + (second.recorded.lower - first.recorded.lower) / 2
    day = get("statuses/", valid_at="2024-06-12")
    then = get("actors/", known_at=iso(between))

    assert (day["valid_at"], day["extent"]) == ("2024-06-12", "definite")
    assert day["known_at"] == iso(Revision.objects.last().recorded.lower).replace("+00:00", "Z")
    assert then["known_at"].rstrip("Z0") == iso(first.recorded.lower).replace("+00:00", "").rstrip(
        "0"
    )
    assert (then["valid_at"], then["extent"]) == (None, None)


def test_moments_of_other_zones_and_whole_days_are_understood(get):
    first = Revision.objects.order_by("id").first().recorded.lower
    later = (first + dt.timedelta(hours=3, seconds=1)).replace(tzinfo=None)
    eve, day = (first.date() + dt.timedelta(days=days) for days in (-1, 0))

    assert get("actors/", known_at=f"{later.isoformat()}+03:00")["known_at"] is not None
    assert get("actors/", known_at=f"{later.isoformat()}+03:30")["known_at"] is None
    assert get("actors/", known_at=eve.isoformat())["known_at"] is None
    assert get("actors/", known_at=day.isoformat())["known_at"] is not None


def test_the_present_is_what_is_known_now(get):
    moment = iso(timezone.now() + dt.timedelta(hours=1))

    assert get("records/", known_at=moment)["results"] == get("records/")["results"]


def test_a_fact_says_what_disputes_it_as_long_as_that_stands(get):
    disputed = factories.published_status()
    disputing = factories.draft_status(actor=disputed.actor, rank="alternative", rationale="Says.")
    disputing.disputes.add(disputed)
    submit(disputing, by=factories.editor())
    approve(disputing, by=factories.reviewer())
    published = Revision.objects.get(record=disputing.pk).recorded.lower
    named = {"id": str(disputing.pk), "kind": "status", "label": disputing.label}

    assert get(f"statuses/{disputed.pk}/")["disputed_by"] == [named]
    assert get(f"statuses/{disputing.pk}/")["disputed_by"] == []
    other = get(f"actors/{disputed.actor.slug}/")["statuses"]["other"]
    assert [status["id"] for status in other] == [str(disputing.pk)]
    retract(disputing, by=factories.reviewer(), reason="Withdrawn by its source.")
    assert get(f"statuses/{disputed.pk}/")["disputed_by"] == []
    then = get(f"statuses/{disputed.pk}/", known_at=iso(published))
    assert then["disputed_by"] == [named]


class TestTheShippedRecord:
    def test_the_story_is_found_on_its_day(self, get):
        asked = {"issue": "contact-group-resumption", "valid_at": "2024-06-11"}
        found = get("positions/", **asked)["results"]

        assert {each["stance"] for each in found} == {"opposes", "doubts"}
        assert get("events/", valid_at="2024-05-21")["results"]
        assert get("statements/", valid_at="2024-06-11")["results"]

    @pytest.mark.parametrize("collection", ["statements", "positions", "events"])
    def test_what_an_article_of_2024_reports_as_past_cannot_have_been_in_2025(
        self, get, collection
    ):
        found = get(f"{collection}/", valid_at="2025-05-01", extent="possible")["results"]

        # Only what the article attests as its present can have gone on.
        assert all(each["attested"] for each in found)

    def test_an_expectation_is_of_days_after_the_article(self, get):
        (expected,) = get("statuses/", actor="belarus", certainty="expected")["results"]

        assert expected["possible"] == {"from": "2024-06-14", "until": None}


class TestDaysToCome:
    ASKED = {"status": "full-member", "valid_at": "2099-01-01"}

    def test_nothing_is_certain_of_them(self, get):
        factories.published_status(when="2020-05-01/..", start_basis="decision")

        assert get("statuses/", valid_at="2099-01-01")["results"] == []
        assert get("statuses/", valid_at="2099-01-01", extent="possible")["results"]

    def test_what_had_come_is_settled_by_the_moment_asked_about(self, get):
        fact = factories.published_status(when="2020-05-01/..", start_basis="decision")
        asked = {"actor": fact.actor.slug, "known_at": "2026-12-31T00:00:00Z"}

        assert get("statuses/", **asked, valid_at="2021-01-01")["results"]
        assert get("statuses/", **asked, valid_at="2030-01-01")["results"] == []

    @pytest.mark.parametrize("address", ["membership/", "statuses/?valid_at={day}"])
    def test_a_permalink_tells_the_same_when_the_day_has_gone_by(self, client, address):
        factories.published_status(when="2020-05-01/..", start_basis="decision")
        later = timezone.now() + dt.timedelta(days=10)
        day = later.date().isoformat()
        begun = f"{day}T00:00:00.000001Z"

        with mock.patch("curation.asking.permanence.timezone.now", return_value=later):
            answer = client.get("/api/v1/" + address.format(day=day))
        link = answer["Link"].partition(">")[0][1:]
        after = later + dt.timedelta(days=400)
        with mock.patch("curation.asking.permanence.timezone.now", return_value=after):
            again = client.get(link)

        assert answer.json()["known_at"] == begun
        assert again.json() == answer.json()
        assert "immutable" in again["Cache-Control"]
        assert "immutable" not in answer["Cache-Control"]

    def test_a_statement_that_is_remembered_follows_the_day(self, client):
        fact = factories.published_status(when="2020-05-01/..", start_basis="decision")
        later = timezone.now() + dt.timedelta(days=10)
        address = f"/api/v1/statuses/?actor={fact.actor.slug}&valid_at={later.date()}"

        before = client.get(address).json()["results"]
        with mock.patch("curation.asking.permanence.timezone.now", return_value=later):
            on_the_day = client.get(address).json()["results"]

        assert (len(before), len(on_the_day)) == (0, 1)
