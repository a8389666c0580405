"""A document consulted again: its citations are listed as they stand in the new text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.actions import cite, submit
from curation.models import Citation, Fact, Source
from tests import factories

from .conftest import address, said_in, seen, sent_by

FIRST = "One thing. Another thing. A third thing. A last thing."
SECOND = "New: Another thing. A third thing. Once more: A third thing. A lost thing."


@pytest.fixture
def first():
    return factories.source(FIRST, url="https://example.org/a", publisher="A paper")


@pytest.fixture
def facts(first):
    facts = {}
    for sentence in ("One thing.", "Another thing.", "A third thing."):
        facts[sentence] = factories.status()
        cite(facts[sentence], first, sentence)
    return facts


@pytest.fixture
def newest(first, facts):
    return factories.source(SECOND, snapshot_of=first)


def recheck_page(source):
    return address("source", "recheck_citations", source.pk)


def found_on(response):
    return {each.citation.quote: str(each.finding) for each in response.context["found"]}


def add_snapshot(client, source, text):
    return client.post(address("source", "add_snapshot", source.pk), {"text": text}, follow=True)


def test_new_snapshot_copies_the_description_and_leads_to_the_citations(editor, first, facts):
    form = add_snapshot(editor, first, SECOND)
    where = f"{form.request['PATH_INFO']}?{form.request['QUERY_STRING']}"

    response = editor.post(where, sent_by(form, _save=""), follow=True)

    snapshot = Source.objects.get(snapshot_of=first)
    assert snapshot.slug == f"{first.slug}-snapshot-2"
    assert (snapshot.url, snapshot.publisher) == (first.url, "A paper")
    assert (snapshot.held_text, snapshot.snapshot_number) == (SECOND, 2)
    assert snapshot.accessed_on is not None
    assert response.resolver_match.url_name == "curation_source_recheck_citations"
    assert found_on(response)["One thing."] == "orphan"
    assert set(Citation.objects.filter(source=first).values_list("fact", flat=True)) == {
        fact.pk for fact in facts.values()
    }


def test_snapshot_of_a_snapshot_is_one_of_the_first_text(editor, first, newest):
    form = add_snapshot(editor, newest, f"{SECOND} Third.")
    where = f"{form.request['PATH_INFO']}?{form.request['QUERY_STRING']}"

    editor.post(where, sent_by(form, _save=""))

    assert Source.objects.get(snapshot_number=3).snapshot_of == first


def test_text_that_has_not_changed_is_no_new_snapshot(editor, first):
    form = add_snapshot(editor, first, FIRST)
    where = f"{form.request['PATH_INFO']}?{form.request['QUERY_STRING']}"

    refused = editor.post(where, sent_by(form, _save=""))

    assert "Exactly this text is held already" in said_in(refused)
    assert not first.snapshots.exists()


def test_address_that_names_no_first_text_leads_back(editor):
    form = editor.post(address("source", "add_document"), {"text": "Words."}, follow=True)
    where = f"{form.request['PATH_INFO']}?{form.request['QUERY_STRING']}&snapshot_of=nonsense"

    assert "names no source" in said_in(editor.get(where, follow=True))


def test_page_lists_orphans_with_the_nearest_passage(editor, newest):
    response = editor.get(recheck_page(newest))

    assert found_on(response) == {
        "One thing.": "orphan",
        "Another thing.": "other-place",
        "A third thing.": "several",
    }
    page = response.content.decode()
    assert "No longer there (1)" in page
    assert "registry-nearest" in page


def test_one_citation_moves_to_the_place_chosen(editor, facts, newest):
    citation = facts["A third thing."].citations.get()

    response = editor.post(
        recheck_page(newest), seen(citation.fact, citation=citation.pk, start=46), follow=True
    )

    citation.refresh_from_db()
    assert (citation.source, citation.start) == (newest, 46)
    assert "rests on the newest text now" in said_in(response)


def test_all_that_stand_once_move_after_confirmation_and_facts_under_review_are_reported(
    editor, first, facts, newest
):
    waiting = factories.status()
    cite(waiting, first, "Another thing.")
    submit(waiting, by=factories.editor())

    asked = editor.post(recheck_page(newest))
    chosen = [f"{each.citation.pk}:{each.citation.fact.version}" for each in asked.context["found"]]
    untouched = Citation.objects.filter(source=first).count()
    response = editor.post(recheck_page(newest), {"confirmed": chosen}, follow=True)

    assert len(chosen) == 2
    assert untouched == 4
    assert "1 citation was moved" in said_in(response)
    assert "is under review and was left as it is" in said_in(response)
    assert facts["Another thing."].citations.get().source == newest
    assert waiting.citations.get().source == first


@pytest.mark.parametrize("version", [None, "1"])
def test_a_citation_of_a_fact_that_was_changed_since_is_not_moved(
    editor, first, facts, newest, version
):
    citation = facts["A third thing."].citations.get()
    Fact.objects.filter(pk=citation.fact_id).update(public_note="Since.")
    sent = {"citation": citation.pk, "start": 46} | ({"loaded_version": version} if version else {})

    refused = editor.post(recheck_page(newest), sent)
    confirmed = f"{citation.pk}:{version}" if version else str(citation.pk)
    editor.post(recheck_page(newest), {"confirmed": [confirmed]})

    citation.refresh_from_db()
    assert refused.status_code == 409
    assert citation.source == first


@pytest.mark.parametrize(
    "sent",
    [
        {"citation": "nonsense"},
        {"citation": "00000000-0000-0000-0000-000000000000"},
        {"citation": "00000000-0000-0000-0000-000000000000", "start": "x"},
    ],
)
def test_citation_that_is_not_there_moves_nothing(editor, newest, sent):
    response = editor.post(recheck_page(newest), sent, follow=True)

    assert "Nothing was moved" in said_in(response)


def test_orphan_is_not_moved(editor, first, facts, newest):
    citation = facts["One thing."].citations.get()

    sent = seen(citation.fact, citation=citation.pk)
    response = editor.post(recheck_page(newest), sent, follow=True)

    citation.refresh_from_db()
    assert citation.source == first
    assert "does not stand in the text held" in said_in(response)


def test_document_with_one_text_has_nothing_to_compare(editor, first):
    response = editor.get(recheck_page(first), follow=True)

    assert "nothing to compare" in said_in(response)


def test_form_of_a_source_leads_to_what_there_is(editor, first, newest):
    def leads_to(source):
        page = editor.get(address("source", "change", source.pk)).content.decode()
        pages = ("read_text", "add_text", "add_snapshot", "recheck_citations", "original_file")
        return {each for each in pages if address("source", each, source.pk) in page}

    assert leads_to(newest) == {"read_text", "add_snapshot", "recheck_citations"}
    assert leads_to(first) == leads_to(newest)
    assert leads_to(factories.source()) == {"read_text", "add_snapshot"}
    assert leads_to(factories.source("")) == {"add_text"}


def test_number_of_queries_does_not_grow_with_the_citations(editor, first, newest):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(recheck_page(newest)).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for _ in range(6):
        cite(factories.status(), first, "Another thing.")

    assert queries() == few
