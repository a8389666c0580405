"""Property: whatever editors do, replaying the ledger gives the current record, at any moment."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curation.actions import approve, publish_reference, retract, submit
from curation.ledger import verify
from curation.models import Actor, Revision
from curation.vocabulary import Action
from tests import factories

pytestmark = pytest.mark.django_db

STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["edit", "publish", "retract", "rename"])),
    max_size=8,
)


def step(fact, deed, editor, reviewer):
    """Do one thing to a fact, as far as its state allows it."""
    fact.refresh_from_db()
    if deed == "edit":
        fact.public_note += "x"
        fact.save()
    elif deed == "publish" and fact.state == "draft":
        submit(fact, by=editor)
        approve(fact, by=reviewer)
    elif deed == "retract" and fact.state == "published":
        retract(fact, by=reviewer, reason="Wrong.")
    elif deed == "rename" and fact.state == "published":
        actor = Actor.objects.get(pk=fact.actor_id)
        actor.name += "!"
        actor.save()
        publish_reference("actor", actor, by=editor)


def replay(revisions):
    """Return the record that a reader who takes the revisions one by one ends with."""
    record = {}
    for revision in revisions:
        if revision.action == Action.RETRACT:
            record.pop(revision.record, None)
        else:
            record[revision.record] = revision.document
    return record


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_replay_gives_the_record_at_every_recorded_moment(db, steps):
    editor, reviewer = factories.editor(), factories.reviewer()
    facts = [factories.published_status() for _ in range(3)]
    since = Revision.objects.order_by("-id").first().id
    for number, deed in steps:
        step(facts[number], deed, editor, reviewer)

    assert verify()[1] is None
    history = list(Revision.objects.order_by("id"))
    current = Revision.objects.current().standing()
    assert replay(history) == dict(current.values_list("record", "document"))
    for revision in history:
        if revision.id > since:
            known = Revision.objects.known_at(revision.recorded.lower).standing()
            upto = [former for former in history if former.id <= revision.id]
            assert replay(upto) == dict(known.values_list("record", "document"))
