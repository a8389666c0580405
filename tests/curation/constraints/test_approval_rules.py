"""The rules of approval hold against raw SQL: one version, two people, each under its name."""

import datetime as dt
from contextlib import suppress
from importlib import import_module
from unittest import mock

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from curation.actions import (
    approve,
    authorship_of,
    changes_from,
    confirm_correction,
    discard_changes,
    refusals_explained,
    return_for_changes,
    submit,
)
from curation.errors import RuleBroken
from curation.models import (
    HISTORIES,
    CorrectionConfirmation,
    Fact,
    HistoryContext,
    ReviewDecision,
    Revision,
    Status,
)
from curation.vocabulary import Origin
from tests import factories

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)


def edit(fact, by, **columns):
    """Change columns of a fact in the name of an account, past every form."""
    with changes_from(Origin.ADMIN, by=by):
        Fact.objects.filter(pk=fact.pk).update(**columns)
    fact.refresh_from_db()


@pytest.fixture
def editor():
    return factories.editor(first_name="Ann")


@pytest.fixture
def reviewer():
    return factories.reviewer(first_name="Rob")


@pytest.fixture
def waiting(editor):
    """Return a status that an editor wrote and submitted."""
    with changes_from(Origin.ADMIN, by=editor):
        return factories.submitted_status(by=editor)


@pytest.fixture
def corrected(waiting, editor, reviewer):
    """Return a status of the editor in which the reviewer corrected something, under review."""
    return_for_changes(waiting, by=reviewer, comment="I correct it.")
    edit(waiting, reviewer, public_note="Corrected.")
    submit(waiting, by=editor)
    return waiting


def name(user):
    return f"{user.first_name} ({user.username})"


def decide(fact, by, **changes):
    """Record a decision past the action."""
    fields = {
        "fact_id": fact.pk,
        "fact_version": fact.version,
        "verdict": "returned",
        "comment": "Because.",
        "by": by,
        "by_name": name(by),
        "at": NOW,
    }
    return ReviewDecision.objects.create(**(fields | changes))


def append(fact, by, **changes):
    """Append a revision of a status under review past the action, and return it."""
    head = Revision.objects.order_by("-id").first()
    like = Revision.objects.get(record=factories.published_status().pk)
    head = Revision.objects.order_by("-id").first()
    fields = {
        each.attname: getattr(like, each.attname)
        for each in Revision._meta.fields
        if not each.generated
    } | {
        "id": None,
        "record": fact.pk,
        "number": 1,
        "fact_version": fact.version,
        "approved_by": name(by),
        "document": like.document | {"id": str(fact.pk), "rank": "alternative"},
        "recorded": DateTimeTZRange(head.recorded.lower + dt.timedelta(seconds=1), None),
        "previous_digest": head.digest,
        "digest": f"{head.id:064x}",
    }
    revision = Revision(**(fields | changes))
    revision.save(force_insert=True)
    return revision


# --- one version ----------------------------------------------------------------------------


def test_a_decision_is_about_the_version_under_review(refused, waiting, reviewer):
    for step in (1, -1):
        with refused("decision_is_about_the_version_under_review"):
            decide(waiting, reviewer, fact_version=waiting.version + step)


def test_nothing_is_decided_on_a_fact_that_is_not_under_review(refused, reviewer):
    for fact in (factories.draft_status(), factories.published_status()):
        with refused("decision_is_about_the_version_under_review"):
            decide(fact, reviewer)


def test_a_decision_names_the_version_that_it_published(refused, waiting, reviewer):
    other = factories.reviewer()
    for changes in ({"fact_version": waiting.version - 1}, {"approved_by": other.username}):
        with refused("decision_names_the_version_that_it_published"):
            revision = append(waiting, reviewer, **changes)
            decide(waiting, reviewer, verdict="approved", revision=revision)


def test_a_revision_without_a_decision_is_refused(refused, waiting, reviewer):
    with refused("revision_is_of_the_version_decided_on"):
        append(waiting, reviewer)


