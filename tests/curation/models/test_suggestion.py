"""What readers report is kept as they wrote it, within bounds, and closed by somebody."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from curation.models import LONGEST, Suggestion
from tests import factories

pytestmark = pytest.mark.django_db


def reported(**fields):
    given = {"record": uuid.uuid4(), "kind": "status", "revision": 1, "wrong": "The year."}
    return Suggestion.objects.create(**(given | {"received_at": timezone.now()} | fields))


@pytest.fixture
def update(sql):
    """Change columns of a report past everything but the database."""

    def change(suggestion, assignments, *params):
        sql(f"UPDATE curation_suggestion SET {assignments} WHERE id = %s", *params, suggestion.pk)

    return change


@pytest.mark.parametrize("wrong", ["", "   "])
def test_a_report_says_what_is_wrong(refused, wrong):
    with refused("suggestion_says_what_is_wrong"):
        reported(wrong=wrong)


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("wrong", "suggestion_wrong_is_not_too_long"),
        ("correction", "suggestion_correction_is_not_too_long"),
        ("evidence", "suggestion_evidence_is_not_too_long"),
        ("name", "suggestion_name_is_not_too_long"),
        ("email", "suggestion_email_is_not_too_long"),
    ],
)
def test_no_text_is_longer_than_it_may_be(refused, field, rule):
    assert reported(**{field: "ж" * LONGEST[field]}).pk
    with refused(rule):
        reported(**{field: "ж" * (LONGEST[field] + 1)})


def test_kind_and_state_are_in_their_vocabularies(refused, update):
    suggestion, editor = reported(), factories.editor()
    closing = "state = 'lost', note = '?', closed_by_id = %s, closed_by_name = 'E'"

    with refused("suggestion_kind_is_in_its_vocabulary"):
        reported(kind="rumour")
    with refused("suggestion_state_is_in_its_vocabulary"):
        update(suggestion, f"{closing}, closed_at = now()", editor.pk)


@pytest.mark.parametrize(
    "assignments",
    [
        "state = 'accepted', note = 'Done.'",
        "state = 'declined', note = 'No.', closed_at = now()",
        "closed_by_name = 'somebody'",
        "closed_at = now()",
    ],
)
def test_who_closed_it_and_when_are_told_together_with_the_state(refused, update, assignments):
    suggestion = reported()

    with refused("closed_suggestion_names_who_and_when"):
        update(suggestion, assignments)


def test_it_is_not_closed_without_a_note(refused, update):
    suggestion, editor = reported(), factories.editor()

    with refused("closed_suggestion_has_a_note"):
        update(
            suggestion,
            "state = 'declined', closed_by_id = %s, closed_by_name = 'E', closed_at = now()",
            editor.pk,
        )


@pytest.mark.parametrize(
    "assignment",
    [
        "wrong = 'Other.'",
        "correction = 'Other.'",
        "evidence = 'Other.'",
        "name = 'Somebody else'",
        "email = 'other@example.org'",
        "revision = 2",
        "record = gen_random_uuid()",
        "received_at = now() + interval '1 day'",
    ],
)
def test_what_the_reader_wrote_is_not_edited(refused, update, assignment):
    suggestion = reported(name="A reader", email="reader@example.org")

    with refused("suggestion_is_kept_as_it_was_written"):
        update(suggestion, assignment)


def test_name_and_e_mail_can_be_erased(update):
    suggestion = reported(name="A reader", email="reader@example.org")

    update(suggestion, "name = '', email = ''")

    suggestion.refresh_from_db()
    assert (suggestion.name, suggestion.email) == ("", "")


def test_open_ones_come_longest_waiting_first():
    late, early = reported(), reported(received_at=timezone.now() - dt.timedelta(days=1))

    assert list(Suggestion.objects.open()) == [early, late]
