"""Restoring makes a row and its parts say again what they said then."""

from importlib import import_module

import pytest
from django.contrib.auth import get_user_model

from curation.actions import approve, changes_from, cite, publish_reference, restore, submit
from curation.errors import EvidenceError, NotAllowed, RuleBroken, WrongState
from curation.models import Actor, Citation, Figure, Revision, Source, Status, timeline_of
from curation.vocabulary import Origin, RecordKind, State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def anyone():
    """Return an account that may do everything."""
    return get_user_model().objects.create(username="anyone", is_superuser=True)


def fresh(row):
    """Return the row as it is saved, as the page shows it on which somebody restores it."""
    return type(row).objects.get(pk=row.pk)


def latest(row):
    return timeline_of(type(row), row.pk)[-1].number


def test_status_comes_back_with_its_columns_and_citations(anyone):
    status = factories.draft_status(public_note="Then")
    first, then = status.citations.get().pk, latest(status)
    status = Status.objects.get(pk=status.pk)
    status.public_note, status.when = "Since", "2021"
    status.save()
    status.citations.all().delete()
    cite(status, factories.source(), factories.QUOTE)

    with changes_from(Origin.ADMIN):
        restored = restore(fresh(status), then, by=anyone, reason="Too hasty")

    assert (restored.public_note, restored.when) == ("Then", "2020-05-01/2022-05-01")
    assert str(restored.possible.lower) == "2020-05-01"
    back = restored.citations.get()
    assert (back.pk, back.start, back.quote) == (first, 0, factories.QUOTE)
    last = timeline_of(Status, status.pk)[-1]
    assert last.told == {
        "origin": "admin",
        "user": anyone.pk,
        "by": "anyone",
        "reason": "Too hasty",
        "restored": 2,
    }


def test_published_fact_becomes_a_draft_and_readers_see_what_was_published(anyone):
    status = factories.draft_status(public_note="First")
    then = latest(status)
    Status.objects.filter(pk=status.pk).update(public_note="Second")
    submit(status, by=factories.editor())
    approve(status, by=factories.reviewer())

    restored = restore(fresh(status), then, by=anyone)

    assert (restored.state, restored.public_note) == (State.DRAFT, "First")
    public = Revision.objects.current().get(record=status.pk)
    assert public.document["note"] == "Second"


def test_actor_comes_back_with_its_names(anyone):
    actor = factories.actor(name="Then")
    actor.names.create(name="Альфа", language="ru")
    then = latest(actor)
    actor.names.update(name="Бета")
    actor.names.create(name="阿", language="zh")
    Actor.objects.filter(pk=actor.pk).update(name="Since")

    restored = restore(fresh(actor), then, by=anyone)

    assert restored.name == "Then"
    assert [str(name) for name in restored.names.all()] == ["Альфа (ru)"]


def test_links_and_participants_come_back(anyone):
    figure, event = factories.figure(), factories.event()
    actor, other = factories.actor(), factories.actor()
    figure.subjects.add(actor)
    event.participants.create(actor=actor, role="host")
    then, before = latest(figure), latest(event)
    figure.subjects.set([other])
    event.participants.all().delete()

    restore(fresh(figure), then, by=anyone)
    restore(fresh(event), before, by=anyone)

    assert list(Figure.objects.get(pk=figure.pk).subjects.all()) == [actor]
    assert event.participants.get().role == "host"


def test_restored_reference_data_that_is_public_is_published(anyone):
    actor = factories.actor(name="Then")
    then = latest(actor)
    publish_reference(RecordKind.ACTOR, actor, by=anyone)
    actor.name = "Since"
    actor.save()
    publish_reference(RecordKind.ACTOR, actor, by=anyone)

    restore(fresh(actor), then, by=anyone)

    assert Revision.objects.current().get(record=actor.pk).document["name"] == "Then"


def test_text_held_stays(anyone):
    source = factories.source("", note="Then")
    then = latest(source)
    source.held_text, source.note = "The text.", "Since"
    source.save()

    restored = restore(fresh(source), then, by=anyone)

    after = Source.objects.get(pk=source.pk)
    assert (restored.note, after.held_text) == ("Then", "The text.")


def test_public_slug_is_not_restored(anyone):
    actor = factories.actor(slug="then")
    then = latest(actor)
    Actor.objects.filter(pk=actor.pk).update(slug="since")
    publish_reference(RecordKind.ACTOR, Actor.objects.get(pk=actor.pk), by=anyone)

    with pytest.raises(RuleBroken, match="public identifier") as refusal:
        restore(fresh(actor), then, by=anyone)
    assert refusal.value.rule == "published_slug_is_never_changed"


def test_fact_under_review_is_not_restored(anyone):
    status = factories.submitted_status()

    with pytest.raises(WrongState, match="under review and cannot be restored"):
        restore(status, timeline_of(Status, status.pk)[0].number, by=anyone)


def test_what_refers_to_a_row_deleted_since_is_not_restored(anyone):
    former, actor = factories.organization(), factories.actor()
    Actor.objects.filter(pk=actor.pk).update(parent=former)
    then = latest(actor)
    Actor.objects.filter(pk=actor.pk).update(parent=None, note="Since")
    former.delete()

    with pytest.raises(RuleBroken, match="cannot be restored"):
        restore(fresh(actor), then, by=anyone)
    assert Actor.objects.get(pk=actor.pk).note == "Since"


def test_quotation_that_no_longer_stands_in_its_source_is_not_restored(anyone):
    status, source = factories.status(), factories.source("")
    cite(status, source, "Words that the text will lack")
    then = latest(status)
    Citation.objects.filter(fact=status.pk).delete()
    source.held_text = "Another text."
    source.save()

    with pytest.raises(EvidenceError, match="A citation cannot be restored"):
        restore(fresh(status), then, by=anyone)
    assert not status.citations.exists()


def test_whoever_may_not_change_a_row_may_not_restore_it():
    actor = factories.actor()

    with pytest.raises(NotAllowed):
        restore(actor, latest(actor), by=factories.editor())


def test_history_without_its_beginning_is_not_restored(anyone, monkeypatch):
    actor = factories.actor()
    changes = timeline_of(Actor, actor.pk)
    changes[0].is_complete = False
    module = import_module("curation.actions.restore")
    monkeypatch.setattr(module, "timeline_of", lambda model, pk: changes)

    with pytest.raises(WrongState, match="began after this row was entered"):
        restore(actor, changes[0].number, by=anyone)
