"""Search: what is found, how it is shown, and what is said where nothing is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.actions import retract
from curation.web.search import finding
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(look):
    return lambda words, **more: look(
        "/search/?" + "&".join(f"{k}={v}" for k, v in {"q": words, **more}.items())
    )


def group(page, key):
    section = re.search(rf'<section class="found" aria-labelledby="found-{key}">.*?</section>',
                        page.text, re.DOTALL)  # fmt: skip
    return section[0] if section else ""


def titles(page, key):
    return re.findall(r'class="title" href="[^"]*">([^<]*)', group(page, key))


@pytest.mark.parametrize("words", ["Belarus", "belarus", "Беларусь", "白俄罗斯"])
def test_an_actor_is_found_by_its_names_in_three_languages(search, words):
    assert titles(search(words), "actors")[0] == "Belarus"


def test_facts_are_found_by_the_names_of_their_actors_in_other_scripts(search):
    assert any("Belarus" in each for each in titles(search("白俄罗斯"), "records"))


def test_a_name_that_is_asked_for_comes_before_all_that_mention_it(search):
    assert titles(search("china"), "actors")[0] == "China"


def test_what_was_found_stands_in_groups_with_their_numbers(search):
    page = search("tajikistan")

    assert titles(page, "actors")
    assert titles(page, "records")
    assert titles(page, "sources")
    assert re.search(r'id="found-records">Records <span class="count">\d+', page.text)


def test_the_words_are_marked_where_they_stand_and_nothing_else_is_html(search):
    factories.published_status(actor=factories.actor(name="<b>Zerafshan</b>"))

    assert "<mark>dissenting</mark>" in search("dissenting").text
    marked = search("zerafshan").text
    assert "&lt;b&gt;Zerafshan&lt;/b&gt;" in marked
    assert "<b>" not in marked


def test_each_passage_has_the_words_and_stands_once(search):
    passages = re.findall(r'class="passage">(.*?)</p>', search("tajikistan").text)

    assert passages
    assert all("<mark>" in each for each in passages)
    assert not any(" … " in each for each in passages)


def test_a_passage_that_only_repeats_the_title_is_left_out(search):
    factories.published_status(actor=factories.actor(name="Zerafshan"))

    assert 'class="passage"' not in group(search("zerafshan"), "actors")


def test_each_result_leads_to_a_page_that_is_there(search, client):
    page = search("contact group or observer")

    links = re.findall(r'class="title" href="([^"]*)', page.text)
    assert len(links) > 5
    assert {client.get(link).status_code for link in links} == {200}


def test_many_results_are_bounded_and_there_is_a_way_to_more(search, client):
    page = search("sco")

    assert len(titles(page, "records")) == finding.GROUPS["records"].shown
    (more,) = re.findall(r'class="more" href="([^"]*kind=records[^"]*)', page.text)
    alone = client.get(more.replace("&amp;", "&")).content.decode()
    assert alone.count('class="title"') > finding.GROUPS["records"].shown
    assert 'id="found-actors"' not in alone
    assert "Search everything" in alone


def test_only_the_latest_of_what_is_everywhere_is_weighed(search, monkeypatch):
    monkeypatch.setattr(finding, "WEIGHED", 10)

    assert "more than 10" in group(search("sco"), "records")


def test_a_fact_that_was_retracted_is_not_found(search):
    fact = factories.published_status(public_note="zerafshan")
    assert len(titles(search("zerafshan"), "records")) == 1

    retract(fact, by=factories.reviewer(), reason="Never was so.")

    assert "Nothing in the record" in search("zerafshan").text


def test_a_past_state_of_the_registry_is_searched_as_it_was(search):
    page = search("Belarus", known_at="1999-01-01")

    assert "Nothing in the record has this word" in page.text
    assert "You searched the registry as of" in page.text


def test_a_name_that_is_nearly_right_is_offered(search):
    page = search("Khazakhstan")

    assert 'Did you mean <a href="/search/?q=Kazakhstan">Kazakhstan</a>' in page.text
    assert titles(search("Kazakhstan"), "actors")


def test_a_name_nearly_right_in_russian_is_offered(search):
    assert ">Казахстан</a>?" in search("Казахсан").text


def test_what_is_like_nothing_gets_advice_and_no_guess(search):
    page = search("qqxxzz")

    assert "Only whole words are found" in page.text
    assert "Did you mean" not in page.text


def test_without_words_it_invites_with_examples_that_find_something(look, client):
    page = look("/search/?q=")

    examples = re.findall(r'<li><a href="(\?q=[^"]*)" lang=', page.text)
    assert len(examples) >= 3
    for example in examples:
        assert 'class="title"' in client.get(f"/search/{example}").content.decode(), example


@pytest.mark.parametrize("words", ["x" * 201, "a\x00b", "\x1fa"])
def test_what_cannot_be_looked_for_comes_back_to_be_put_right(client, seeded, words):
    response = client.get("/search/", {"q": words})

    assert response.status_code == 400
    assert 'name="q"' in response.content.decode()


@pytest.mark.parametrize("words", ["'", '"', "-", "a & b | !", "%", "\\", "<script>", "()", "or"])
def test_signs_are_no_reason_to_fail(client, seeded, words):
    response = client.get("/search/", {"q": words})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert client.get("/search/suggestions/", {"q": words}).status_code == 200


def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are(client, seeded):
    response = client.get("/search/?q=china&kind=person")

    assert response.status_code == 400
    assert "actors, records, sources, terms" in response.content.decode()


def test_it_takes_as_few_queries_for_much_as_for_little(client, seeded, publish_more):
    # What goes by the words at a place is asked once, maybe by another test.
    publish_more(1)
    with CaptureQueriesContext(connection) as few:
        client.get("/search/?q=白俄罗斯")
    publish_more(3)
    with CaptureQueriesContext(connection) as more:
        client.get("/search/?q=白俄罗斯")

    assert len(few) == len(more) <= 8


def test_its_twin_finds_the_same_words(search, client):
    twin = search("belarus").link("alternate", type="application/json")

    assert client.get(twin).json()["results"]


def test_every_page_has_a_field_to_search_in(look, client):
    for page in (look("/"), look("/search/"), client.get("/no/such/page/").content.decode()):
        assert 'id="find"' in getattr(page, "text", page)


class TestSuggestions:
    @pytest.fixture
    def suggest(self, seeded, client):
        def suggested(words, **more):
            response = client.get("/search/suggestions/", {"q": words, **more})
            assert response.status_code == 200
            return response.json()["suggestions"]

        return suggested

    @pytest.mark.parametrize("words", ["kaz", "Каза", "哈萨克", "KAZAKHSTAN"])
    def test_actors_are_suggested_by_the_first_letters_of_a_name(self, suggest, words):
        first = suggest(words)[0]

        assert (first["kind"], first["title"]) == ("Actor", "Kazakhstan")

    def test_the_name_that_has_the_letters_stands_beside(self, suggest):
        assert suggest("Каза")[0]["beside"] == "Казахстан"
        assert suggest("kaz")[0]["beside"] == ""

    def test_a_name_that_begins_so_comes_before_one_that_only_has_the_letters(self, suggest):
        titles = [each["title"] for each in suggest("ind") if each["kind"] == "Actor"]

        assert titles[0] == "India"

    def test_records_and_sources_are_suggested_too(self, suggest):
        kinds = {each["kind"] for each in suggest("tajikistan")}

        assert {"Actor", "Source"} <= kinds
        assert len(kinds) > 2

    def test_they_lead_to_pages_that_are_there(self, suggest, client):
        addresses = [each["address"] for each in suggest("tajikistan")]

        assert {client.get(address).status_code for address in addresses} == {200}

    def test_they_are_few(self, suggest):
        assert len(suggest("a")) <= 8
        assert len(suggest("sco")) <= 12

    @pytest.mark.parametrize("words", ["", "qqxxzz", "%", "_"])
    def test_nothing_is_suggested_for_what_no_name_has(self, suggest, words):
        assert suggest(words) == []

    def test_they_are_of_the_moment_asked_about(self, suggest):
        assert suggest("kaz", known_at="1999-01-01") == []

    def test_whoever_has_them_is_told_so(self, client, seeded):
        tag = client.get("/search/suggestions/?q=kaz")["ETag"]

        response = client.get("/search/suggestions/?q=kaz", headers={"if-none-match": tag})

        assert response.status_code == 304

    def test_they_take_few_queries(self, client, seeded, django_assert_max_num_queries):
        with django_assert_max_num_queries(4):
            client.get("/search/suggestions/?q=tajikistan")
