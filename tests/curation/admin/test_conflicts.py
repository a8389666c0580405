"""Two editors with the same form open: nothing is overwritten, and nothing typed is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.actions import cite, submit, withdraw
from curation.models import Actor, Citation, Issue, Source, Status

from ... import factories
from .conftest import address, evidence, said_in, sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def status(seeded):
    """A draft with a quotation, entered within the history's time."""
    return factories.draft_status()


def lines(response):
    """Return the page's lines: subject → as opened, as saved, as typed, and whose change it is."""
    return {
        line.subject: (line.base, line.theirs, line.mine, line.verdict)
        for line in response.context["lines"]
    }


def applied(client, conflict, **choices):
    """Send the form of the conflict page, and return the form that it leads to."""
    typed: dict = {}
    for name, value in conflict.context["typed"]:
        typed.setdefault(name, []).append(value)
    return client.post(conflict.context["target"], typed | {"_merge": "1"} | choices)


def test_second_save_is_refused_with_both_versions_side_by_side(editor, reviewer, status):
    form = address("status", "change", status.pk)
    opened = editor.get(form)
    theirs = {"public_note": "Theirs", "desk_note": "Alone", "reason_for_change": "Read again"}
    reviewer.post(form, sent_by(reviewer.get(form), **theirs))

    refused = editor.post(form, sent_by(opened, public_note="Mine", actor_as_written="Rurik"))

    status.refresh_from_db()
    assert (refused.status_code, status.public_note) == (409, "Theirs")
    assert lines(refused) == {
        "Public note": ("–", "Theirs", "Mine", "conflict"),
        "Desk note": ("–", "Alone", "–", "theirs"),
        "Actor as written": ("–", "–", "Rurik", "mine"),
    }
    (entry,) = refused.context["since"]
    assert (entry.who, entry.way, entry.reason) == ("reviewer", "at the desk", "Read again")


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_mine_on_top_opens_the_form_and_saves_only_when_told(
    editor, reviewer, status, choice, kept
):
    form = address("status", "change", status.pk)
    opened = editor.get(form)
    reviewer.post(form, sent_by(reviewer.get(form), public_note="Theirs", desk_note="Alone"))
    refused = editor.post(form, sent_by(opened, public_note="Mine", actor_as_written="Rurik"))

    merged = applied(editor, refused, **{"choose-public_note": choice})

    status.refresh_from_db()
    assert (status.public_note, status.actor_as_written) == ("Theirs", "")
    assert "Nothing is saved yet" in said_in(merged)
    editor.post(form, sent_by(merged))
    status.refresh_from_db()
    assert (status.public_note, status.desk_note) == (kept, "Alone")
    assert status.actor_as_written == "Rurik"


def test_citations_of_both_are_kept(editor, reviewer, status):
    form = address("status", "change", status.pk)
    opened = editor.get(form)
    other, third = factories.source(), factories.source()
    reviewer.post(
        form,
        sent_by(reviewer.get(form))
        | evidence(1, other, factories.QUOTE)
        | {"citations-0-locator": "line 1"},
    )

    refused = editor.post(
        form,
        sent_by(opened)
        | evidence(1, third, "It left on 1 May 2022.")
        | {"citations-0-support": "mentions"},
    )
    merged = applied(editor, refused)
    editor.post(form, sent_by(merged))

    verdicts = sorted(line.verdict for line in refused.context["lines"])
    assert verdicts == ["added-by-me", "added-by-them", "mine", "theirs"]
    assert {each.source for each in status.citations.all()} >= {other, third}
    first = status.citations.get(quote=factories.QUOTE, locator="line 1")
    assert (status.citations.count(), first.support) == (3, "mentions")


@pytest.mark.parametrize(("choice", "kept"), [("mine", "line 1"), ("theirs", "line 9")])
def test_citation_changed_past_the_form_is_not_overwritten(editor, status, choice, kept):
    form = address("status", "change", status.pk)
    opened, citation = editor.get(form), status.citations.get()
    Citation.objects.filter(pk=citation.pk).update(locator="line 9")

    refused = editor.post(form, sent_by(opened) | {"citations-0-locator": "line 1"})
    citation.refresh_from_db()
    before = citation.locator
    (line,) = refused.context["lines"]
    merged = applied(editor, refused, **{line.choice: choice})
    editor.post(form, sent_by(merged))

    citation.refresh_from_db()
    assert (refused.status_code, line.verdict) == (409, "conflict")
    assert (before, citation.locator) == ("line 9", kept)


@pytest.mark.parametrize(("choice", "number"), [("mine", 1), ("theirs", 0)])
def test_citation_changed_by_one_and_removed_by_the_other_is_a_choice(
    editor, reviewer, status, choice, number
):
    form = address("status", "change", status.pk)
    opened, citation = editor.get(form), status.citations.get()
    reviewer.post(form, sent_by(reviewer.get(form)) | {"citations-0-DELETE": "on"})

    refused = editor.post(form, sent_by(opened) | {"citations-0-support": "mentions"})
    merged = applied(editor, refused, **{f"choose-citations-{citation.pk}": choice})
    editor.post(form, sent_by(merged))

    assert [line.verdict for line in refused.context["lines"]] == ["changed-though-removed"]
    assert status.citations.count() == number


