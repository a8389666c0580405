"""The front page: each number leads to a list of exactly the rows that it counts."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from curation.actions import return_for_changes
from curation.admin.charts import WEEKS, publications_by_week
from curation.audit import RULES, Severity, rule_named
from curation.models import Citation

from ... import factories
from .conftest import address

FINDINGS = "/admin/curation/fact/findings/"


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def busy(desk):
    """A desk on which something of every sort waits for the reviewer who looks at it."""
    client = desk("reviewer")
    me = get_user_model().objects.get(username="reviewer")
    for _ in range(2):
        factories.draft_status(created_by=me)
    factories.draft_status(created_by=factories.editor())
    factories.submitted_status(by=me)
    for _ in range(3):
        factories.submitted_status()
    return_for_changes(
        factories.submitted_status(by=me), by=factories.reviewer(), comment="Since when?"
    )
    return_for_changes(factories.submitted_status(), by=factories.reviewer(), comment="Why?")
    one = factories.status()
    one.disputes.add(factories.status(when="2001"))
    Citation.objects.create(fact=one, source=factories.source(""))
    factories.published_status()
    return client


def rows(client: Client, link: str) -> int:
    """Return how many rows the list at ``link`` shows, over all of its pages."""
    response = client.get(link, follow=True)
    assert response.status_code == 200
    assert not response.redirect_chain, f"{link} is not an address of the list: {response}"
    if "page" in response.context and link.startswith(FINDINGS):
        return response.context["page"].paginator.count
    return response.context["cl"].result_count


def tiles(client: Client) -> dict[str, dict]:
    context = client.get("/admin/").context
    return {
        tile["title"]: tile for name in ("work", "upkeep", "severities") for tile in context[name]
    }


def test_work_is_counted_by_whose_turn_it_is(busy):
    numbers = {title: tile["number"] for title, tile in tiles(busy).items()}

    assert numbers["Your drafts"] == 2
    assert numbers["Waiting for review, by others"] == 3
    assert numbers["Yours, waiting for a reviewer"] == 1
    assert numbers["Returned to you"] == 1
    assert numbers["Disputes without adjudication"] == 1
    assert numbers["Citations without a quotation"] == 1
    assert numbers["Expectations past their date"] == 1


def test_each_number_leads_to_a_list_of_as_many_rows(busy):
    shown = tiles(busy)

    assert len(shown) == 5 + 5 + len(Severity)
    assert {title: rows(busy, tile["address"]) for title, tile in shown.items()} == {
        title: tile["number"] for title, tile in shown.items()
    }


def test_each_number_of_the_charts_leads_to_a_list_of_as_many_rows(busy):
    context = busy.get("/admin/").context
    cells = [cell for row in context["facts"]["rows"] for cell in row["cells"]]
    totals = [
        {"number": row["total"], "address": row["address"]} for row in context["facts"]["rows"]
    ]
    weeks = [column for column in context["publications"]["columns"] if column["number"]]

    assert sum(cell["number"] for cell in cells) == context["facts"]["total"]
    for shown in (*cells, *totals, *weeks):
        assert rows(busy, shown["address"]) == shown["number"], shown
    assert sum(column["number"] for column in weeks) == context["publications"]["total"] > 0


def test_every_number_shown_is_a_link(busy):
    page = busy.get("/admin/").content.decode()

    for tile in tiles(busy).values():
        link = tile["address"].replace("&", "&amp;")
        assert f'href="{link}"' in page


def test_weeks_begin_on_monday_and_end_with_the_current_one(seeded):
    columns = publications_by_week(dt.date(2026, 11, 25))["columns"]

    assert len(columns) == WEEKS
    assert columns[-1]["week"] == dt.date(2026, 11, 23)
    assert {column["week"].weekday() for column in columns} == {0}


def test_charts_have_a_table_as_their_alternative(busy):
    page = busy.get("/admin/").content.decode()

    assert page.count('<table class="registry-chart">') == 2
    assert "Show as a table" in page


def test_number_of_queries_does_not_grow_with_the_facts(busy):
    def number():
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            busy.get("/admin/")
        return len(captured)

    before = number()
    for _ in range(10):
        factories.submitted_status()

    assert number() == before <= 24


def test_findings_are_counted_once_a_minute_or_when_asked(busy):
    def errors(address="/admin/"):
        with CaptureQueriesContext(connection) as captured:
            response = busy.get(address)
        counted = any("curation_statustype" in query["sql"] for query in captured)
        return response.context["severities"][0]["number"], counted

    assert errors() == (0, True)
    one = factories.status(when="2020/..")
    factories.status(when="2021/..", actor=one.actor, organization=one.organization)

    assert errors() == (0, False)
    assert errors("/admin/?renew=1") == (1, True)
    assert errors() == (1, False)


def test_page_says_when_findings_were_counted(busy):
    page = busy.get("/admin/")

    assert f"findings as of {page.context['counted_at']:%H:%M} UTC" in page.content.decode()


def test_reader_of_the_ledger_finds_the_public_record(seeded):
    researcher = logged_in("view_revision", "view_publishedcitation")

    page = researcher.get("/admin/")

    assert "work" not in page.context
    assert {
        tile["title"]: rows(researcher, tile["address"]) for tile in page.context["record"]
    } == {tile["title"]: tile["number"] for tile in page.context["record"]}
    assert "/admin/curation/publishedcitation/" in page.content.decode()
    assert "/admin/curation/fact/" not in page.content.decode()
    assert researcher.get(FINDINGS).status_code == 403


def test_account_without_a_role_is_told_what_to_do(seeded):
    page = logged_in().get("/admin/").content.decode()

    assert "Ask an administrator for the role of a contributor or reviewer." in page
    assert "The ledger ends with" not in page


def logged_in(*permissions: str) -> Client:
    account = factories.editor()
    account.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(account)
    return client


class TestListOfFindings:
    def test_narrowed_by_rule_and_severity(self, busy):
        for rule in RULES:
            page = busy.get(FINDINGS, {"rule": rule.id})
            assert {group["rule"] for group in page.context["groups"]} <= {rule}
        for severity in Severity:
            page = busy.get(FINDINGS, {"severity": severity})
            assert {group["rule"].severity for group in page.context["groups"]} <= {severity}

    def test_rule_and_severity_that_exclude_each_other_find_nothing(self, busy):
        page = busy.get(FINDINGS, {"rule": "expected-and-past", "severity": "error"})

        assert page.context["page"].paginator.count == 0
        assert "Nothing of this sort is found." in page.content.decode()

    @pytest.mark.parametrize(
        "asked", [{"rule": "no-such-rule"}, {"severity": "dire"}, {"rule": "\x00"}]
    )
    def test_unknown_rule_is_explained(self, busy, asked):
        page = busy.get(FINDINGS, asked)

        assert page.status_code == 200
        assert page.context["form"].errors
        assert page.context["page"].paginator.count == 0

    @pytest.mark.parametrize("number", ["0", "-1", "last", "9999999999999999999999"])
    def test_page_that_does_not_exist_is_another_one(self, busy, number):
        assert busy.get(FINDINGS, {"page": number}).status_code == 200

    def test_leads_to_the_facts_concerned(self, busy):
        fact = factories.status(when="2024", certainty="expected")

        page = busy.get(FINDINGS, {"rule": "expected-and-past"}).content.decode()

        assert f'href="{address("status", "change", fact.pk)}"' in page
        assert rule_named("expected-and-past").explanation in page.replace("&#x27;", "'")

    def test_long_list_comes_in_pages(self, busy):
        for _ in range(60):
            factories.status(when="2024", certainty="expected")

        first = busy.get(FINDINGS, {"rule": "expected-and-past"})
        second = busy.get(FINDINGS, {"rule": "expected-and-past", "page": 2})

        listed = [len(page.context["groups"][0]["findings"]) for page in (first, second)]
        assert listed == [50, 11]
        assert "rule=expected-and-past&amp;page=2" in first.content.decode()

    def test_number_of_queries_does_not_grow_with_the_findings(self, busy):
        def number():
            with CaptureQueriesContext(connection) as captured:
                busy.get(FINDINGS)
            return len(captured)

        before = number()
        for _ in range(10):
            factories.status(when="2024", certainty="expected")

        assert number() == before

    def test_label_is_shown_as_text(self, busy):
        factories.event(name="<script>alert(1)</script>", when="2024", certainty="expected")

        page = busy.get(FINDINGS, {"rule": "expected-and-past"}).content.decode()

        assert "<script>alert(1)" not in page


class TestFindingsInTheForm:
    def test_are_shown_with_what_to_do(self, busy):
        fact = factories.status(when="2024", certainty="expected")

        page = busy.get(address("status", "change", fact.pk)).content.decode()

        assert "which has passed on 2024-12-31; its outcome is blank." in page
        assert rule_named("expected-and-past").title in page

    def test_lead_to_the_other_fact_of_a_pair(self, busy):
        one = factories.status(when="2020/..")
        another = factories.status(when="2021/..", actor=one.actor, organization=one.organization)

        for fact, other in ((one, another), (another, one)):
            page = busy.get(address("status", "change", fact.pk)).content.decode()
            assert f'href="{address("status", "change", other.pk)}"' in page

    def test_nothing_is_shown_when_nothing_is_found(self, busy):
        fact = factories.event(name="A quiet day", when="2020-01-01")

        page = busy.get(address("event", "change", fact.pk)).content.decode()

        assert "registry-findings" not in page
