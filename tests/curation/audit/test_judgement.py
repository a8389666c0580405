"""Rules about disputes, duplicates, positions, and changes left lying."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from curation.audit import find, rule_named

from ... import factories


class TestDisputeWithoutAdjudication:
    RULE = "dispute-without-adjudication"

    def test_both_are_accepted(self, findings):
        one, another = factories.status(), factories.status()
        one.disputes.add(another)

        assert set(findings(one)[self.RULE].records) == {one.pk, another.pk}
        assert self.RULE in findings(another)

    def test_facts_that_dispute_each_other_are_one_finding(self, findings):
        one, another = factories.status(), factories.status()
        one.disputes.add(another)
        another.disputes.add(one)

        findings(one)
        assert len(find([rule_named(self.RULE)])) == 1

    def test_silent_once_one_of_them_is_an_alternative(self, findings):
        one = factories.status()
        one.disputes.add(factories.status(rank="alternative", rationale="Less well attested."))

        assert self.RULE not in findings(one)


class TestSameFactTwice:
    RULE = "same-fact-twice"

    @staticmethod
    def twins(kind, **differing):
        """Return two facts of a kind that say the same, but for what differs."""
        shared = {
            "status": lambda: {
                "actor": factories.actor(),
                "organization": factories.organization(),
                "status": factories.status_type(dimension="office"),
            },
            "event": lambda: {"name": "A summit", "type": "meeting"},
            "statement": lambda: {"speaker": factories.actor(), "text": "So be it."},
            "position": lambda: {"holder": factories.actor(), "holder_as_described": ""},
            "figure": dict,
        }[kind]()
        make = getattr(factories, kind)
        when = {"when": "2020"}
        one, another = make(**when | shared), make(**when | shared | differing)
        if kind in ("position", "figure"):
            column = {"position": "issue", "figure": "indicator"}[kind]
            setattr(another, column, getattr(one, column))
            another.save()
        if kind == "figure":
            subject = factories.actor()
            one.subjects.add(subject)
            another.subjects.add(subject)
        return one, another

    @pytest.mark.parametrize("kind", ["status", "statement", "position", "event", "figure"])
    def test_same_claim_for_the_same_time(self, findings, kind):
        one, another = self.twins(kind)

        assert set(findings(one)[self.RULE].records) == {one.pk, another.pk}

    @pytest.mark.parametrize("kind", ["status", "statement", "position", "event", "figure"])
    @pytest.mark.parametrize(
        "differing",
        [
            {"when": "2021"},
            {"rank": "alternative", "rationale": "Less well attested."},
            {"certainty": "expected"},
        ],
        ids=["another time", "another rank", "merely expected"],
    )
    def test_silent_about_another_claim(self, findings, kind, differing):
        one, _ = self.twins(kind, **differing)

        assert self.RULE not in findings(one)

    def test_silent_about_a_figure_of_another_subject(self, findings):
        one, another = self.twins("figure")
        another.subjects.set([factories.actor()])

        assert self.RULE not in findings(one)

    def test_silent_about_figures_attested_at_different_times(self, findings):
        one, another = self.twins("figure")
        for fact, attested in ((one, "2024-06"), (another, "2025-06")):
            fact.when, fact.attested = "", attested
            fact.save()

        assert self.RULE not in findings(one)


class TestPositionWithoutIssue:
    RULE = "position-without-issue"

    def test_database_refuses_one(self, sql):
        position = factories.position()

        with pytest.raises(IntegrityError, match=r'"issue_id".*not-null'), transaction.atomic():
            sql("UPDATE curation_position SET issue_id = NULL WHERE fact_id = %s", position.pk)

    def test_found_in_a_database_that_other_hands_have_altered(self, findings, sql):
        position = factories.position()
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("curation_position", "curation_positionhistory"):
            sql(f"ALTER TABLE {table} ALTER COLUMN issue_id DROP NOT NULL")
        sql("UPDATE curation_position SET issue_id = NULL WHERE fact_id = %s", position.pk)

        assert self.RULE in findings(position)

    def test_silent_otherwise(self, findings):
        assert self.RULE not in findings(factories.position())


class TestPositionToldInNoStatement:
    RULE = "position-told-in-no-statement"

    def test_teller_speaks_in_no_statement_on_record(self, findings):
        teller = factories.actor(name="A teller")

        assert findings(factories.position(teller=teller))[self.RULE].message.startswith("A teller")

    def test_silent_when_the_statement_is_named(self, findings):
        teller = factories.actor()
        statement = factories.statement(speaker=teller)

        assert self.RULE not in findings(factories.position(teller=teller, statement=statement))

    def test_silent_when_the_source_itself_tells_it(self, findings):
        assert self.RULE not in findings(factories.position())


class TestWorkingCopyLeftLying:
    RULE = "working-copy-left-lying"

    @pytest.fixture
    def in_two_months(self):
        return {"now": dt.datetime.now(dt.UTC) + dt.timedelta(days=60)}

    def test_change_waits_for_longer_than_a_month(self, findings, in_two_months):
        fact = factories.published_status()
        fact.public_note = "Changed."
        fact.save()

        found = findings(fact, **in_two_months)[self.RULE]

        assert found.message.startswith("Readers see revision 1;")
        assert self.RULE not in findings(fact, differing_days=90, **in_two_months)
        assert self.RULE not in findings(fact, now=dt.datetime.now(dt.UTC))

    def test_silent_about_what_readers_see_as_it_is(self, findings, in_two_months):
        assert self.RULE not in findings(factories.published_status(), **in_two_months)

    def test_silent_about_what_never_was_public(self, findings, in_two_months):
        assert self.RULE not in findings(factories.draft_status(), **in_two_months)


def test_silent_about_a_fact_of_no_rule(findings):
    assert findings(factories.event(name="A quiet day", when="2020-01-01")) == {}
