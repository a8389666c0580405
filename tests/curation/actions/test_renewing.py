"""Extents follow from when sources came out, and are renewed when that, or the rule, changes."""

import datetime as dt
from unittest import mock

import pytest
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange

from curation.actions import (
    approve,
    bootstrap_account,
    cite,
    confirm_evidence,
    publish_reference,
    renew_record,
    seed,
    submit,
)
from curation.dates import Extents
from curation.ledger import verify
from curation.models import Fact, Revision, Statement, StatusType
from curation.vocabulary import RecordKind
from tests import factories

pytestmark = pytest.mark.django_db

FIXTURES = settings.BASE_DIR / "fixtures"
THE_DAY = DateRange(dt.date(2024, 6, 11), dt.date(2024, 6, 12))
EVERY_YEAR = DateRange(dt.date(2023, 6, 11), dt.date(2025, 6, 12))


def method_1(period, attested=None, *, start_is_meaningful=True, **_):
    """The extents as they were before evidence was used: any open end persisted."""
    definite = period.definite(attested, start_is_meaningful)
    return Extents(period.possible, definite, period.precision)


def published_by_method_1(make, **fields):
    """A fact that a version before published."""
    with mock.patch("curation.models.fact_extents.extents", method_1):
        fact = make(**fields)
        cite(fact, factories.source(published="2024-06-13"), factories.QUOTE)
        fact.refresh_from_db()
        submit(fact, by=factories.staff())
        approve(fact, by=factories.reviewer())
    return fact


def standing(fact):
    return Revision.objects.current().get(record=fact.pk)


def extents_in(document):
    return document["possible"], document["definite"]


class TestEvidence:
    def test_a_citation_settles_the_year_that_was_inferred(self):
        fact = factories.statement(when="2024?-06-11")
        assert (fact.possible, fact.definite.isempty) == (EVERY_YEAR, True)

        citation = cite(fact, factories.source(published="2024-06-13"), factories.QUOTE)
        fact.refresh_from_db()
        assert (fact.possible, fact.definite) == (THE_DAY, THE_DAY)

        citation.delete()
        fact.refresh_from_db()
        assert (fact.possible, fact.definite.isempty) == (EVERY_YEAR, True)

    @pytest.mark.parametrize("support", ["mentions", "disputes"])
    def test_only_what_supports_a_fact_reports_it(self, support):
        fact = factories.statement(when="2024?-06-11")
        source = factories.source(published="2024-06-13")

        cite(fact, source, factories.QUOTE, support=support)

        fact.refresh_from_db()
        assert fact.possible == EVERY_YEAR

    def test_the_original_that_a_source_relies_on_came_out_before_it(self):
        fact = factories.statement(when="2024?-06-11")
        original = factories.source(text="", published="2024-06-12")

        cite(fact, factories.source(), factories.QUOTE, reported_from=original)

        fact.refresh_from_db()
        assert fact.definite == THE_DAY

    def test_renewing_is_no_edit(self):
        fact = factories.published(factories.statement(when="2024?-06-11"))
        version = fact.version

        Fact.objects.filter(pk=fact.pk).update(definite=DateRange(empty=True))

        fact.refresh_from_db()
        assert (fact.version, fact.state) == (version, "published")

    def test_a_corrected_date_of_publication_reissues_what_rests_on_it(self):
        fact = factories.statement(when="2024?-06-11")
        source = factories.source(published="2025-01-01")
        cite(fact, source, factories.QUOTE)
        fact.refresh_from_db()
        submit(fact, by=factories.staff())
        approve(fact, by=factories.reviewer())
        former = standing(fact)
        assert former.definite == THE_DAY

        source.published = "2026-01-01"
        source.save()
        publish_reference(RecordKind.SOURCE, source, by=factories.staff())

        present = standing(fact)
        fact.refresh_from_db()
        assert (present.number, present.action) == (2, "reissue")
        assert "published “2026-01-01”" in present.summary
        assert present.definite.isempty
        assert extents_in(present.document)[1] is None
        assert (fact.possible, fact.definite) == (present.possible, present.definite)
        assert fact.state == "published"