def test_a_retraction_without_a_decision_is_refused(refused, sql):
    revision = Revision.objects.get(record=factories.published_status().pk)
    fact = Fact.objects.get(pk=revision.record)
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("SET CONSTRAINTS ALL DEFERRED")
    with refused("revision_is_of_the_version_decided_on"):
        append(
            fact,
            factories.reviewer(first_name="Rob"),
            number=2,
            action="retract",
            summary="Wrong.",
            document=revision.document,
        )


def test_only_shipped_facts_are_published_unreviewed(refused, waiting, reviewer):
    with refused("only_shipped_facts_are_published_unreviewed"):
        append(waiting, reviewer, basis="bootstrap")


def test_a_decision_names_its_account(refused, waiting, reviewer, editor):
    for wrong in (name(editor), "Rob", f"Rob ({reviewer.username}) ", "x"):
        with refused("decision_names_its_account"):
            decide(waiting, reviewer, by_name=wrong)


# --- two people -----------------------------------------------------------------------------


def test_an_author_of_a_change_does_not_approve_it(refused, corrected, reviewer):
    with refused("author_of_a_change_does_not_approve_it"):
        revision = append(corrected, reviewer)
        decide(corrected, reviewer, verdict="approved", comment="", revision=revision)


def test_moving_the_fact_first_is_no_way_around(refused, sql, corrected, reviewer):
    """The history would take the publication for the beginning of the next change."""
    with refused("decision_is_about_the_version_under_review"):
        revision = append(corrected, reviewer)
        sql("SELECT set_config('registry.action', 'published', true)")
        Fact.objects.filter(pk=corrected.pk).update(state="published")
        decide(corrected, reviewer, verdict="approved", comment="", revision=revision)


def test_a_fact_is_published_for_no_moment_without_the_ledger(refused, sql, editor, reviewer):
    fact = factories.published_status()
    edit(fact, reviewer, public_note="Mine.")
    with refused("published_fact_stands_in_the_ledger"):
        sql("SELECT set_config('registry.action', 'discard', true)")
        Fact.objects.filter(pk=fact.pk).update(state="published")
        Fact.objects.filter(pk=fact.pk).update(desk_note="And a draft again.")
    assert "fact_becomes_published_with_the_ledger" in {
        trigger.name for trigger in Fact._meta.triggers
    }


def test_the_history_is_written_by_its_triggers(refused, sql, corrected, reviewer):
    with refused("history_is_written_by_its_triggers"):
        sql(
            "INSERT INTO curation_facthistory SELECT (jsonb_populate_record(history, "
            '\'{"pgh_id": 1000000000, "state": "published"}\')).* '
            "FROM curation_facthistory AS history WHERE pgh_obj_id = %s",
            corrected.pk,
        )


@pytest.mark.parametrize(
    "change",
    [
        """UPDATE pghistory_context SET metadata = metadata || '{"user": 0}'""",
        """UPDATE pghistory_context SET metadata = metadata || '{"by": "somebody else"}'""",
        "UPDATE pghistory_context SET metadata = metadata - 'user'",
        "DELETE FROM pghistory_context",
    ],
)
def test_an_author_in_the_history_is_never_altered(refused, sql, corrected, change):
    assert HistoryContext.objects.exists()
    with refused("author_in_the_history_is_never_altered"):
        sql(change)


# --- the confirmation of a correction ---------------------------------------------------------


def confirm(fact, by, **changes):
    """Confirm a correction past the action."""
    fields = {"fact_id": fact.pk, "fact_version": fact.version, "by": by, "by_name": name(by)}
    return CorrectionConfirmation.objects.create(**(fields | {"at": NOW} | changes))


def test_a_correction_is_confirmed_by_another_author(refused, waiting, corrected, reviewer):
    stranger = factories.staff(first_name="Eve")
    with refused("correction_is_confirmed_by_another_author"):
        confirm(corrected, stranger)


