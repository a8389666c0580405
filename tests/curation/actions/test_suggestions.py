"""A report is kept once, and closed once, by somebody who may."""

import uuid

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from curation.actions import close_suggestion, suggest
from curation.errors import NotAllowed, RuleBroken, WrongState
from curation.models import Revision, Suggestion
from curation.vocabulary import SuggestionState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def suggestion():
    revision = Revision.objects.current().get(record=factories.published_status().pk)
    return suggest(revision, suggestion=uuid.uuid4(), wrong="The year.")


@pytest.fixture
def editor():
    user = factories.editor(first_name="Ada")
    user.user_permissions.add(Permission.objects.get(codename="change_suggestion"))
    return get_user_model().objects.get(pk=user.pk)


def test_it_names_the_revision_that_the_reader_saw(suggestion):
    assert (suggestion.kind, suggestion.revision, suggestion.state) == ("status", 1, "open")


def test_the_same_report_is_kept_once(suggestion):
    revision = Revision.objects.current().get(record=suggestion.record)

    again = suggest(revision, suggestion=suggestion.pk, wrong="Something else.")

    assert again.wrong == "The year."
    assert Suggestion.objects.count() == 1


def test_it_is_closed_with_who_when_and_a_note(suggestion, editor):
    closed = close_suggestion(
        suggestion, by=editor, state=SuggestionState.ACCEPTED, note=" Corrected. "
    )

    assert (closed.state, closed.note, closed.closed_by) == ("accepted", "Corrected.", editor)
    assert closed.closed_by_name.startswith("Ada (")
    assert closed.closed_at


def test_it_is_not_closed_without_a_note(suggestion, editor):
    with pytest.raises(RuleBroken, match="Note what was found"):
        close_suggestion(suggestion, by=editor, state=SuggestionState.DECLINED, note=" ")


def test_it_is_not_closed_twice(suggestion, editor):
    close_suggestion(suggestion, by=editor, state=SuggestionState.DECLINED, note="No.")

    with pytest.raises(WrongState, match="has closed this suggestion already: declined"):
        close_suggestion(suggestion, by=editor, state=SuggestionState.ACCEPTED, note="Yes.")


def test_whoever_may_not_does_not_close_it(suggestion):
    with pytest.raises(NotAllowed):
        close_suggestion(
            suggestion, by=factories.reader(), state=SuggestionState.ACCEPTED, note="Yes."
        )
