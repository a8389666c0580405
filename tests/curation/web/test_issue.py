"""The page of an issue, and the index of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.models import Issue
from curation.web.issue import index
from tests import factories

pytestmark = pytest.mark.django_db

RESUMPTION = "/issues/contact-group-resumption/"
ENTRY = r'<li><a href="/issues/[a-z]'


def cell(page, holder, stance):
    """Return what stands in a cell of the matrix."""
    matrix = re.search(r'<table class="matrix">.*?</table>', page.text, re.DOTALL)[0]
    stances = re.findall(r'<th scope="col" class="s-(\w+)">', matrix)
    (row,) = [
        row
        for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", matrix, re.DOTALL)
        if holder in row.split("</th>")[0]
    ]
    return re.findall(r"<td.*?</td>", row, re.DOTALL)[stances.index(stance)]


def position(issue, **fields):
    """Publish a position on an issue."""
    return factories.published(factories.position(issue=issue, **fields))


def section(page, name):
    """Return the text of a section of the page."""
    found = re.search(rf'<section id="{name}".*?</section>', page.text, re.DOTALL)
    return found[0] if found else ""


@pytest.fixture
def issue(seeded):
    """Return an issue of which the record says nothing yet but that it is one."""
    return factories.issue()


def test_a_cell_says_who_tells_of_a_position_who_need_not_be_its_holder(look):
    page = look(RESUMPTION)

    assert "reported by Zamir Kabulov" in cell(page, "Tajikistan", "doubts")
    assert "reported by Zamir Kabulov" in cell(page, "Tajikistan", "opposes")
    assert "chip" not in cell(page, "Tajikistan", "supports")
    assert "reported by Zamir Kabulov" in cell(page, "Russia", "supports")


def test_holders_who_are_only_described_have_a_row_and_lead_to_their_group(look):
    page = look(RESUMPTION)

    matrix = section(page, "matrix")
    assert "Most participants in the meeting" in matrix
    assert "/actors/sco-council-of-foreign-ministers/" in matrix


def test_the_index_counts_who_stands_how_as_the_page_does(look, issue):
    holder = factories.actor()
    for day in ("2024-06-11", "2024-06-12"):
        position(issue, holder=holder, stance="doubts", when=day)
    for _ in range(2):
        position(issue, holder=factories.actor(), stance="supports")

    entry = look("/issues/").text.partition(f"/issues/{issue.slug}/")[2].partition("</li>")[0]

    assert "2 in favour<" in entry
    assert "1 doubtful<" in entry


def test_each_claim_of_the_matrix_leads_to_its_passage(look):
    page = look(RESUMPTION)

    chips = [each["href"] for each in page.all("a") if (each.get("class") or "") == "chip"]
    rows = {f"#{each['id']}" for each in page.all("tr") if "id" in each}
    assert set(chips) == rows
    assert len(rows) == 5
    assert "Certain doubts remain among our Tajik partners" in section(page, "positions")


def test_a_year_that_the_publication_settles_is_drawn_as_certain(look):
    times = section(look(RESUMPTION), "times")

    assert times.count('class="definite"') == 4
    assert "1 undated position is not shown." in times


def test_a_date_in_doubt_is_drawn_as_possible(look):
    times = section(look("/issues/taliban-at-sco-summits/"), "times")

    assert 'fill="url(#hatch-supports)"' in times
    assert 'class="definite"' not in times


def test_that_sources_disagree_about_a_holder_is_said_at_the_top(look):
    text = look(RESUMPTION).text

    assert "2 in favour. Sources disagree about" in text
    assert re.search(r'Sources disagree about\s+<a href="/actors/tajikistan/">', text)


def test_what_was_said_on_it_stands_below(look):
    assert "the only dissenting member" in section(look(RESUMPTION), "statements")


def test_claims_that_contradict_each_other_have_their_dossier(look, issue):
    holder = factories.actor(name="Ruritania")
    opposed = position(issue, holder=holder, stance="opposes", when="2024-06-11")
    denial = factories.position(
        issue=issue, holder=holder, stance="neutral", when="2024-06-13", rank="rejected",
        rationale="The denial was withdrawn.",
    )  # fmt: skip
    denial.disputes.add(opposed)
    factories.published(denial)

    dossier = section(look(f"/issues/{issue.slug}/"), "conflicts")

    assert "The registry accepts one of these claims" in dossier
    assert "The denial was withdrawn." in dossier
    assert "Rejected: known to be wrong" in dossier
    assert dossier.count("<q>") == 2
    assert f"/records/{opposed.pk}/" in dossier
    assert f"/records/{denial.pk}/" in dossier


def test_who_contradicts_a_claim_from_another_issue_stands_in_the_dossier_too(look, issue):
    told = position(issue, holder=factories.actor(), when="2024-06-11")
    elsewhere = factories.statement(text="They never said so.")
    elsewhere.disputes.add(told)
    factories.published(elsewhere)

    dossier = section(look(f"/issues/{issue.slug}/"), "conflicts")

    assert "They never said so." in dossier
    assert "accepts that each of these was claimed" in dossier


def test_a_rejected_claim_is_in_the_matrix_and_counted_nowhere(look, issue):
    position(issue, holder=factories.actor(name="Ruritania"), rank="rejected", rationale="Misread.")

    page = look(f"/issues/{issue.slug}/")

    assert "known to be wrong" in cell(page, "Ruritania", "supports")
    assert "The registry accepts none of these positions" in page.text


def test_of_many_positions_the_latest_stand_on_the_page(look, issue, monkeypatch):
    from curation.vocabulary import RecordKind
    from curation.web.issue import page as module

    monkeypatch.setattr(module, "MOST", {RecordKind.POSITION: 3, RecordKind.STATEMENT: 3})
    for year in range(2010, 2016):
        position(issue, holder=factories.actor(name=f"Of {year}"), when=str(year))

    page = look(f"/issues/{issue.slug}/")

    assert len([each for each in page.all("tr") if "id" in each]) == 3
    assert "The latest 3 of 6" in page.text
    assert "Of 2015" in page.text
    assert "Of 2010" not in page.text


def test_it_takes_as_many_queries_however_many_positions_there_are(look, issue):
    position(issue, holder=factories.actor())
    with CaptureQueriesContext(connection) as few:
        look(f"/issues/{issue.slug}/")
    for _ in range(4):
        position(issue, holder=factories.actor())
    with CaptureQueriesContext(connection) as more:
        look(f"/issues/{issue.slug}/")

    assert len(few) == len(more) <= 8


def test_an_issue_without_positions_says_so(look):
    assert "No position on this issue" in look("/issues/contact-group-purpose/").text


def test_an_issue_that_is_not_there_is_told_of(client, seeded):
    response = client.get("/issues/nothing/")

    assert response.status_code == 404
    assert "no issue called “nothing”" in response.content.decode()


def test_the_index_has_every_issue_with_its_stances(look):
    text = look("/issues/").text

    assert len(re.findall(ENTRY, text)) == Issue.objects.count()
    entry = re.search(rf'<li><a href="{RESUMPTION}">.*?</li>', text, re.DOTALL)[0]
    assert "2 in favour<" in entry
    assert "sources disagree about 1<" in entry
    assert "no position on record" in text


def test_the_index_is_read_in_pages(look, monkeypatch):
    monkeypatch.setattr(index, "SIZE", 5)

    page = look("/issues/")

    assert len(re.findall(ENTRY, page.text)) == 5
    (after,) = page.all("a", rel="next")
    assert after["href"] == "/issues/?page=2"
    assert look(after["href"]).all("a", rel="prev", href="/issues/")


def test_before_anything_was_published_the_index_says_so(look):
    assert "had no issue" in look("/issues/?known_at=1999-01-01").text