def test_actor_with_names_is_not_overwritten(data_manager, administrator, seeded):
    actor = factories.actor()
    actor.names.create(name="Альфа", language="ru")
    form = address("stateactor", "change", actor.pk)
    opened = data_manager.get(form)
    administrator.post(form, sent_by(administrator.get(form), name="Theirs"))

    refused = data_manager.post(form, sent_by(opened) | {"names-0-name": "Бета"})
    merged = applied(data_manager, refused)
    data_manager.post(form, sent_by(merged))

    assert refused.status_code == 409
    assert Actor.objects.get(pk=actor.pk).name == "Theirs"
    assert actor.names.get().name == "Бета"


@pytest.mark.parametrize("name", ["source", "issue"])
def test_source_and_vocabulary_are_not_overwritten(data_manager, administrator, name):
    row = factories.source() if name == "source" else factories.issue()
    model = Source if name == "source" else Issue
    form = address(name, "change", row.pk)
    opened = data_manager.get(form)
    administrator.post(form, sent_by(administrator.get(form), note="Theirs"))

    refused = data_manager.post(form, sent_by(opened, name="Mine"))
    data_manager.post(form, sent_by(applied(data_manager, refused)))

    assert lines(refused)["Note"] == ("–", "Theirs", "–", "theirs")
    after = model.objects.get(pk=row.pk)
    assert (after.note, after.name) == ("Theirs", "Mine")
    assert getattr(after, "held_text", "") == getattr(row, "held_text", "")


def test_links_are_compared_too(editor, reviewer, seeded):
    statement, actor = factories.statement(), factories.actor(name="Ruritania")
    form = address("statement", "change", statement.pk)
    opened = editor.get(form)
    reviewer.post(form, sent_by(reviewer.get(form), about=[str(actor.pk)]))

    refused = editor.post(form, sent_by(opened, public_note="Mine"))
    editor.post(form, sent_by(applied(editor, refused)))

    assert lines(refused)["About"] == ("–", "Ruritania", "–", "theirs")
    assert list(statement.about.all()) == [actor]


def test_what_was_typed_survives_a_review_that_began_meanwhile(editor, status):
    form, user = address("status", "change", status.pk), factories.editor()
    opened = editor.get(form)
    submit(status, by=user)

    late = editor.post(form, sent_by(opened, public_note="Typed"))
    withdraw(status, by=user)
    merged = applied(editor, late)

    assert "is under review by now; nothing was saved" in said_in(late)
    assert merged.context["adminform"].form["public_note"].value() == "Typed"


def test_what_was_typed_survives_deletion(editor, reviewer, status):
    form = address("status", "change", status.pk)
    opened = editor.get(form)
    Status.objects.get(pk=status.pk).delete()

    late = editor.post(form, sent_by(opened, public_note="Typed"))
    again = applied(editor, late)
    editor.post(address("status", "add"), sent_by(again))

    assert (late.status_code, late.context["hindrance"]) == (409, "deleted")
    entered = Status.objects.get(public_note="Typed")
    assert entered.citations.get().quote == factories.QUOTE


def test_saving_again_after_ones_own_save_is_no_conflict(editor, status):
    form = address("status", "change", status.pk)

    for note in ("One", "Two"):
        assert editor.post(form, sent_by(editor.get(form), public_note=note)).status_code == 302


def test_history_that_does_not_go_back_far_enough_makes_every_difference_a_choice(
    editor, reviewer, status, monkeypatch
):
    monkeypatch.setattr("curation.admin.conflict_merge.timeline_of", lambda model, pk: [])
    form = address("status", "change", status.pk)
    opened = editor.get(form)
    reviewer.post(form, sent_by(reviewer.get(form), public_note="Theirs"))

    refused = editor.post(form, sent_by(opened))

    assert lines(refused)["Public note"] == ("?", "Theirs", "–", "conflict")


def test_page_costs_as_many_queries_for_many_citations_as_for_few(editor, reviewer, status):
    form = address("status", "change", status.pk)

    def queries():
        opened = editor.get(form)
        reviewer.post(form, sent_by(reviewer.get(form), public_note=f"{status.citations.count()}"))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            editor.post(form, sent_by(opened, desk_note="Mine"))
        return len(captured)

    few = queries()
    for _ in range(4):
        cite(status, factories.source(), factories.QUOTE)

    assert queries() == few


def test_reason_goes_into_the_history_alone(editor, status):
    form = address("status", "change", status.pk)

    editor.post(form, sent_by(editor.get(form), public_note="New", reason_for_change="A misprint"))
    page = editor.get(address("status", "history", status.pk))

    newest = page.context["entries"][0]
    assert (newest.reason, newest.who) == ("A misprint", "editor")


@pytest.mark.parametrize("name", ["status", "source", "actor"])
def test_row_is_locked_before_versions_are_compared(data_manager, name, seeded):
    row = getattr(factories, name)()
    table = row._meta.db_table if name != "status" else "curation_fact"
    form = address(name, "change", row.pk)
    sent = sent_by(data_manager.get(form))

    with CaptureQueriesContext(connection) as captured:
        data_manager.post(form, sent)

    statements = [query["sql"] for query in captured]
    locked = [i for i, sql in enumerate(statements) if "FOR UPDATE" in sql and table in sql]
    written = [i for i, sql in enumerate(statements) if f'UPDATE "{table}"' in sql]
    assert locked[0] < written[0]
