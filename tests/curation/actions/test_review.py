"""A fact's way through review: submit, approve, return, retract, withdraw."""

import datetime as dt

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from curation.actions import (
    approve,
    cite,
    publish_reference,
    retract,
    return_for_changes,
    submit,
    withdraw,
)
from curation.errors import EvidenceError, NotAllowed, RuleBroken, WrongState
from curation.models import LEDGER_LOCK, Actor, Fact, ReviewDecision, Revision
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_approved_fact_is_public_with_whom_and_when():
    submitter, approver = factories.editor(first_name="Ann"), factories.reviewer()
    fact = factories.submitted_status(by=submitter)

    revision = approve(fact, by=approver, comment="Checked.")

    assert fact.state == "published"
    assert revision.submitted_by == f"Ann ({submitter.username})"
    assert revision.approved_by == approver.username
    assert revision.document["citations"][0]["quote"] == factories.QUOTE
    assert revision.basis == "review"
    assert ReviewDecision.objects.get(revision=revision).by == approver


def test_what_a_fact_refers_to_is_published_beside_it():
    fact = factories.published_status()

    published = Revision.objects.current().filter(basis="reference")
    assert published.filter(slug=fact.actor.slug, kind="actor").exists()
    assert published.filter(slug=fact.status.slug, kind="status-type").exists()
    assert published.filter(slug=fact.citations.get().source.slug, kind="source").exists()


def test_the_submitter_does_not_approve():
    both = factories.reviewer()
    fact = factories.submitted_status(by=both)

    with pytest.raises(NotAllowed, match="Someone else"):
        approve(fact, by=both)

    assert not Revision.objects.filter(record=fact.pk).exists()


def test_an_editor_does_not_approve():
    with pytest.raises(NotAllowed, match="may not approve"):
        approve(factories.submitted_status(), by=factories.editor())


def test_a_fact_without_citation_is_not_submitted():
    with pytest.raises(EvidenceError, match="rests on no citation"):
        submit(factories.status(), by=factories.editor())


def test_a_draft_is_not_approved():
    with pytest.raises(WrongState, match="draft and cannot be approved"):
        approve(factories.draft_status(), by=factories.reviewer())


def test_a_quotation_that_is_not_there_is_refused_with_the_nearest_passage():
    with pytest.raises(EvidenceError, match="joined the League on 1 May 2020"):
        cite(factories.status(), factories.source(), "Ruritania joint the League on 1 May 2020.")


def test_a_returned_fact_carries_the_comment_and_can_be_submitted_again():
    fact = factories.submitted_status()

    decision = return_for_changes(fact, by=factories.reviewer(), comment="Which May?")
    assert (fact.state, decision.comment) == ("returned", "Which May?")

    submit(fact, by=factories.editor())
    assert fact.state == "submitted"


def test_a_return_without_comment_is_refused_and_nothing_is_half_written():
    fact = factories.submitted_status()

    with pytest.raises(RuleBroken, match="Say why") as refusal:
        return_for_changes(fact, by=factories.reviewer(), comment="  ")

    assert refusal.value.rule == "return_or_retraction_gives_a_reason"
    assert Fact.objects.get(pk=fact.pk).state == "submitted"


def test_only_the_submitter_withdraws():
    submitter = factories.editor()
    fact = factories.submitted_status(by=submitter)

    with pytest.raises(NotAllowed, match="only the submitter"):
        withdraw(fact, by=factories.editor())

    withdraw(fact, by=submitter)
    assert (fact.state, fact.submitted_by) == ("draft", None)


def test_an_edited_fact_keeps_its_published_revision_until_the_next():
    fact = factories.published_status()
    first = Revision.objects.current().get(record=fact.pk)

    fact.public_note = "Corrected."
    fact.save()
    assert fact.state == "draft"
    assert Revision.objects.current().get(record=fact.pk) == first

    submit(fact, by=factories.editor())
    second = approve(fact, by=factories.reviewer())
    first.refresh_from_db()
    assert (second.number, second.document["note"]) == (2, "Corrected.")
    assert first.recorded.upper == second.recorded.lower


def test_a_retraction_is_a_revision_with_a_public_reason():
    fact = factories.published_status()

    tombstone = retract(fact, by=factories.reviewer(), reason="Misread.")

    assert fact.state == "retracted"
    assert (tombstone.action, tombstone.summary, tombstone.number) == ("retract", "Misread.", 2)
    assert not Revision.objects.current().standing().filter(record=fact.pk).exists()


def test_a_retraction_without_reason_is_refused():
    fact = factories.published_status()

    with pytest.raises(RuleBroken) as refusal:
        retract(fact, by=factories.reviewer(), reason="")

    assert refusal.value.rule == "retraction_and_reissue_give_a_reason"
    assert Fact.objects.get(pk=fact.pk).state == "published"


def test_whoever_submitted_a_fact_does_not_retract_it():
    both = factories.reviewer()
    fact = factories.published_status(submitter=both)

    with pytest.raises(NotAllowed, match="Someone else has to retract"):
        retract(fact, by=both, reason="Mine.")