def test_who_wrote_all_of_a_change_confirms_nothing(refused, waiting, editor):
    with refused("correction_is_confirmed_by_another_author"):
        confirm(waiting, editor)


def test_a_correction_is_confirmed_as_it_is_now(refused, corrected, editor):
    for step in (1, -1):
        with refused("correction_is_confirmed_as_it_is_now"):
            confirm(corrected, editor, fact_version=corrected.version + step)


def test_a_confirmation_of_a_correction_names_its_account(refused, corrected, editor, reviewer):
    with refused("correction_names_who_confirmed_it"):
        confirm(corrected, editor, by_name="")
    with refused("correction_confirmation_names_its_account"):
        confirm(corrected, editor, by_name=name(reviewer))


@pytest.mark.parametrize("change", ["UPDATE %s SET by_name = 'x'", "DELETE FROM %s"])
def test_a_confirmation_of_a_correction_is_never_altered(refused, sql, corrected, editor, change):
    confirm(corrected, editor)
    with refused("correction_confirmation_is_never_altered"):
        sql(change % "curation_correctionconfirmation")


def test_a_confirmation_of_evidence_names_its_account(refused, sql, corrected, editor):
    with refused("confirmation_names_its_account"):
        sql(
            "INSERT INTO curation_evidenceconfirmation (fact_id, fact_version, by_id, by_name, at)"
            " VALUES (%s, %s, %s, 'Somebody else', now())",
            corrected.pk,
            corrected.version,
            editor.pk,
        )


# --- who counts as an author ------------------------------------------------------------------


def may_approve(fact, by):
    """Approve if that is allowed; the pages and the database give the same answer."""
    refusal = authorship_of([fact], by)[fact.pk].refusal
    asked_beforehand = import_module("curation.actions.approve")
    outcome = None
    with (
        suppress(RuleBroken),
        mock.patch.object(asked_beforehand, "refuse_own_change"),
        refusals_explained(),
        transaction.atomic(),
    ):
        outcome = approve(fact, by=by)
    assert (outcome is None) == (refusal is not None)
    assert refusal is None or refusal.rule == "author_of_a_change_does_not_approve_it"
    return outcome is not None


def test_pressing_submit_makes_nobody_an_author(reviewer):
    """All of it is the reviewer's; somebody else only handed it on."""
    with changes_from(Origin.ADMIN, by=reviewer):
        fact = factories.draft_status()
    submit(fact, by=factories.editor())

    assert not may_approve(fact, reviewer)
    assert may_approve(fact, factories.reviewer())


@pytest.mark.parametrize(
    "part",
    [
        lambda fact: (
            fact.citations.first().delete()
            and factories.cite(fact, factories.source(), factories.QUOTE)
        ),
        lambda fact: fact.disputes.add(Status.objects.filter(state="published").first()),
        lambda fact: Status.objects.filter(pk=fact.pk).update(start_basis="decision"),
        lambda fact: Fact.objects.filter(pk=fact.pk).update(version=fact.version + 1),
    ],
    ids=["citation", "link", "row of its kind", "raised by hand"],
)
def test_whatever_belongs_to_a_fact_makes_an_author(editor, reviewer, part):
    with changes_from(Origin.ADMIN, by=editor):
        fact = factories.draft_status()
    with changes_from(Origin.IMPORT, by=reviewer):
        part(fact)
    fact.refresh_from_db()
    submit(fact, by=editor)

    assert not may_approve(fact, reviewer)


def test_a_desk_note_is_no_part_of_a_change(waiting, editor, reviewer):
    return_for_changes(waiting, by=reviewer, comment="See the note.")
    edit(waiting, reviewer, desk_note="Ask the embassy.")
    submit(waiting, by=editor)

    assert may_approve(waiting, reviewer)


def test_a_new_name_makes_nobody_another_person(corrected, reviewer):
    reviewer.username, reviewer.first_name = "renamed", ""
    reviewer.save()

    assert not may_approve(corrected, reviewer)


