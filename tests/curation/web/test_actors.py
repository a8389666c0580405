"""The index of actors."""

import re

import pytest

from curation.models import Revision
from curation.web.actor import index
from tests import factories

pytestmark = pytest.mark.django_db


def listed(page):
    """Return the slugs of the actors on the page."""
    return re.findall(r'<li><a href="/actors/([a-z0-9-]+)/">', page.text)


def test_every_actor_of_the_record_is_in_it(look):
    actors = Revision.objects.current().of_kind("actor").values_list("slug", flat=True)

    assert sorted(listed(look("/actors/"))) == sorted(actors)


def test_they_stand_by_kind_with_their_status_and_their_names(look):
    text = look("/actors/").text

    states = re.search(r'<section id="state".*?</section>', text, re.DOTALL)[0]
    entry = re.search(r'<li><a href="/actors/tajikistan/">.*?</li>', states, re.DOTALL)[0]
    assert "Full member" in entry
    assert 'lang="zh">塔吉克斯坦<' in entry
    assert "tajikistan" not in re.search(r'<section id="person".*?</section>', text, re.DOTALL)[0]


def test_an_office_says_of_what(look):
    text = look("/actors/").text

    entry = re.search(r'<li><a href="/actors/zamir-kabulov/">.*?</li>', text, re.DOTALL)[0]
    # Attested in June 2024 alone: possible since.
    assert re.search('Director, Second Asia Department [^<]*<span class="tag">possible', entry)


def test_of_a_kind_with_many_the_first_are_shown_and_all_one_link_away(look, monkeypatch):
    monkeypatch.setattr(index, "MOST", {})
    monkeypatch.setattr(index, "MOST_OF_OTHERS", 1)
    monkeypatch.setattr(index, "SIZE", 1)

    page = look("/actors/")
    (all_of_them,) = [
        each["href"] for each in page.all("a") if each.get("href", "").endswith("?kind=person")
    ]
    first = look(all_of_them)
    (after,) = [each["href"] for each in first.all("a", rel="next")]

    assert listed(page).count("zamir-kabulov") == 0
    assert listed(first) == ["emomali-rahmon"]
    assert listed(look(after)) == ["zamir-kabulov"]


def test_the_pages_of_a_kind_keep_the_moment(look, monkeypatch):
    monkeypatch.setattr(index, "SIZE", 1)

    page = look("/actors/?kind=person&known_at=2099-01-01")

    (after,) = page.all("a", rel="next")
    assert after["href"] == "/actors/?kind=person&known_at=2099-01-01&page=2"


def test_a_page_beyond_the_last_is_not_there(client, seeded):
    response = client.get("/actors/?kind=person&page=9")

    assert response.status_code == 404
    assert "there is no page 9" in response.content.decode()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("page=2", "give “kind” too"),
        ("kind=planet", "is one of"),
        ("kind=person&page=0", "whole number"),
    ],
)
def test_what_it_cannot_be_asked_is_refused(client, seeded, question, said):
    response = client.get(f"/actors/?{question}")

    assert response.status_code == 400
    assert said in response.content.decode()


def test_before_anything_was_published_it_says_so(look):
    text = look("/actors/?known_at=1999-01-01").text

    assert "The record knew no actor" in text
    assert "with the status held" not in text


def test_someone_new_is_in_it(look):
    factories.published_status(actor=factories.actor(slug="ruritania", name="Ruritania"))

    assert "ruritania" in listed(look("/actors/"))
