"""Lists and forms cost the same however many facts there are."""

import re
from itertools import pairwise

import pytest
from django.contrib import admin
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.admin.pagination import AtLeast, BoundedPaginator
from curation.models import Citation, Fact, PublishedCitation, Revision, Status

from ... import factories
from .conftest import address
from .test_pages import FACTS, READ_ONLY, REFERENCES, model_of, registered_row

FULL_COUNT = re.compile(r'^SELECT COUNT\(\*\) AS "__count" FROM "curation_\w+"(?!.* WHERE )', re.S)


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200
    return [query["sql"] for query in captured]


def plan_of(queryset, *switched_off):
    """Return the plan that is left when the planner may not read whole tables (or sort)."""
    with connection.cursor() as cursor:
        for way in switched_off:
            cursor.execute(f"SET LOCAL enable_{way} = off")
    return queryset.explain()


def rows_of_list(client, model, **asked):
    return client.get(address(model), asked).context["cl"].queryset


@pytest.fixture
def few(monkeypatch):
    """Count to twenty, not to a thousand."""
    monkeypatch.setattr(BoundedPaginator, "countable", 20)
    monkeypatch.setattr(admin.site.get_model_admin(Status), "list_per_page", 10)


# --- numbers of queries -------------------------------------------------------------------


@pytest.mark.parametrize("model", [*FACTS, *REFERENCES, *READ_ONLY])
def test_list_of_five_rows_asks_as_often_as_one_of_sixty(administrator, monkeypatch, model):
    numbers = set()
    for rows in (5, 60):
        monkeypatch.setattr(admin.site.get_model_admin(model_of(model)), "list_per_page", rows)
        numbers.add(len(queries_of(administrator, address(model))))

    assert len(numbers) == 1


@pytest.mark.parametrize("model", FACTS)
def test_form_asks_as_often_when_there_are_sixty_facts_more(administrator, model):
    path = address(model, "change", registered_row(model).pk)
    before = len(queries_of(administrator, path))

    for _ in range(60):
        factories.draft_status()

    assert len(queries_of(administrator, path)) == before


def test_form_with_sixty_disputed_facts_asks_as_often_as_with_five(administrator):
    fact = factories.draft_status()
    numbers = set()
    for disputed in (5, 60):
        fact.disputes.set(Fact.objects.exclude(pk=fact.pk)[:disputed])
        numbers.add(len(queries_of(administrator, address("status", "change", fact.pk))))

    assert len(numbers) == 1


@pytest.mark.parametrize("model", [*FACTS, *REFERENCES, *READ_ONLY])
@pytest.mark.parametrize("asked", ["", "?q=member", "?p=2", "?o=1", "?_facets=True"])
def test_no_list_counts_a_whole_table(administrator, few, model, asked):
    response = administrator.get(address(model) + asked)
    with CaptureQueriesContext(connection) as captured:
        administrator.get(address(model) + asked)

    assert response.status_code in (200, 302)
    assert not [query["sql"] for query in captured if FULL_COUNT.match(query["sql"])]


def test_a_full_count_would_be_noticed(seeded):
    with CaptureQueriesContext(connection) as captured:
        Revision.objects.count()

    assert FULL_COUNT.match(captured[0]["sql"])


# --- pages --------------------------------------------------------------------------------


def test_long_list_says_that_it_goes_on_and_leads_from_page_to_page(administrator, few):
    first = administrator.get(address("status"))
    second = administrator.get(address("status"), {"p": 2})

    page = " ".join(first.content.decode().split())
    assert "20+ statuses" in page
    assert "Page 1" in page
    assert 'rel="next"' in page
    assert 'rel="prev"' not in page
    assert 'rel="prev"' in second.content.decode()
    shown = [row.pk for each in (first, second) for row in each.context["cl"].result_list]
    assert shown == list(rows_of_list(administrator, "status").values_list("pk", flat=True)[:20])


