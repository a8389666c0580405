"""Rules about what facts rest on."""

import datetime as dt

import pytest

from curation.actions import cite, confirm_evidence, retract
from curation.models import Citation

from ... import factories


class TestCitationOlderThanItsFact:
    RULE = "citation-older-than-its-fact"

    @pytest.fixture
    def cited(self, db):
        def make(published, *, support="supports", **fields):
            fact = factories.status(**({"when": "2020-05-01/2022"} | fields))
            cite(fact, factories.source(published=published), factories.QUOTE, support=support)
            return fact

        return make

    @pytest.mark.parametrize("published", ["2019", "2020-04", "2020-04-30"])
    def test_source_was_published_before_the_fact_can_have_begun(self, findings, cited, published):
        message = findings(cited(published))[self.RULE].message

        assert f"was published {published}, before “2020-05-01/2022”" in message

    @pytest.mark.parametrize("published", ["2020-05-01", "2020-05", "2020", "2020-04?", "2024", ""])
    def test_silent_when_the_source_may_be_of_the_same_day(self, findings, cited, published):
        assert self.RULE not in findings(cited(published))

    def test_silent_about_an_expectation(self, findings, cited):
        assert self.RULE not in findings(cited("2019", certainty="expected"))

    def test_silent_about_a_passage_that_only_mentions_it(self, findings, cited):
        assert self.RULE not in findings(cited("2019", support="mentions"))

    def test_silent_when_no_source_says_since_when(self, findings, cited):
        assert self.RULE not in findings(cited("2019", when="/.."))


class TestCitationWithoutQuote:
    RULE = "citation-without-quote"

    def test_source_is_named_without_its_words(self, findings):
        fact = factories.status()
        source = factories.source("", name="The Charter")
        Citation.objects.create(fact=fact, source=source, locator="article 13")

        assert "“The Charter”, article 13 without" in findings(fact)[self.RULE].message

    def test_silent_about_a_quotation(self, findings):
        assert self.RULE not in findings(factories.draft_status())


class TestFactNotRechecked:
    RULE = "fact-not-rechecked"
    LATER = dt.timedelta(days=400)

    @pytest.fixture
    def later(self):
        return {"now": dt.datetime.now(dt.UTC) + self.LATER}

    def test_last_approval_is_older_than_a_year(self, findings, later):
        fact = factories.published_status()

        assert f"last checked on {dt.datetime.now(dt.UTC):%Y-%m-%d}" in (
            findings(fact, **later)[self.RULE].message
        )

    def test_number_of_months_is_a_term(self, findings, later):
        assert self.RULE not in findings(factories.published_status(), recheck_months=24, **later)

    def test_silent_soon_after_approval(self, findings):
        fact = factories.published_status()

        assert self.RULE not in findings(fact, now=dt.datetime.now(dt.UTC))

    def test_silent_about_what_is_not_public(self, findings, later):
        draft, withdrawn = factories.draft_status(), factories.published_status()
        retract(withdrawn, by=factories.reviewer(), reason="It never was.")

        assert self.RULE not in findings(draft, **later)
        assert self.RULE not in findings(withdrawn, **later)

    def test_silent_when_the_evidence_was_re_read_since(self, findings, later):
        fact = factories.published_status()
        now = dt.datetime.now(dt.UTC) + self.LATER - dt.timedelta(days=1)
        confirm_evidence(fact, by=factories.editor(), now=now)

        assert self.RULE not in findings(fact, **later)


class TestCitationOrphaned:
    RULE = "citation-orphaned"

    @pytest.fixture
    def fact(self, db):
        return factories.draft_status()

    @pytest.fixture
    def consulted_again(self, fact):
        def make(text):
            first = fact.citations.get().source
            return factories.source(text, snapshot_of=first)

        return make

    def test_the_newest_text_lacks_the_words(self, findings, fact, consulted_again):
        consulted_again("Ruritania never joined.")

        assert factories.QUOTE in findings(fact)[self.RULE].message

    def test_silent_when_the_newest_text_has_them(self, findings, fact, consulted_again):
        consulted_again("Ruritania never joined.")
        consulted_again(f"As we wrote: {factories.QUOTE}")

        assert self.RULE not in findings(fact)

    def test_silent_about_a_document_of_one_text(self, findings, fact):
        assert self.RULE not in findings(fact)
