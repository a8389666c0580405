"""Many facts approved at once: each for itself, in an order in which references lead somewhere."""

import pytest
from django.db import connection

from curation.actions import (
    approve_each,
    approve_many,
    cite,
    fingerprint_of,
    prospects_of,
    submit,
    withdraw,
)
from curation.audit import findings_about
from curation.models import Fact, Revision
from tests import factories

pytestmark = pytest.mark.django_db


def submitted(fact, by=None):
    """Give any fact evidence and submit it."""
    cite(fact, factories.source(), factories.QUOTE)
    submit(fact, by=by or factories.staff())
    fact.refresh_from_db()
    return fact


def read(facts):
    """Return that the findings about the facts were read, as they are now."""
    found = findings_about(facts)
    return {fact.pk: fingerprint_of(found[fact.pk]) for fact in facts}


def reasons(report):
    return [outcome.reason for outcome in report.refused]


def test_all_are_published_with_the_same_comment():
    facts = [factories.submitted_status() for _ in range(3)]

    report = approve_many(facts, by=factories.reviewer(), comment="Checked.")

    assert {outcome.fact.pk for outcome in report.published} == {fact.pk for fact in facts}
    assert {outcome.revision.summary for outcome in report.published} == {"Checked."}
    assert report.refused == []


def test_one_that_fails_stops_only_itself_and_says_why():
    good = factories.submitted_status()
    second = factories.submitted_status(actor=good.actor, organization=good.organization)
    other = factories.submitted_status()

    facts = [good, second, other]
    report = approve_many(facts, by=factories.reviewer(), read=read(facts))

    assert [outcome.fact for outcome in report.published] == [good, other]
    assert [outcome.fact for outcome in report.refused] == [second]
    assert "another formal status" in reasons(report)[0]
    assert Fact.objects.get(pk=second.pk).state == "submitted"


def test_nobody_approves_an_own_submission_among_others():
    reviewer = factories.reviewer()
    mine, theirs = factories.submitted_status(by=reviewer), factories.submitted_status()

    report = approve_many([mine, theirs], by=reviewer)

    assert [outcome.fact for outcome in report.published] == [theirs]
    assert "Someone else has to approve it" in reasons(report)[0]
    assert not Revision.objects.filter(record=mine.pk).exists()


def test_who_does_not_review_publishes_nothing():
    facts = [factories.submitted_status() for _ in range(2)]

    report = approve_many(facts, by=factories.editor())

    assert report.published == []
    assert all("may not approve" in reason for reason in reasons(report))


def test_what_is_not_under_review_is_reported():
    fact = factories.published_status()
    fact.public_note = "x"
    fact.save()
    submit(fact, by=factories.editor())
    draft, ready = factories.draft_status(), factories.submitted_status()

    report = approve_many([draft, fact, ready], by=factories.reviewer())

    assert [outcome.fact for outcome in report.published] == [fact, ready]
    assert "is draft and cannot be approved" in reasons(report)[0]


def test_what_others_refer_to_is_published_before_them():
    event = factories.event()
    statement = factories.statement(event=event)
    position = factories.position(statement=statement, event=event)
    status = factories.status()
    facts = [submitted(fact) for fact in (position, statement, status, event)]

    report = approve_many(facts, by=factories.reviewer())

    assert [outcome.fact.kind for outcome in report.published] == [
        "event",
        "statement",
        "position",
        "status",
    ]


def test_a_fact_that_disputes_a_later_one_is_tried_again_after_it():
    later = factories.status()
    earlier = factories.status()
    earlier.disputes.add(later)
    facts = [submitted(earlier), submitted(later)]

    report = approve_many(facts, by=factories.reviewer(), read=read(facts))

    assert [outcome.fact for outcome in report.published] == [later, earlier]


def test_a_reference_to_what_stays_unpublished_is_reported_once():
    fact = factories.status()
    fact.disputes.add(factories.event(name="Unheard of"))

    facts = [submitted(fact)]

    report = approve_many(facts, by=factories.reviewer(), read=read(facts))

    assert report.published == []
    assert len(report.refused) == 1
    assert "refers to what is not public: “Unheard of”" in reasons(report)[0]


def test_a_fact_deleted_meanwhile_is_reported():
    ready, gone = factories.submitted_status(), factories.draft_status()
    Fact.objects.filter(pk=gone.pk).delete()

    report = approve_many([gone, ready], by=factories.reviewer())

    assert "does not exist any more" in reasons(report)[0]
    assert [outcome.fact for outcome in report.published] == [ready]


def test_whoever_breaks_off_loses_nothing_that_was_done():
    facts = [factories.submitted_status() for _ in range(3)]
    approvals = approve_each(facts, by=factories.reviewer())
    around = len(connection.savepoint_ids)

    done = next(approvals)
    left_open = len(connection.savepoint_ids) - around
    approvals.close()

    assert left_open == 0
    assert Fact.objects.get(pk=done.fact.pk).state == "published"
    assert Fact.objects.filter(pk__in=[fact.pk for fact in facts], state="submitted").count() == 2


class TestProspects:
    """What the confirmation page says beforehand."""

    def test_they_name_every_reason(self):
        reviewer = factories.reviewer()
        fact = factories.status()
        fact.disputes.add(factories.event(name="Unheard of"))
        submitted(fact, by=factories.staff())
        mine = factories.submitted_status(by=reviewer)

        first, second = prospects_of([mine, fact], by=reviewer)

        assert "Someone else has to approve it" in first.reasons[0]
        assert "Unheard of" in second.reasons[0]

    def test_a_reference_within_the_selection_is_no_reason(self):
        event = factories.event()
        facts = [submitted(factories.statement(event=event)), submitted(event)]

        prospects = list(prospects_of(facts, by=factories.reviewer()))

        assert [prospect.fact.kind for prospect in prospects] == ["event", "statement"]
        assert all(not prospect.reasons for prospect in prospects)


def test_what_has_findings_is_approved_only_if_they_were_read():
    fact = submitted(factories.held_too_early())
    by = factories.reviewer()

    for unread in (None, {}, {fact.pk: ""}, {fact.pk: "0" * 64}):
        report = approve_many([fact], by=by, read=unread)
        assert "findings of the consistency rules that you have not read" in reasons(report)[0]
    assert Fact.objects.get(pk=fact.pk).state == "submitted"

    assert len(approve_many([fact], by=by, read=read([fact])).published) == 1


def test_one_that_was_changed_since_it_was_read_stops_only_itself():
    good, changed = factories.submitted_status(), factories.submitted_status()
    by = changed.submitted_by
    withdraw(changed, by=by)
    shown = Fact.objects.get(pk=changed.pk)
    Fact.objects.filter(pk=changed.pk).update(public_note="Nobody has read this.")
    submit(changed, by=by)

    report = approve_many([good, shown], by=factories.reviewer())

    assert [outcome.fact for outcome in report.published] == [good]
    assert "was changed after you opened it" in reasons(report)[0]