def test_a_superuser_is_no_exception(corrected, reviewer):
    reviewer.is_superuser = True
    reviewer.save()

    assert not may_approve(corrected, reviewer)


def test_who_wrote_from_a_deleted_account_is_known_by_name(editor, reviewer):
    gone = factories.reviewer()
    with changes_from(Origin.ADMIN, by=gone):
        fact = factories.draft_status()
    submit(fact, by=editor)
    username = gone.username
    gone.delete()

    same = factories.reviewer()
    type(same).objects.filter(pk=same.pk).update(username=username)
    same.refresh_from_db()

    assert not may_approve(fact, same)


def test_an_earlier_owner_of_a_name_is_somebody_else(editor):
    """Ann wrote it, was renamed, and another person took the name."""
    ann = factories.reviewer()
    with changes_from(Origin.ADMIN, by=ann):
        fact = factories.draft_status()
    submit(fact, by=editor)
    username, ann.username = ann.username, "ann-since"
    ann.save()
    other = factories.reviewer()
    other.username = username
    other.save()

    assert not may_approve(fact, ann)
    assert may_approve(fact, other)


def test_what_was_published_before_is_no_part_of_the_change(editor, reviewer):
    other = factories.reviewer()
    with changes_from(Origin.ADMIN, by=reviewer):
        fact = factories.published_status(submitter=editor, approver=other)
    edit(fact, editor, public_note="Newer.")
    submit(fact, by=editor)

    assert may_approve(fact, reviewer)


def test_what_was_discarded_is_no_part_of_the_next_change(editor, reviewer):
    fact = factories.published_status()
    edit(fact, reviewer, public_note="Discarded.")
    discard_changes(fact, by=editor)
    edit(fact, editor, public_note="Newer.")
    submit(fact, by=editor)

    assert may_approve(fact, reviewer)


def test_what_was_undone_by_hand_still_counts(waiting, editor, reviewer):
    return_for_changes(waiting, by=reviewer, comment="I try something.")
    edit(waiting, reviewer, public_note="Tried.")
    edit(waiting, editor, public_note="")
    submit(waiting, by=editor)

    assert not may_approve(waiting, reviewer)


def test_a_confirmed_correction_is_approved_by_the_corrector(corrected, editor, reviewer):
    confirm_correction(corrected, by=editor)

    assert may_approve(corrected, reviewer)
    revision = Revision.objects.get(record=corrected.pk)
    assert (revision.submitted_by, revision.approved_by) == (name(editor), name(reviewer))


def test_a_confirmation_is_void_once_anything_changes(corrected, editor, reviewer):
    confirm_correction(corrected, by=editor)
    return_for_changes(corrected, by=reviewer, comment="One more thing.")
    edit(corrected, reviewer, public_note="Corrected again.")
    submit(corrected, by=editor)

    assert not may_approve(corrected, reviewer)


def test_a_draft_is_submitted_by_its_confirmation(waiting, editor, reviewer):
    return_for_changes(waiting, by=reviewer, comment="I correct it.")
    edit(waiting, reviewer, public_note="Corrected.")

    confirm_correction(waiting, by=editor)

    assert (waiting.state, waiting.submitted_by) == ("submitted", editor)


def test_what_the_corrector_submitted_is_handed_on_by_the_author(waiting, editor, reviewer):
    return_for_changes(waiting, by=reviewer, comment="I correct it.")
    edit(waiting, reviewer, public_note="Corrected.")
    submit(waiting, by=reviewer)

    confirm_correction(waiting, by=editor)

    assert waiting.submitted_by == editor
    assert may_approve(waiting, reviewer)


def test_the_approval_of_many_costs_few_queries_more(editor, reviewer):
    """The rule reads a fact's own history by its index, however long the others' are."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT FROM curation_facthistory WHERE pgh_obj_id = %s",
            [factories.draft_status().pk],
        )
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "Index" in plan
    assert HISTORIES[Fact]._meta.get_field("pgh_obj").db_index
