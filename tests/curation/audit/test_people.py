"""The rule that lists publications whose two people may be one."""

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth import get_user_model

from curation.actions import changes_from, confirm_correction, submit
from curation.models import Fact, Status
from curation.vocabulary import Origin

from ... import factories

pytestmark = pytest.mark.django_db

RULE = "two-people-may-be-one"


@pytest.fixture
def submitter():
    return factories.staff()


@pytest.fixture
def approver():
    return factories.reviewer()


def published(submitter, approver, *, devices=("one", "another")):
    """Return a status that one account submitted and another approved, each from a browser."""
    fact = factories.draft_status()
    with changes_from(Origin.ADMIN, by=submitter, device=devices[0]):
        submit(fact, by=submitter)
    with changes_from(Origin.ADMIN, by=approver, device=devices[1]):
        factories.approve(fact, by=approver)
    return fact


def has_made(maker, made, flag=ADDITION, message="[]"):
    """Let Django's admin log say that one account made or changed another."""
    LogEntry.objects.create(
        user=maker,
        content_type_id=_content_type(),
        object_id=str(made.pk),
        object_repr=str(made),
        action_flag=flag,
        change_message=message,
    )


def _content_type():
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(get_user_model()).pk


def test_silent_about_two_people(findings, submitter, approver):
    assert RULE not in findings(published(submitter, approver))


def test_silent_about_what_shipped_with_the_registry(findings, seeded):
    assert RULE not in findings(Status.objects.filter(state="published").first())


def test_the_same_e_mail_address(findings, submitter, approver):
    submitter.email, approver.email = "ann@example.org", "Ann@Example.org"
    submitter.save()
    approver.save()

    message = findings(published(submitter, approver))[RULE].message

    assert "both have the same e-mail address" in message
    assert message.startswith(f"Approved by {approver.username}")
    assert submitter.username in message


def test_the_same_browser(findings, submitter, approver):
    fact = published(submitter, approver, devices=("same", "same"))

    assert "both used the same browser" in findings(fact)[RULE].message


def test_no_browser_is_not_the_same_browser(findings, submitter, approver):
    assert RULE not in findings(published(submitter, approver, devices=("", "")))


@pytest.mark.parametrize(
    ("flag", "message"),
    [
        (ADDITION, "[]"),
        (CHANGE, '[{"changed": {"fields": ["Groups"]}}]'),
        (CHANGE, '[{"changed": {"fields": ["Password"]}}]'),
        (CHANGE, "Changed password."),
    ],
)
def test_an_administrators_hand(findings, submitter, approver, flag, message):
    has_made(approver, submitter, flag, message)

    assert (
        "the approver made the other account"
        in findings(published(submitter, approver))[RULE].message
    )


def test_an_administrators_hand_the_other_way_round(findings, submitter, approver):
    has_made(submitter, approver)

    assert (
        "was made, or its role or password set, by the other"
        in findings(published(submitter, approver))[RULE].message
    )


def test_silent_about_another_change_of_an_account(findings, submitter, approver):
    has_made(approver, submitter, CHANGE, '[{"changed": {"fields": ["First name"]}}]')

    assert RULE not in findings(published(submitter, approver))


def test_who_confirmed_a_correction_stands_behind_it_too(findings, submitter, approver):
    author = factories.staff(email="rob@example.org")
    get_user_model().objects.filter(pk=approver.pk).update(email="rob@example.org")
    with changes_from(Origin.ADMIN, by=author):
        fact = factories.draft_status()
    with changes_from(Origin.ADMIN, by=approver):
        Fact.objects.filter(pk=fact.pk).update(public_note="Corrected.")
    fact.refresh_from_db()
    submit(fact, by=submitter)
    confirm_correction(fact, by=author)
    factories.approve(fact, by=get_user_model().objects.get(pk=approver.pk))

    assert author.username in findings(fact)[RULE].message


def test_the_next_publication_by_two_people_ends_it(findings, submitter, approver):
    has_made(approver, submitter)
    fact = published(submitter, approver)
    Fact.objects.filter(pk=fact.pk).update(public_note="Newer.")
    fact.refresh_from_db()
    submit(fact, by=factories.staff())
    factories.approve(fact, by=factories.reviewer())

    assert RULE not in findings(fact)
