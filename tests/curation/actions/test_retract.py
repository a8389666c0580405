"""What others name stays public until they name it no longer."""

import pytest

from curation.actions import retract
from curation.errors import RuleBroken
from curation.models import Revision
from curation.vocabulary import State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return factories.published(factories.event())


@pytest.fixture
def statement(event):
    return factories.published(factories.statement(event=event))


def test_an_event_that_a_public_statement_names_is_not_retracted(event, statement):
    with pytest.raises(
        RuleBroken, match=f"is named by “{statement.label}”.*retract that"
    ) as refusal:
        retract(event, by=factories.reviewer(), reason="It did not happen.")

    assert refusal.value.rule == "what_a_public_fact_names_is_not_retracted"
    event.refresh_from_db()
    assert event.state == State.PUBLISHED


def test_once_nobody_names_it_any_more_it_is(event, statement):
    retract(statement, by=factories.reviewer(), reason="It was not said.")
    retract(event, by=factories.reviewer(), reason="It did not happen.")

    records = [statement.pk, event.pk]
    assert not Revision.objects.current().standing().filter(record__in=records).exists()
