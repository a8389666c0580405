"""The History tab shows every change as an editor thinks of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.actions import changes_from, cite
from curation.models import Actor, Citation, Status
from curation.vocabulary import Origin

from ... import factories
from .conftest import address, evidence, said_in, seen, sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def status(seeded):
    return factories.draft_status()


def entries(client, row, model="status"):
    """Return what the History tab shows, the newest first."""
    response = client.get(address(model, "history", row.pk))
    assert response.status_code == 200
    return response.context["entries"]


def said(entry):
    return {each.subject: (each.before, each.after) for each in entry.differences}


def test_one_save_of_a_form_is_one_entry_with_all_that_it_changed(editor, status):
    form, source = address("status", "change", status.pk), factories.source(name="The Paper")
    league = factories.organization(name="The League")
    former = status.organization.name

    editor.post(
        form,
        sent_by(editor.get(form), public_note="New", organization=str(league.pk))
        | evidence(1, source, factories.QUOTE)
        | {"citations-0-support": "mentions"},
    )

    newest = entries(editor, status)[0]
    assert (newest.who, newest.way, newest.headline) == ("editor", "at the desk", "Edited")
    first = status.citations.earliest("position").source.name
    assert said(newest) == {
        "Public note": ("–", "New"),
        "Organization": (former, "The League"),
        f"Citation of “{first}”: support": ("Supports", "Mentions"),
        "Citation added": ("–", f"“{factories.QUOTE}” (The Paper, paragraph 1; supports)"),
    }


def test_removed_citation_still_shows(editor, status):
    form = address("status", "change", status.pk)

    editor.post(form, sent_by(editor.get(form)) | {"citations-0-DELETE": "on"})

    (removed,) = entries(editor, status)[0].differences
    assert (removed.subject, removed.sort) == ("Citation removed", "removed")
    assert factories.QUOTE in removed.before


@pytest.mark.parametrize("way", ["raw SQL", "bulk_update", "update", "part"])
def test_each_statement_past_the_programs_is_an_entry_that_says_so(editor, status, sql, way):
    status.public_note = "Past"
    ways = {
        "raw SQL": lambda: sql(
            "UPDATE curation_fact SET public_note = 'Past' WHERE id = %s", status.pk
        ),
        "bulk_update": lambda: Status.objects.bulk_update([status], ["public_note"]),
        "update": lambda: Status.objects.filter(pk=status.pk).update(public_note="Past"),
        "part": lambda: Citation.objects.filter(fact=status.pk).update(locator="Past"),
    }
    before = len(entries(editor, status))

    ways[way]()

    newest, *rest = entries(editor, status)
    assert newest.way == "outside the registry's programs"
    assert [each.after for each in newest.differences] == ["Past"]
    assert len(rest) == before


def test_command_and_shell_show_by_their_names(editor, status):
    for origin, by in ((Origin.COMMAND, None), (Origin.SHELL, "ann")):
        with changes_from(origin, by=by, command=str(origin)):
            Status.objects.filter(pk=status.pk).update(public_note=str(origin))

    shell, command, *_ = entries(editor, status)
    assert (shell.who, shell.way) == ("ann", "in a shell session")
    assert command.way == "by a command (command)"


def test_steps_of_review_are_entries_of_their_own(administrator, editor):
    status = factories.published_status(public_note="Then")
    form = address("status", "change", status.pk)
    editor.post(form, sent_by(editor.get(form), public_note="Since"))

    edited, approved, submitted, *_ = entries(administrator, status)
    assert (approved.headline, submitted.headline) == (
        "Approved and published",
        "Submitted for review",
    )
    assert (approved.differences, edited.became_draft) == ([], "published")


def test_saving_without_a_change_leaves_no_entry(editor, status):
    form, before = address("status", "change", status.pk), len(entries(editor, status))

    editor.post(form, sent_by(editor.get(form)))

    assert len(entries(editor, status)) == before


def test_what_was_referred_to_and_deleted_since_is_named(editor, seeded):
    parent, actor = factories.organization(name="Gone"), factories.actor()
    Actor.objects.filter(pk=actor.pk).update(parent=parent)
    Actor.objects.filter(pk=actor.pk).update(parent=None)
    parent.delete()

    newest = entries(editor, actor, "stateactor")[0]

    assert said(newest) == {"Parent": ("Gone (deleted since)", "–")}


@pytest.mark.parametrize(
    "name",
    [
        *("status", "statement", "position", "event", "figure", "source", "issue", "indicator"),
        *("status_type", "actor"),
    ],
)
def test_every_row_with_a_history_has_the_page(editor, name, seeded):
    row = getattr(factories, name)()

    (entry,) = entries(editor, row, name.replace("_", ""))

    assert entry.headline == "Entered"


def test_page_costs_as_many_queries_for_many_changes_as_for_few(editor, status):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            entries(editor, status)
        return len(captured)

    few = queries()
    for number in range(30):
        cite(status, factories.source(), factories.QUOTE)
        Status.objects.filter(pk=status.pk).update(public_note=str(number))

    assert queries() == few
    second = editor.get(address("status", "history", status.pk), {"p": 2})
    assert second.context["page"].number == 2
    assert len(second.context["entries"]) == 20


def test_version_is_restored_after_a_page_that_shows_what_would_change(editor, status):
    form = address("status", "change", status.pk)
    editor.post(form, sent_by(editor.get(form), public_note="Since"))
    newest, first = entries(editor, status)[0], entries(editor, status)[-1]
    page = address("status", "restore", status.pk, first.number)

    asked = editor.get(page)
    subjects = [each.subject for each in asked.context["differences"]]
    assert subjects == ["Public note", "Citation removed"]
    status.refresh_from_db()
    assert (status.public_note, newest.can_restore) == ("Since", False)

    done = editor.post(page, seen(status, reason="Too hasty"), follow=True)

    status.refresh_from_db()
    newest = entries(editor, status)[0]
    assert status.public_note == ""
    assert "says again what it said then" in said_in(done)
    assert (newest.reason, newest.who) == ("Too hasty", "editor")
    assert newest.headline == f"Version {first.version} restored"


def test_refused_restoring_is_explained(editor):
    status = factories.submitted_status()
    first = entries(editor, status)[-1]

    refused = editor.post(address("status", "restore", status.pk, first.number), seen(status))

    assert "under review and cannot be restored" in said_in(refused)


def test_unknown_version_is_not_found(editor, status):
    assert editor.get(address("status", "restore", status.pk, 0)).status_code == 404
