"""The reading page: the text as it is held, what rests on it, and the way into a fact's form."""

import html
import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.actions import cite, submit
from curation.admin.segments import marked_up
from curation.models import Citation, Source, Status
from curation.segments import segments
from tests import factories

from .conftest import address, said_in, sent_by

TEXT = "\n 🎉 Один\u00a0два, “three”.  <b>&amp;\r\n\tДва 上合组织 слова.\fPage two.\n"


def page_of(source):
    return address("source", "change", source.pk).replace("/change/", "/read/")


def pointed_at(source, start, end, **more):
    where = address("source", "cite", source.pk)
    return where, {"start": start, "end": end} | more


def shown(markup):
    """Return the text content of markup, as a browser has it."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def citations(*spans):
    return [Citation(start=start, end=end) for start, end in spans]


@pytest.mark.parametrize(
    "spans",
    [
        [],
        [(0, 3)],
        [(2, 10), (5, 14)],
        [(2, 20), (5, 8), (5, 8)],
        [(0, len(TEXT))],
        [(3, 4), (4, 5), (4, len(TEXT))],
    ],
)
def test_text_content_of_the_page_is_the_text_held(spans):
    assert shown(marked_up(TEXT, citations(*spans))) == TEXT


def test_overlapping_citations_cut_the_text_where_they_begin_and_end():
    outer, inner, later = citations((2, 9), (4, 6), (5, 12))

    cut = [
        (each.text, each.citations) for each in segments("abcdefghijklmno", [later, outer, inner])
    ]

    assert cut == [
        ("ab", ()),
        ("cd", (outer,)),
        ("e", (outer, inner)),
        ("f", (outer, inner, later)),
        ("ghi", (outer, later)),
        ("jkl", (later,)),
        ("mno", ()),
    ]


def test_citation_without_offsets_is_listed_but_marks_nothing():
    assert [each.citations for each in segments("abc", [Citation()])] == [()]


def test_page_shows_what_rests_on_the_text(editor):
    source = factories.source(TEXT)
    fact = factories.status()
    citation = cite(fact, source, "“three”.")

    page = editor.get(page_of(source)).content.decode()

    assert f'<a class="cited" href="#citation-{citation.pk}"' in page
    assert f'id="citation-{citation.pk}"' in page
    assert html.escape(fact.label) in page
    assert address("status", "change", fact.pk) in page
    assert 'data-state="draft"' in page
    held = re.search(r'<div id="held-text"[^>]*>(.*?)</div>', page, re.DOTALL)[1]
    assert shown(held) == TEXT


def test_page_of_a_source_without_text_leads_to_adding_it(editor):
    source = factories.source("")

    page = editor.get(page_of(source)).content.decode()

    assert "No text is held" in page
    assert address("source", "add_text", source.pk) in page


def test_page_of_no_source_is_not_found(editor):
    assert editor.get("/admin/curation/source/nonsense/read/").status_code == 404


def test_number_of_queries_does_not_grow_with_the_citations(editor):
    source = factories.source(TEXT)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(page_of(source)).status_code == 200
        return len(captured)

    cite(factories.status(), source, "Два")
    queries()
    few = queries()
    for _ in range(8):
        cite(factories.status(), source, "Два")

    assert queries() == few


def test_passage_opens_the_form_of_a_new_fact_filled_in(editor):
    source = factories.source(TEXT)
    start = TEXT.index("上合")

    form = editor.get(*pointed_at(source, start, start + 4, kind="status"), follow=True)

    row = form.context["inline_admin_formsets"][0].formset.forms[0]
    assert form.resolver_match.url_name == "curation_status_add"
    assert row["source"].value() == source.pk
    assert (row["quote"].value(), row["start"].value()) == ("上合组织", start)
    assert row["locator"].value() == "page 1"


def test_untouched_row_of_a_passage_is_saved_with_the_fact(editor):
    text = f"{TEXT} Два again."
    source = factories.source(text)
    start = text.rindex("Два")
    form = editor.get(*pointed_at(source, start, start + 9, kind="status"), follow=True)

    response = editor.post(
        form.request["PATH_INFO"] + "?" + form.request["QUERY_STRING"],
        sent_by(
            form,
            actor=factories.actor().pk,
            organization=factories.organization().pk,
            status=factories.status_type().pk,
        ),
    )

    assert response.status_code == 302, said_in(response)
    citation = Citation.objects.get(source=source)
    assert (citation.start, citation.quote) == (start, "Два again")
    assert citation.locator == "page 2"
    assert Status.objects.get(pk=citation.fact_id).created_by.username == "editor"


def test_passage_opens_an_existing_fact_with_one_more_citation(editor):
    fact, source = factories.draft_status(), factories.source(TEXT)

    form = editor.get(*pointed_at(source, 4, 8, fact=fact.pk), follow=True)
    before = form.context["inline_admin_formsets"][0].formset
    editor.post(form.request["PATH_INFO"], sent_by(form))

    assert len(before.forms) == 2
    assert "Nothing is saved yet" in said_in(form)
    assert set(fact.citations.values_list("quote", flat=True)) == {factories.QUOTE, "Один"}


def test_fact_under_review_says_that_it_cannot_be_edited_now(editor):
    fact, source = factories.submitted_status(), factories.source(TEXT)

    form = editor.get(*pointed_at(source, 4, 8, fact=fact.pk), follow=True)

    assert form.status_code == 200
    assert "is under review and cannot be edited now" in said_in(form)
    assert fact.citations.count() == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"start": "4", "end": "8"}, "Choose what the passage is cited for"),
        ({"start": "4", "end": "8", "kind": "rumour"}, "Choose what the passage is cited for"),
        ({"start": "4", "end": "8", "fact": "x"}, "That fact is not there any more"),
        ({"start": "8", "end": "4", "kind": "status"}, "has no passage from 8 to 4"),
        ({"start": "4", "end": "4000", "kind": "status"}, "has no passage from 4 to 4000"),
        ({"start": "-1", "end": "4", "kind": "status"}, "has no passage from -1 to 4"),
        ({"start": "four", "end": "8", "kind": "status"}, "does not say which passage"),
        ({"kind": "status"}, "does not say which passage"),
        ({"start": "0", "end": "2", "kind": "status"}, "no words in what is selected"),
    ],
)
def test_passage_that_makes_no_sense_leads_back_with_a_message(editor, asked, said):
    source = factories.source(TEXT)

    response = editor.get(address("source", "cite", source.pk), asked, follow=True)

    assert response.resolver_match.url_name == "curation_source_read_text"
    assert said in said_in(response)


@pytest.mark.parametrize(
    "asked",
    [
        {"cite_source": "nonsense", "cite_start": "1", "cite_end": "2"},
        {"cite_source": "00000000-0000-0000-0000-000000000000", "cite_start": "1"},
        {"cite_source": "held", "cite_start": "1"},
        {"cite_source": "held", "cite_start": "9", "cite_end": "99999"},
        {"cite_source": "empty", "cite_start": "1", "cite_end": "2"},
    ],
)
def test_form_with_a_passage_that_makes_no_sense_opens_empty_with_a_message(editor, asked):
    known = {"held": factories.source(TEXT), "empty": factories.source("")}
    if source := known.get(asked["cite_source"]):
        asked = asked | {"cite_source": source.pk}

    form = editor.get(address("status", "add"), asked)

    assert form.status_code == 200
    assert any(word in said_in(form) for word in ("address", "no passage", "holds no text"))
    assert not form.context["inline_admin_formsets"][0].formset.forms[0]["quote"].value()


def test_reader_who_may_not_edit_reads_without_being_offered_facts(desk):
    client = desk("editor")
    source = Source.objects.exclude(held_text="").first()
    user = factories.editor()
    user.user_permissions.clear()
    user.user_permissions.add(*_view_permissions())
    client.force_login(user)

    page = client.get(page_of(source)).content.decode()

    assert "Your account may read, but not edit facts." in page
    assert 'name="kind"' not in page


def test_whoever_may_not_see_sources_reads_nothing(desk):
    client = desk("editor")
    source = Source.objects.exclude(held_text="").first()
    user = factories.editor()
    user.user_permissions.clear()
    client.force_login(user)

    assert client.get(page_of(source)).status_code == 403


def test_submitted_fact_is_shown_as_such(editor):
    source = factories.source(TEXT)
    fact = factories.status()
    cite(fact, source, "“three”.")
    submit(fact, by=factories.editor())

    assert 'data-state="submitted"' in editor.get(page_of(source)).content.decode()


def _view_permissions():
    return Permission.objects.filter(
        content_type__app_label="curation", codename__in=["view_source", "view_citation"]
    )
