"""Sources: what rests on them in reading order; the whole text for editors alone."""

import html
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from curation.actions import approve, cite, submit
from curation.models import Citation, Source
from tests import factories

pytestmark = pytest.mark.django_db

ASIA_PLUS = "/sources/asia-plus-2024-06-13/"
TEXT = "One fact stands here.\r\nTwo facts stand there. <b>&amp;\fThree."


def cited(source, *quotes, **fields):
    """Publish a status that rests on these passages of a source."""
    fact = factories.status(**fields)
    for quote in quotes:
        cite(fact, source, quote)
    submit(fact, by=factories.editor())
    approve(fact, by=factories.reviewer())
    return fact


@pytest.fixture
def source():
    return factories.source(TEXT, slug="a-text", rights="Not to be copied.")


@pytest.fixture
def reading(client):
    """Log in somebody who may read sources."""
    user = factories.stranger()
    user.user_permissions.add(Permission.objects.get(codename="view_source"))
    client.force_login(get_user_model().objects.get(pk=user.pk))
    return client


def test_what_rests_on_it_stands_in_the_order_of_reading(client, source):
    later = cited(source, "Three.")
    earlier = cited(source, "One fact")

    page = client.get("/sources/a-text/").content.decode()

    assert page.index(str(earlier.pk)) < page.index(str(later.pk))
    assert page.index("<mark>One fact</mark>") < page.index("<mark>Three.</mark>")


def test_a_passage_stands_once_with_all_that_rests_on_it(client, source):
    facts = [cited(source, "Two facts stand there."), cited(source, "Two facts stand there.")]

    page = client.get("/sources/a-text/").content.decode()

    assert page.count("<mark>Two facts stand there.</mark>") == 1
    assert all(f'href="/records/{fact.pk}/"' in page for fact in facts)


def test_the_public_sees_quotations_alone(client, source):
    cited(source, "One fact")

    page = html.unescape(client.get("/sources/a-text/").content.decode())

    assert "One fact" in page
    # Of the text around, no more than what surrounds the quotation.
    assert "Two facts stand there." not in page


def test_it_says_where_inferred_metadata_come_from(client, seeded):
    page = client.get(ASIA_PLUS).content.decode()

    assert "Source of this description" in page
    assert "whose path gives the day (20240613)" in page


def test_a_document_known_through_others_shows_what_relies_on_it(client, seeded):
    page = client.get("/sources/ria-novosti-kabulov-interview-2024-06-11/").content.decode()

    assert "Known through other sources" in page
    assert '<a href="/records/' in page


def test_what_names_it_without_words_is_told_apart(client):
    wordless = factories.source("", slug="wordless")
    fact = factories.status()
    Citation.objects.create(fact=fact, source=wordless)
    submit(fact, by=factories.editor())
    approve(fact, by=factories.reviewer())

    page = client.get("/sources/wordless/").content.decode()

    assert "Cited without a quotation" in page
    assert f'href="/records/{fact.pk}/"' in page


def test_what_is_not_held_and_what_only_disputes_is_marked(client, source):
    cited(source, "One fact", rank="rejected", rationale="A misprint.")

    page = client.get("/sources/a-text/").content.decode()

    assert '<span class="tag">known to be wrong</span>' in page


def test_its_language_and_its_days_are_told_in_words(client):
    source = factories.source(TEXT, slug="a-text", language="ru", accessed_on="2024-06-20")
    cited(source, "One fact")

    page = client.get("/sources/a-text/").content.decode()

    assert "<dt>Language</dt><dd>Russian</dd>" in page
    assert "<dt>Consulted</dt><dd>20 June 2024</dd>" in page


def test_it_is_cited_as_the_document_that_it_is(client, seeded):
    page = client.get(ASIA_PLUS).content.decode()

    assert "@article{asia-plus-2024-06-13," in page
    assert "TY  - NEWS" in page


def test_the_index_counts_what_names_each_source(client, source):
    cited(source, "One fact")
    cited(source, "One fact", "Three.")

    page = client.get("/sources/").content.decode()

    row = page[page.index('href="/sources/a-text/"') :].partition("</li>")[0]
    assert row.rstrip().endswith('<span class="number">2 records</span>')


def test_an_unknown_source_is_said_to_be_so(client, seeded):
    response = client.get("/sources/no-such-thing/")

    assert response.status_code == 404
    assert "no source called “no-such-thing”" in response.content.decode()


# --- the text held -------------------------------------------------------------------------