def test_pages_of_a_long_list_end_with_its_rows(administrator, few):
    number = Status.objects.count()
    last = -(-number // 10)

    page = administrator.get(address("status"), {"p": last})

    assert 'rel="next"' not in page.content.decode()
    assert len(page.context["cl"].result_list) == number - 10 * (last - 1)
    assert administrator.get(address("status"), {"p": last + 1}).status_code == 302


def test_list_that_can_be_counted_has_its_number(administrator):
    page = administrator.get(address("status"))

    assert page.context["cl"].result_count == Status.objects.count()
    assert f"{Status.objects.count()} statuses" in " ".join(page.content.decode().split())


@pytest.mark.parametrize(
    ("number", "error"), [("x", PageNotAnInteger), (0, EmptyPage), (10**12, EmptyPage)]
)
def test_page_that_cannot_be_is_refused(seeded, few, number, error):
    with pytest.raises(error):
        BoundedPaginator(Fact.objects.order_by("pk"), 10).page(number)


def test_number_that_is_not_known_says_at_least():
    assert str(AtLeast(1_001)) == "1,000+"


# --- search -------------------------------------------------------------------------------


def test_words_are_found_in_label_and_quotation_together(administrator):
    fact = factories.draft_status()

    found = rows_of_list(administrator, "status", q=f"{fact.actor.name} ruritania")

    assert fact in found


def test_fact_is_found_once_however_many_of_its_citations_match(administrator):
    fact = factories.draft_status()
    factories.cite(fact, factories.source(), factories.QUOTE)

    found = rows_of_list(administrator, "fact", q='"Ruritania joined the League"')

    assert list(found.values_list("pk", flat=True)) == [fact.pk]


@pytest.mark.parametrize("term", ["%", "\\", "_", '"', "'", '"unclosed', "( ]", "\u00a0"])
@pytest.mark.parametrize("model", ["status", "citation", "revision", "publishedcitation"])
def test_signs_are_searched_for_as_they_are(administrator, model, term):
    assert administrator.get(address(model), {"q": term}).status_code == 200


def test_search_asks_each_table_through_its_trigrams(administrator):
    plan = plan_of(rows_of_list(administrator, "status", q="Ruritania"), "seqscan", "indexscan")

    assert "fact_label_by_trigrams" in plan
    assert "fact_notes_by_trigrams" in plan
    assert "citation_quote_by_trigrams" in plan


def test_search_in_the_ledger_uses_its_indexes(administrator):
    found = rows_of_list(administrator, "publishedcitation", q="Tajikistan")

    plan = plan_of(found, "seqscan", "indexscan")

    assert found
    for index in ("revision_words_by_trigrams", "revision_quotes_by_trigrams"):
        assert index in plan


@pytest.mark.parametrize(
    ("model", "index"),
    [
        ("status", "fact_by_kind_and_label"),
        ("fact", "fact_by_submission"),
        ("citation", "citation_by_place_in_source"),
        ("revision", "curation_revision_pkey"),
        ("publishedcitation", "curation_revision_pkey"),
    ],
)
def test_rows_come_in_the_order_of_an_index(administrator, model, index):
    plan = plan_of(rows_of_list(administrator, model)[:10], "seqscan", "sort")

    assert index in plan
    assert not re.search(r"(?<!Incremental )Sort  \(", plan)


def test_published_citation_is_found_by_its_words_whatever_signs_they_have(administrator):
    held = 'He said "we – the six" and\tleft.'
    fact = factories.status()
    factories.cite(fact, factories.source(held), held)
    factories.submit(fact, by=factories.editor())
    factories.approve(fact, by=factories.reviewer())

    for term in ("'\"we'", "six", "SIX", '"and\tleft"'):
        found = rows_of_list(administrator, "publishedcitation", q=term)
        assert fact.pk in {citation.record for citation in found}, term


def test_published_citation_opens_without_taking_all_documents_apart(administrator):
    citation = PublishedCitation.objects.first()

    sent = queries_of(administrator, address("publishedcitation", "change", citation.pk))

    (asked,) = [sql for sql in sent if 'FROM "curation_published_citation"' in sql]
    assert f'"revision_id" = {citation.revision_id}' in asked
    for nothing in ("x", "9" * 40, "0", "-1"):
        gone = administrator.get(address("publishedcitation", "change", nothing))
        assert gone.status_code == 302


def test_published_citations_of_a_source_or_a_kind(administrator):
    some = PublishedCitation.objects.filter(kind="position").first()

    of_source = rows_of_list(administrator, "publishedcitation", source=some.source)
    of_kind = rows_of_list(administrator, "publishedcitation", kind__exact="position")

    assert {each.source for each in of_source} == {some.source}
    assert {each.kind for each in of_kind} == {"position"}


def test_revision_is_found_by_record_digest_and_actor(administrator):
    revision = Revision.objects.current().of_kind("status").naming_actor(["belarus"]).first()

    by_record = rows_of_list(administrator, "revision", q=str(revision.record))
    by_digest = rows_of_list(administrator, "revision", q=revision.digest[:12])
    by_actor = rows_of_list(administrator, "revision", actor="belarus")

    assert revision in by_record
    assert list(by_digest) == [revision]
    assert revision in by_actor


def test_citations_are_listed_source_by_source(administrator):
    sources = [citation.source_id for citation in rows_of_list(administrator, "citation")]

    changes = sum(1 for one, other in pairwise(sources) if one != other)
    assert changes == len(set(sources)) - 1
    assert len(sources) == Citation.objects.count()