class TestUpgrade:
    def test_what_was_published_keeps_its_bytes_and_gets_a_new_revision(self):
        fact = published_by_method_1(factories.statement, when="2024?-06-11")
        former = standing(fact)
        assert former.possible == EVERY_YEAR

        renewed = renew_record(by=bootstrap_account())

        present = standing(fact)
        fact.refresh_from_db()
        assert renewed == 1
        assert Revision.objects.get(pk=former.pk).document == former.document
        assert (present.definite, present.possible) == (THE_DAY, THE_DAY)
        assert (fact.definite, fact.possible, fact.state) == (THE_DAY, THE_DAY, "published")
        assert (present.approved_by, present.fact_version) == (
            former.approved_by, former.fact_version,
        )  # fmt: skip
        assert verify()[1] is None

    def test_a_draft_is_renewed_and_stays_a_draft(self):
        with mock.patch("curation.models.fact_extents.extents", method_1):
            fact = factories.statement(when="2024?-06-11")
            cite(fact, factories.source(published="2024-06-13"), factories.QUOTE)

        assert renew_record(by=bootstrap_account()) == 0

        fact.refresh_from_db()
        assert (fact.definite, fact.state) == (THE_DAY, "draft")

    def test_a_status_that_is_only_attested_lasts_no_longer(self):
        fact = published_by_method_1(factories.status, when="/..", attested="2024-06-11/2024-06-13")
        assert standing(fact).definite.upper is None

        renew_record(by=bootstrap_account())

        assert standing(fact).definite == DateRange(dt.date(2024, 6, 11), dt.date(2024, 6, 14))

    def test_twice_changes_nothing(self):
        published_by_method_1(factories.statement, when="2024?-06-11")
        renew_record(by=bootstrap_account())

        assert renew_record(by=bootstrap_account()) == 0

    def test_what_a_rule_of_the_ledger_refuses_stays_as_it_was(self):
        held = {"actor": factories.actor(), "organization": factories.organization()}
        fact = published_by_method_1(
            factories.status, when="2024?-06-11/..", start_basis="decision", **held
        )
        factories.published_status(when="2024-06-01/..", **held)

        assert renew_record(by=bootstrap_account()) == 0

        fact.refresh_from_db()
        assert standing(fact).definite == fact.definite == DateRange(empty=True)

    def test_the_type_of_guests_is_published_in_its_new_dimension(self):
        guests = StatusType.objects.get(slug="guest-attendance")
        assert guests.dimension == "attendance"
        StatusType.objects.filter(pk=guests.pk).update(dimension="formal")
        publish_reference(
            RecordKind.STATUS_TYPE, StatusType.objects.get(pk=guests.pk), by=bootstrap_account()
        )
        assert set(_dimensions()) == {"formal"}
        StatusType.objects.filter(pk=guests.pk).update(dimension="attendance")

        renewed = renew_record(by=bootstrap_account())

        assert renewed == 1 + len(_dimensions())
        assert set(_dimensions()) == {"attendance"}
        assert "dimension “attendance”" in Revision.objects.latest("id").summary


def _dimensions():
    rows = Revision.objects.current().filter(kind="status", status="guest-attendance")
    return list(rows.values_list("document__status__dimension", flat=True))


class TestShippedDates:
    @pytest.fixture
    def as_before(self):
        """A shipped statement without the date that an edition before did not give."""
        fact = Statement.objects.get(text__startswith="Representatives of the Taliban have")
        account = bootstrap_account()
        fact.when = ""
        fact.save()
        confirm_evidence(fact, by=account)
        submit(fact, by=account)
        approve(fact, by=account)
        return fact

    def test_a_year_ago_is_about_a_year_before_the_article(self):
        fact = Statement.objects.get(text__startswith="Representatives of the Taliban have")

        assert fact.when == "2023~"
        assert fact.possible == DateRange(dt.date(2022, 1, 1), dt.date(2024, 6, 14))

    def test_are_corrected_where_nobody_has_touched_them(self, as_before):
        report = seed(FIXTURES)

        as_before.refresh_from_db()
        assert (report.corrected, report.facts) == (1, 0)
        assert (as_before.when, as_before.state) == ("2023~", "published")
        assert standing(as_before).document["when"] == "2023~"
        assert seed(FIXTURES).corrected == 0

    def test_are_left_to_an_editor_who_has(self, as_before):
        factories.corrected(as_before, public_note="Checked again: the statement has no date.")

        assert seed(FIXTURES).corrected == 0

        as_before.refresh_from_db()
        assert as_before.when == ""