def text_of(page):
    """Return the text that the page holds, as a browser has it."""
    (held,) = re.findall(r'<div class="held"[^>]*>(.*?)</div>', page, re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", held))


def test_an_editor_reads_the_whole_text_code_point_for_code_point(reading, source):
    cited(source, "One fact", "Two facts stand there. <b>&amp;")
    cited(source, "facts stand")

    response = reading.get("/sources/a-text/text/")

    assert response["Cache-Control"] == "private, no-store"
    assert text_of(response.content.decode()) == TEXT


def test_each_passage_leads_to_what_rests_on_it_and_back(reading, source):
    fact = cited(source, "One fact")

    page = reading.get("/sources/a-text/text/").content.decode()

    assert '<span id="at-1"></span><a class="cited" href="#passage-1">One fact</a>' in page
    assert 'href="#at-1"' in page
    assert f'href="/records/{fact.pk}/"' in page


def test_overlapping_passages_can_each_be_reached(reading, source):
    cited(source, "Two facts stand there.")
    cited(source, "facts stand")
    cited(source, "Two facts")
    cited(source, "One fact", "stands here.")

    page = reading.get("/sources/a-text/text/").content.decode()

    for number in re.findall(r'href="#at-(\d+)"', page):
        assert page.count(f'id="at-{number}"') == 1
        assert page.count(f'id="passage-{number}"') == 1


def test_a_gap_between_passages_that_overlap_others_is_no_link_without_words(reading, source):
    cited(source, "One fact stands here.", "One fact", "stands here.")

    page = reading.get("/sources/a-text/text/").content.decode()

    assert '<span class="cited"> </span>' in page


def test_whoever_is_not_logged_in_is_asked_to(client, source):
    response = client.get("/sources/a-text/text/")

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/?next=/sources/a-text/text/")
    assert "no-store" in response["Cache-Control"]


def test_whoever_may_not_read_sources_does_not(client, source):
    client.force_login(factories.stranger())

    response = client.get("/sources/a-text/text/")

    assert response.status_code == 403
    assert "One fact" not in response.content.decode()


def test_of_what_is_not_held_there_is_no_text(reading):
    factories.source("", slug="unheld")

    assert reading.get("/sources/unheld/text/").status_code == 404
    assert reading.get("/sources/never-heard-of/text/").status_code == 404


def test_an_account_makes_no_difference_to_the_public_page(reading, source, client):
    cited(source, "One fact")
    as_editor = reading.get("/sources/a-text/").content
    client.logout()

    assert client.get("/sources/a-text/").content == as_editor
    assert Source.objects.get(slug="a-text").rights.encode() in as_editor


def test_many_passages_are_read_in_pages(look, monkeypatch):
    monkeypatch.setattr("curation.web.sources.contents.SIZE", 30)

    first, second = look(ASIA_PLUS), look(f"{ASIA_PLUS}?page=2")

    assert first.text.count('id="passage-') == 30
    assert 'id="passage-31"' not in first.text
    assert 'id="passage-31"' in second.text
    assert f'href="{ASIA_PLUS}?page=2" rel="next"' in first.text
    assert f'href="{ASIA_PLUS}" rel="prev"' in second.text


def test_a_page_beyond_the_last_is_not_there(client, seeded):
    response = client.get(f"{ASIA_PLUS}?page=99")

    assert response.status_code == 404
    assert "there is no page 99" in response.content.decode()


def test_one_kind_of_record_can_be_asked_for(client, source):
    status = cited(source, "One fact")
    event = factories.event()
    cite(event, source, "Three.")
    submit(event, by=factories.staff())
    approve(event, by=factories.reviewer())

    page = client.get("/sources/a-text/?kind=event").content.decode()

    assert str(event.pk) in page
    assert str(status.pk) not in page
    assert (
        '<a href="/sources/a-text/?kind=event" aria-current="true">Events '
        '<span class="count">1</span></a>' in page
    )
    assert client.get("/sources/a-text/?kind=actor").status_code == 400


def test_each_sort_of_entry_can_be_jumped_to_wherever_it_begins(client, source, monkeypatch):
    monkeypatch.setattr("curation.web.sources.contents.SIZE", 1)
    cited(source, "One fact")
    article = factories.source("The source says so.", slug="an-article")
    fact = factories.status()
    cite(fact, article, "The source says so.", reported_from=source)
    submit(fact, by=factories.editor())
    approve(fact, by=factories.reviewer())

    page = client.get("/sources/a-text/").content.decode()

    assert '<a href="#passages">Quoted passages</a>' in page
    assert '<a href="/sources/a-text/?page=2#relying">Known through other sources</a>' in page
