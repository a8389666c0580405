"""Discarding working changes goes back to the published revision, and only there."""

import importlib

import pytest

from curation.actions import (
    approve,
    cite,
    confirm_evidence,
    discard_changes,
    publish_reference,
    retract,
    submit,
    withdraw,
)
from curation.documents import render
from curation.errors import NotAllowed, RuleBroken, WrongState
from curation.models import FACT_MODELS, HISTORIES, Actor, Citation, Fact, Revision, Status
from curation.vocabulary import FACT_KINDS, RecordKind
from tests import factories

pytestmark = pytest.mark.django_db


def edited(fact):
    """Change the claim of a published status, its evidence and a link; return it as saved."""
    fact.when = "2019"
    fact.certainty, fact.hedge = "hedged", "around"
    fact.actor = factories.actor()
    fact.public_note = "Changed."
    fact.save()
    citation = fact.citations.get()
    citation.quote, citation.start = "It left on 1 May 2022.", None
    citation.anchor()
    citation.save()
    cite(fact, factories.source(), factories.QUOTE)
    fact.disputes.add(factories.event())
    return Status.objects.get(pk=fact.pk)


def test_the_working_copy_says_again_what_the_ledger_says():
    fact = factories.published_status()
    before = render(RecordKind.STATUS, Status.objects.get(pk=fact.pk))
    fact = edited(fact)

    revision = discard_changes(fact, by=factories.editor())

    assert fact.state == "published"
    assert render(RecordKind.STATUS, Status.objects.get(pk=fact.pk)) == before
    assert revision == Revision.objects.current().get(record=fact.pk)


def test_nothing_is_published_by_it_and_edits_go_on_counting():
    fact = edited(factories.published_status())
    count, version = Revision.objects.count(), fact.version

    discard_changes(fact, by=factories.editor())

    assert Revision.objects.count() == count
    assert Fact.objects.get(pk=fact.pk).version > version


def test_the_history_keeps_what_was_discarded():
    fact = edited(factories.published_status())

    discard_changes(fact, by=factories.editor())

    notes = HISTORIES[Fact].objects.filter(id=fact.pk).values_list("public_note", flat=True)
    quotes = HISTORIES[Citation].objects.filter(fact_id=fact.pk).values_list("quote", flat=True)
    assert "Changed." in notes
    assert "It left on 1 May 2022." in quotes


def test_the_desk_note_is_nobody_s_publication_and_stays():
    fact = factories.published_status()
    fact.desk_note = "Ask Ann."
    fact.save()

    discard_changes(fact, by=factories.editor())

    assert Fact.objects.get(pk=fact.pk).desk_note == "Ask Ann."


def test_a_citation_that_was_deleted_comes_back_with_its_identity():
    fact = factories.published_status()
    citation = fact.citations.get()
    fact.citations.all().delete()
    fact.refresh_from_db()

    discard_changes(fact, by=factories.editor())

    assert fact.citations.get() == citation


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_every_fact_of_the_record_finds_back(kind):
    """The database reads each kind's tables as the documents do, or would refuse."""
    facts = FACT_MODELS[kind].objects.filter(state="published")
    assert facts
    for fact in facts:
        Fact.objects.filter(pk=fact.pk).update(public_note="x", when="1999", possible="[,)")
        fact.refresh_from_db()
        discard_changes(fact, by=factories.staff())

        document = Revision.objects.current().get(record=fact.pk).document
        assert render(kind, FACT_MODELS[kind].objects.get(pk=fact.pk)) == document


def test_participants_and_subjects_find_back():
    event = FACT_MODELS["event"].objects.filter(participants__isnull=False).first()
    figure = FACT_MODELS["figure"].objects.filter(subjects__isnull=False).first()
    roles = list(event.participants.values_list("actor", "role"))
    subjects = set(figure.subjects.all())
    event.participants.first().delete()
    figure.subjects.set([factories.actor()])

    for fact in (event, figure):
        fact.refresh_from_db()
        discard_changes(fact, by=factories.staff())

    assert list(event.participants.values_list("actor", "role")) == roles
    assert set(figure.subjects.all()) == subjects


def test_a_label_renewed_meanwhile_is_no_obstacle():
    fact = factories.published_status()
    Actor.objects.filter(pk=fact.actor_id).update(name="Strelsau")
    publish_reference("actor", Actor.objects.get(pk=fact.actor_id), by=factories.editor())
    fact = edited(fact)

    discard_changes(fact, by=factories.editor())

    assert (fact.state, fact.actor.name) == ("published", "Strelsau")


def test_a_fact_set_back_can_be_changed_and_published_again():
    fact = edited(factories.published_status())
    discard_changes(fact, by=factories.editor())
    fact.when = "2020-05-02/2022-05-01"
    fact.save()
    confirm_evidence(fact, by=factories.editor())

    submit(fact, by=factories.editor())
    revision = approve(fact, by=factories.reviewer())

    assert (revision.number, revision.document["when"]) == (2, "2020-05-02/2022-05-01")