def test_a_new_full_name_makes_nobody_a_second_person():
    both = factories.reviewer(first_name="Ann")
    fact = factories.published_status(submitter=both)
    both.first_name = "Beth"
    both.save()

    with pytest.raises(NotAllowed, match="Someone else has to retract"):
        retract(fact, by=both, reason="Mine.")


def test_an_account_that_can_log_in_is_not_that_of_the_fixtures():
    get_user_model().objects.filter(username="bootstrap").update(username="once-bootstrap")
    impostor = factories.editor()
    impostor.username = "bootstrap"
    impostor.save()
    fact = factories.submitted_status(by=impostor)

    with pytest.raises(NotAllowed):
        approve(fact, by=impostor)


def test_what_is_not_public_is_not_retracted():
    with pytest.raises(WrongState, match="nothing to retract"):
        retract(factories.draft_status(), by=factories.reviewer(), reason="x")


def test_a_second_formal_status_at_the_same_time_is_refused_by_name_of_the_first():
    first = factories.published_status()
    second = factories.draft_status(
        actor=first.actor, organization=first.organization, when="2021/.."
    )

    with pytest.raises(RuleBroken, match="overlaps a published formal status") as refusal:
        submit(second, by=factories.editor())

    assert refusal.value.rule == "formal_statuses_of_an_actor_never_overlap"


def test_of_two_overlapping_submissions_the_second_is_refused_at_approval():
    first = factories.submitted_status()
    second = factories.submitted_status(actor=first.actor, organization=first.organization)
    approve(first, by=factories.reviewer())

    with pytest.raises(RuleBroken, match="another formal status") as refusal:
        approve(second, by=factories.reviewer())

    assert refusal.value.rule == "formal_statuses_of_an_actor_never_overlap"
    assert Fact.objects.get(pk=second.pk).state == "submitted"


def test_an_earlier_episode_may_follow_directly():
    first = factories.published_status(when="2020-05-01/2022-05-01")

    following = factories.published_status(
        actor=first.actor, organization=first.organization, when="2022-05-02/.."
    )

    assert following.state == "published"


def test_recorded_time_never_runs_backwards_even_if_the_clock_does():
    fact = factories.submitted_status()
    head = Revision.objects.order_by("-id").first()

    revision = approve(fact, by=factories.reviewer(), now=dt.datetime(2001, 1, 1, tzinfo=dt.UTC))

    assert revision.recorded.lower > head.recorded.lower


def test_a_stale_form_does_not_undo_a_submission():
    fact = factories.draft_status()
    stale = type(fact).objects.get(pk=fact.pk)
    submit(fact, by=factories.editor())

    stale.public_note = "typed before"
    with pytest.raises(RuleBroken) as refusal, factories.explained():
        stale.save()

    assert refusal.value.rule == "only_an_action_moves_a_fact_in_review"


def test_a_fact_that_refers_to_an_unpublished_one_is_not_approved():
    fact = factories.draft_status()
    fact.disputes.add(factories.event(name="Unheard of"))
    submit(fact, by=factories.editor())

    with pytest.raises(WrongState, match="refers to what is not public: “Unheard of”"):
        approve(fact, by=factories.reviewer())


def test_while_one_publishes_nobody_else_does():
    factories.published_status()

    settings = connection.get_connection_params()
    known = {key: settings[key] for key in ("dbname", "host", "port", "user") if key in settings}
    with psycopg.connect(**known, autocommit=True) as other:
        free = other.execute("SELECT pg_try_advisory_xact_lock(%s)", [LEDGER_LOCK]).fetchone()[0]

    assert not free


class TestLabels:
    """Renaming what facts refer to re-issues the documents that carry the label."""

    @pytest.fixture
    def renamed(self):
        fact = factories.published_status()
        Actor.objects.filter(pk=fact.actor_id).update(name="Strelsau")
        self.former = Revision.objects.current().get(record=fact.pk)
        publish_reference("actor", Actor.objects.get(pk=fact.actor_id), by=factories.editor())
        return Revision.objects.current().get(record=fact.pk)

    def test_the_document_carries_the_new_label(self, renamed):
        assert renamed.document["actor"]["name"] == "Strelsau"
        assert renamed.document["label"].startswith("Strelsau:")

    def test_the_revision_says_so_and_keeps_who_approved(self, renamed):
        assert (renamed.action, renamed.basis, renamed.number) == ("reissue", "label", 2)
        assert "labelled “Strelsau” now" in renamed.summary
        assert renamed.approved_by == self.former.approved_by

    def test_nothing_else_changes(self, renamed):
        relabelled = {"actor", "label"}
        assert {key for key in renamed.document if key not in relabelled} == {
            key for key in self.former.document if key not in relabelled
        }
        for key in renamed.document.keys() - relabelled:
            assert renamed.document[key] == self.former.document[key]