def test_it_is_refused_while_the_fact_is_under_review():
    fact = factories.published_status()
    fact.public_note = "Changed."
    fact.save()
    editor = factories.editor()
    submit(fact, by=editor)

    with pytest.raises(WrongState, match="submitted for review and cannot be set back"):
        discard_changes(fact, by=editor)

    withdraw(fact, by=editor)
    discard_changes(fact, by=editor)
    assert fact.state == "published"


def test_what_was_never_published_has_nothing_to_go_back_to():
    with pytest.raises(WrongState, match="is not public"):
        discard_changes(factories.draft_status(), by=factories.editor())


def test_what_is_as_published_has_nothing_to_discard():
    with pytest.raises(WrongState, match="published and cannot be set back"):
        discard_changes(factories.published_status(), by=factories.editor())


def test_who_may_not_edit_discards_nothing():
    fact = edited(factories.published_status())

    with pytest.raises(NotAllowed, match="may not discard"):
        discard_changes(fact, by=factories.reader())

    assert Fact.objects.get(pk=fact.pk).state == "draft"


def test_nothing_is_half_discarded_when_the_database_refuses(monkeypatch):
    fact = edited(factories.published_status())
    module = importlib.import_module("curation.actions.discard")
    monkeypatch.setattr(module, "_set_citations", lambda *given: None)

    with pytest.raises(RuleBroken) as refusal:
        discard_changes(fact, by=factories.editor())

    assert refusal.value.rule == "published_fact_stands_in_the_ledger"
    assert Fact.objects.get(pk=fact.pk).public_note == "Changed."


class TestByRawSql:
    """The door through which changes are discarded lets nothing else pass."""

    BACK = "UPDATE curation_fact SET state = 'published' WHERE id = %s"

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE curation_fact SET \"when\" = '1999' WHERE id = %s",
            "UPDATE curation_fact SET rank = 'rejected', rationale = 'x' WHERE id = %s",
            "UPDATE curation_fact SET definite = 'empty' WHERE id = %s",
            "UPDATE curation_fact SET possible = '(,)' WHERE id = %s",
            "UPDATE curation_fact SET public_note = 'x' WHERE id = %s",
            "UPDATE curation_status SET actor_as_written = 'x' WHERE fact_id = %s",
            "UPDATE curation_status SET actor_id = (SELECT id FROM curation_actor "
            "WHERE id NOT IN (actor_id, organization_id) LIMIT 1) WHERE fact_id = %s",
            "UPDATE curation_citation SET locator = 'x' WHERE fact_id = %s",
            "UPDATE curation_citation SET support = 'mentions' WHERE fact_id = %s",
            "DELETE FROM curation_citation WHERE fact_id = %s",
            "INSERT INTO curation_fact_disputes (from_fact_id, to_fact_id) "
            "SELECT %s, id FROM curation_fact WHERE kind = 'event' LIMIT 1",
        ],
    )
    def test_a_changed_fact_does_not_pass_for_published(self, refused, sql, change):
        fact = factories.published_status()

        with refused("published_fact_stands_in_the_ledger"):
            sql(change, fact.pk)
            sql("SELECT set_config('registry.action', 'discard', true)")
            sql(self.BACK, fact.pk)

    def test_a_fact_that_was_never_published_does_not(self, refused, sql):
        fact = factories.draft_status()

        with refused("published_fact_stands_in_the_ledger"):
            sql("SELECT set_config('registry.action', 'discard', true)")
            sql(self.BACK, fact.pk)

    def test_a_fact_under_review_does_not_pass_for_another_state(self, refused, sql):
        fact = factories.submitted_status()

        with refused("published_fact_stands_in_the_ledger"):
            sql("SELECT set_config('registry.action', 'discard', true)")
            sql(self.BACK, fact.pk)

    def test_a_retracted_fact_does_not(self, refused, sql):
        fact = factories.published_status()
        retract(fact, by=factories.reviewer(), reason="Misread.")
        Fact.objects.filter(pk=fact.pk).update(public_note="x")
        Fact.objects.filter(pk=fact.pk).update(public_note="")

        with refused("published_fact_stands_in_the_ledger"):
            sql("SELECT set_config('registry.action', 'discard', true)")
            sql(self.BACK, fact.pk)

    def test_a_published_fact_edited_in_the_same_breath_does_not(self, refused, sql):
        fact = factories.published_status()

        with refused("published_fact_stands_in_the_ledger"):
            sql(
                "UPDATE curation_fact SET rank = 'rejected', rationale = 'x' WHERE id = %s", fact.pk
            )
            sql("SELECT set_config('registry.action', 'discard', true)")
            sql(
                "UPDATE curation_fact SET state = 'published', public_note = 'x' WHERE id = %s",
                fact.pk,
            )
