"""What is decided is what the page showed, and who decides did not write it."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client

from curation.actions import (
    cite,
    submit,
    withdraw,
)
from curation.admin.conflicts import ConflictPages
from curation.admin.steps import APPROVAL
from curation.models import CorrectionConfirmation, Fact, ReviewDecision, Revision, Status

from ... import factories
from .conftest import address, said_in, seen, sent_by, step

HARMLESS, HARMFUL = "A harmless note.", "A note that nobody has reviewed."


def account(name):
    return get_user_model().objects.get(username=name)


def text_of(response):
    """Return what a reader of the page sees, tags and repeated spaces left out."""
    page = unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return " ".join(page.split())


def hidden_in(response, action):
    """Return the hidden inputs of the page's form that is sent to ``action``."""
    page = response.content.decode()
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.S)[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


@pytest.fixture
def fact(reviewer):
    fact = factories.draft_status(public_note=HARMLESS)
    submit(fact, by=account("editor"))
    return fact


def change(fact, **columns):
    """Take a submission back, change it and submit it again, as its submitter."""
    by = account("editor")
    withdraw(fact, by=by)
    Fact.objects.filter(pk=fact.pk).update(**columns)
    fact.refresh_from_db()
    submit(fact, by=by)


class TestOneVersion:
    """A decision is about what its page showed."""

    def test_what_was_changed_after_the_page_was_opened_is_not_approved(self, fact, reviewer):
        page = reviewer.get(step(fact, "review"))
        assert HARMLESS in text_of(page)
        change(fact, public_note=HARMFUL)

        sent = hidden_in(page, step(fact, "approve")) | {"words": "First entry."}
        refused = reviewer.post(step(fact, "approve"), sent)

        assert refused.status_code == 409
        assert not Revision.objects.filter(record=fact.pk).exists()
        assert Fact.objects.get(pk=fact.pk).state == "submitted"
        shown = text_of(refused)
        assert HARMLESS in shown
        assert HARMFUL in shown
        assert "Nothing was decided: this is not what your page showed" in shown
        assert "First entry." in refused.content.decode()

        again = hidden_in(refused, step(fact, "approve")) | {"words": "First entry."}
        reviewer.post(step(fact, "approve"), again)
        revision = Revision.objects.get(record=fact.pk)
        assert (revision.document["note"], revision.summary) == (HARMFUL, "First entry.")
        assert revision.fact_version == revision.decision.fact_version == fact.version

    def test_the_difference_names_who_changed_what(self, fact, reviewer, editor):
        opened = seen(fact)
        withdraw(fact, by=account("editor"))
        form = address("status", "change", fact.pk)
        editor.post(form, sent_by(editor.get(form), public_note=HARMFUL, _submit_for_review="1"))

        refused = reviewer.post(step(fact, "return"), opened | {"words": "Why?"})

        assert refused.status_code == 409
        assert not ReviewDecision.objects.filter(fact=fact.pk).exists()
        lines = [
            (each.subject, each.before, each.after) for each in refused.context["since"].differences
        ]
        assert lines == [("Public note", HARMLESS, HARMFUL)]
        assert "editor" in {entry.who for entry in refused.context["since"].entries}

    @pytest.mark.parametrize(
        ("path", "by", "make"),
        [
            ("approve", "reviewer", "under_review"),
            ("return", "reviewer", "under_review"),
            ("withdraw", "editor", "under_review"),
            ("retract", "reviewer", "public"),
            ("discard", "editor", "changed"),
            ("confirm", "editor", "public"),
            ("correction", "editor", "corrected"),
        ],
    )
    @pytest.mark.parametrize("version", [None, "", "x", "1", "0", "99", "-1", "²", "9" * 40])
    def test_no_step_is_taken_on_another_version(self, desk, path, by, make, version):
        client = desk(by)
        fact = getattr(self, f"_{make}")()
        before = Fact.objects.filter(pk=fact.pk).values().get()
        sent = seen(fact, words="Because.")
        sent.pop("loaded_version")

        refused = client.post(
            step(fact, path), sent if version is None else sent | {"loaded_version": version}
        )

        assert refused.status_code == 409
        assert Fact.objects.filter(pk=fact.pk).values().get() == before
        assert hidden_in(refused, step(fact, path)) if path in ("approve", "return") else True
        assert f'name="loaded_version" value="{fact.version}"' in refused.content.decode()

    def _under_review(self):
        fact = factories.draft_status()
        Fact.objects.filter(pk=fact.pk).update(public_note="x")
        fact.refresh_from_db()
        submit(fact, by=account("editor"))
        return fact

    def _public(self):
        return factories.published_status()

    def _changed(self):
        fact = factories.published_status()
        Fact.objects.filter(pk=fact.pk).update(public_note="x")
        return Status.objects.get(pk=fact.pk)

    def _corrected(self):
        return corrected_by_the_reviewer()

    def test_a_revision_published_meanwhile_is_not_retracted_unseen(self, reviewer, desk):
        fact = self._changed()
        opened = seen(fact, words="Wrong.")
        submit(fact, by=factories.editor())
        factories.approve(fact, by=factories.reviewer())

        refused = reviewer.post(step(fact, "retract"), opened)

        assert refused.status_code == 409
        assert Status.objects.get(pk=fact.pk).state == "published"

    def test_a_version_is_not_restored_over_what_was_not_seen(self, editor):
        fact = factories.draft_status()
        Fact.objects.filter(pk=fact.pk).update(public_note="Since.")
        history = editor.get(address("status", "history", fact.pk)).context["entries"]
        page = address("status", "restore", fact.pk, history[-1].number)
        opened = seen(Status.objects.get(pk=fact.pk), reason="Too hasty")
        Fact.objects.filter(pk=fact.pk).update(public_note="Still later.")

        for sent in (opened, {"reason": "Too hasty"}):
            refused = editor.post(page, sent)
            assert refused.status_code == 409
            assert Status.objects.get(pk=fact.pk).public_note == "Still later."
            assert "Too hasty" in refused.content.decode()
        assert "Still later." in text_of(editor.post(page, opened))

    @pytest.mark.parametrize("sent", ["stale", "none"])
    def test_a_draft_is_not_deleted_unseen(self, editor, sent):
        fact = factories.draft_status(created_by=account("editor"))
        opened = seen(fact) if sent == "stale" else {}
        Fact.objects.filter(pk=fact.pk).update(public_note="Since.")

        refused = editor.post(address("status", "delete", fact.pk), opened | {"post": "yes"})

        assert refused.status_code == 409
        assert Fact.objects.filter(pk=fact.pk).exists()
        again = re.search(r'name="loaded_version" value="(\d+)"', refused.content.decode())[1]
        editor.post(address("status", "delete", fact.pk), {"post": "yes", "loaded_version": again})
        assert not Fact.objects.filter(pk=fact.pk).exists()


def test_what_is_submitted_while_it_is_being_approved_leads_on(own_database, monkeypatch):
    """Read as a draft, submitted by another connection, approved: the next fact is looked for."""
    from curation.accounts import create_missing_accounts

    create_missing_accounts()
    by = account("editor")
    fact = factories.draft_status()
    submit(fact, by=by)
    opened = seen(fact)
    withdraw(fact, by=by)
    client = Client()
    client.force_login(account("reviewer"))
    perform = APPROVAL.perform

    def submit_elsewhere():
        try:
            submit(Status.objects.get(pk=fact.pk), by=account("editor"))
        finally:
            connections.close_all()

    def after_another_submitted(read, by, answer):
        assert read.submitted_at is None
        with ThreadPoolExecutor(1) as pool:
            pool.submit(submit_elsewhere).result()
        return perform(read, by, answer)

    monkeypatch.setitem(APPROVAL.__dict__, "perform", after_another_submitted)
    response = client.post(step(fact, "approve"), opened)

    assert response.status_code == 302
    assert Status.objects.get(pk=fact.pk).state == "published"


# --- saving without a version -------------------------------------------------------------------


def versioned_desks():
    """Return the admins whose forms change rows that have a version."""
    return {
        model: desk
        for model, desk in admin.site._registry.items()
        if any(field.name == "version" for field in model._meta.get_fields())
        and type(desk).has_change_permission is not read_only()
    }


def read_only():
    from curation.admin.desk import ReadOnlyAdmin

    return ReadOnlyAdmin.has_change_permission


def test_every_desk_of_rows_with_a_version_asks_for_it(desk):
    desks = versioned_desks()

    assert {"Status", "Statement", "Position", "Event", "Figure", "Source", "StateActor",
            "StatusType", "Issue", "Indicator"} <= {model.__name__ for model in desks}  # fmt: skip
    for each in desks.values():
        assert isinstance(each, ConflictPages)
        assert not each.list_editable


@pytest.mark.parametrize(
    "name",
    ["status", "statement", "position", "event", "figure", "source", "actor", "issue",
     "indicator", "status_type"],
)  # fmt: skip
@pytest.mark.parametrize("sent", [None, "", "x"])
def test_a_save_that_names_no_version_is_refused_and_keeps_what_was_typed(
    administrator, name, sent
):
    row = getattr(factories, name)()
    model = "stateactor" if name == "actor" else name.replace("_", "")
    form = address(model, "change", row.pk)
    note = "public_note" if isinstance(row, Fact) else "note"
    typed = sent_by(administrator.get(form), **{note: "Typed."})
    typed.pop("loaded_version")
    if sent is not None:
        typed["loaded_version"] = sent

    refused = administrator.post(form, typed)

    row.refresh_from_db()
    assert refused.status_code == 409
    assert getattr(row, note) == ""
    assert "Typed." in text_of(refused)
    kept = dict(refused.context["typed"])
    assert kept[note] == "Typed."
    merged = administrator.post(form, kept | {"_merge": "1"})
    assert merged.context["adminform"].form[note].value() == "Typed."
    administrator.post(form, sent_by(merged))
    row.refresh_from_db()
    assert getattr(row, note) == "Typed."


# --- two people ---------------------------------------------------------------------------------


def written_by(client, fact, **changes):
    """Edit a fact on its form, as the account of ``client``."""
    form = address(fact.kind, "change", fact.pk)
    response = client.post(form, sent_by(client.get(form), **changes))
    assert response.status_code == 302, said_in(response)
    fact.refresh_from_db()


def corrected_by_the_reviewer():
    """Return a status that the editor wrote, and in which the reviewer corrected something."""
    clients = {}
    for name in ("editor", "reviewer"):
        clients[name] = Client()
        clients[name].force_login(account(name))
    fact = factories.draft_status()
    written_by(clients["editor"], fact, public_note="Written by the editor.")
    written_by(clients["reviewer"], fact, public_note="Corrected by the reviewer.")
    return fact


class TestTwoPeople:
    """Whoever wrote any of a change does not approve it, whoever pressed submit."""

    def test_the_review_page_says_who_wrote_what_and_what_to_do(self, desk, reviewer):
        fact = corrected_by_the_reviewer()
        submit(fact, by=account("editor"))

        page = reviewer.get(step(fact, "review"))

        assert f'action="{step(fact, "approve")}"' not in page.content.decode()
        shown = text_of(page)
        assert "You wrote part of the change" in shown
        assert "editor can open the fact and choose “Confirm the reviewer's correction”" in shown
        authors = [(entry.who, [d.subject for d in entry.differences]) for entry in
                   page.context["written"]]  # fmt: skip
        assert authors[0] == ("reviewer", ["Public note"])
        assert authors[1] == ("editor", ["Public note"])

    def test_sent_all_the_same_it_is_refused(self, desk, reviewer):
        fact = corrected_by_the_reviewer()
        submit(fact, by=account("editor"))

        refused = reviewer.post(step(fact, "approve"), seen(fact))

        assert "someone else has to approve it" in said_in(refused)
        assert not Revision.objects.filter(record=fact.pk).exists()

    @pytest.mark.parametrize("submitter", ["nobody", "editor", "reviewer"])
    def test_one_click_of_the_author_lets_the_corrector_approve(
        self, desk, editor, reviewer, submitter
    ):
        fact = corrected_by_the_reviewer()
        if submitter != "nobody":
            submit(fact, by=account(submitter))
        page = editor.get(address("status", "change", fact.pk))
        assert "A reviewer corrected your change" in text_of(page)

        editor.post(step(fact, "correction"), hidden_in(page, step(fact, "correction")))

        written = reviewer.get(step(fact, "review")).context["written"]
        assert all(entry.differences for entry in written)
        confirmation = CorrectionConfirmation.objects.get(fact=fact.pk)
        assert (confirmation.by_name, confirmation.fact_version) == ("editor", fact.version)
        assert len(confirmation.device) == 32
        assert "editor confirmed the correction" in text_of(reviewer.get(step(fact, "review")))
        reviewer.post(step(fact, "approve"), seen(fact))
        revision = Revision.objects.get(record=fact.pk)
        assert (revision.submitted_by, revision.approved_by) == ("editor", "reviewer")

    def test_the_button_is_for_authors_of_a_corrected_change_alone(self, desk, editor, reviewer):
        alone = factories.draft_status()
        written_by(editor, alone, public_note="Mine.")
        fact = corrected_by_the_reviewer()
        stranger = Client()
        stranger.force_login(factories.staff())

        for client, about in ((editor, alone), (stranger, fact)):
            page = client.get(step(about, "difference"))
            assert page.status_code in (200, 403)
            assert "Confirm the reviewer's correction" not in page.content.decode()
        refused = stranger.post(step(fact, "correction"), seen(fact))
        assert refused.status_code in (200, 403)
        assert not CorrectionConfirmation.objects.exists()

    def test_the_queue_tells_whose_turn_it_is(self, desk, editor, reviewer):
        fact = corrected_by_the_reviewer()
        submit(fact, by=account("editor"))

        assert "corrected: confirm it" in text_of(editor.get(address("waitingfact")))
        assert "you wrote in it" in text_of(reviewer.get(address("waitingfact")))

    def test_the_next_to_decide_is_one_that_the_reviewer_did_not_write(self, desk, reviewer):
        first, theirs = factories.submitted_status(), corrected_by_the_reviewer()
        submit(theirs, by=account("editor"))
        last = factories.submitted_status()

        response = reviewer.post(step(first, "approve"), seen(first))

        assert response.url == step(last, "review")

    def test_many_at_once_are_no_way_around(self, desk, reviewer):
        fact = corrected_by_the_reviewer()
        submit(fact, by=account("editor"))

        page = TestManyAtOnce().select(reviewer, fact)

        assert page.context["ready"] == []
        assert "You wrote part of the change" in text_of(page)
        report = TestManyAtOnce().send(reviewer, [f"{fact.pk}:{fact.version}"])
        assert "Done: 0 published, 1 not" in report
        assert not Revision.objects.filter(record=fact.pk).exists()


# --- many at once -------------------------------------------------------------------------------


class TestManyAtOnce:
    """The page shows what is approved; what has findings is opened, one by one."""

    def select(self, client, *facts):
        chosen = {"action": "approve_selected", "_selected_action": [fact.pk for fact in facts]}
        return client.post(address("waitingfact"), chosen)

    def send(self, client, tokens, **more):
        response = client.post(address("waitingfact", "approve"), {"facts": tokens} | more)
        if response.streaming:
            return b"".join(response.streaming_content).decode()
        return response

    def offered(self, page):
        """Return the boxes of the page: value → whether it is ticked."""
        found = re.findall(
            r'<input type="checkbox" name="facts" value="([^"]+)"( checked)?',
            page.content.decode(),
        )
        return {value: bool(ticked) for value, ticked in found}

    @pytest.fixture
    def flawed(self, reviewer):
        """A status under review of which the audit finds something."""
        fact = factories.held_too_early()
        cite(fact, factories.source(), factories.QUOTE)
        fact.refresh_from_db()
        submit(fact, by=account("editor"))
        return fact

    def test_it_shows_dates_quotations_and_findings(self, fact, flawed, reviewer):
        page = self.select(reviewer, fact, flawed)

        shown = text_of(page)
        for each in (fact, flawed):
            assert each.label in shown
            assert each.when in shown
        assert shown.count(factories.QUOTE) == 2
        assert HARMLESS in shown
        assert "1 finding: open to include this fact" in shown
        assert "An episode before its organization" in shown or "before" in shown

    def test_what_has_findings_is_not_ticked(self, fact, flawed, reviewer):
        boxes = self.offered(self.select(reviewer, fact, flawed))

        assert boxes.pop(f"{fact.pk}:{fact.version}") is True
        (token,) = boxes
        assert token.startswith(f"{flawed.pk}:{flawed.version}:")
        assert boxes[token] is False

    def test_what_is_opened_and_read_is_published(self, fact, flawed, reviewer):
        boxes = self.offered(self.select(reviewer, fact, flawed))

        assert "Done: 2 published" in self.send(reviewer, list(boxes))

    def test_findings_that_were_not_read_are_no_obstacle_to_get_around(
        self, fact, flawed, reviewer, desk
    ):
        others = self.offered(self.select(desk("administrator"), flawed))
        (of_another,) = others
        stale = f"{flawed.pk}:{flawed.version}"
        for token in (stale, of_another, f"{stale}:{'0' * 64}", f"{stale}:{'0' * 64}:x"):
            refused = self.send(reviewer, [f"{fact.pk}:{fact.version}", token])
            if not isinstance(refused, str):
                assert refused.status_code == 409
                assert "have findings that you have not read" in said_in(refused)
        assert Fact.objects.get(pk=flawed.pk).state == "submitted"

    def test_findings_that_came_since_are_read_again(self, flawed, reviewer):
        (token,) = self.offered(self.select(reviewer, flawed))
        rival = Status.objects.get(pk=flawed.pk)
        twin = factories.status(
            actor=rival.actor,
            organization=rival.organization,
            status=rival.status,
            when=rival.when,
        )
        assert twin.pk

        refused = self.send(reviewer, [token])

        assert refused.status_code == 409
        assert Fact.objects.get(pk=flawed.pk).state == "submitted"

    def test_what_changed_since_is_shown_and_nothing_is_approved(self, fact, reviewer):
        other = factories.submitted_status()
        boxes = self.offered(self.select(reviewer, fact, other))
        change(fact, public_note=HARMFUL)

        refused = self.send(reviewer, list(boxes), words="All checked.")

        assert refused.status_code == 409
        assert Revision.objects.filter(record__in=[fact.pk, other.pk]).count() == 0
        shown = text_of(refused)
        assert HARMLESS in shown
        assert HARMFUL in shown
        assert "All checked." in shown
        again = self.offered(refused)
        assert again == {
            f"{fact.pk}:{fact.version}": False,
            f"{other.pk}:{other.version}": True,
        }
        assert "Done: 2 published" in self.send(reviewer, list(again), words="All checked.")

    @pytest.mark.parametrize("form", ["{0}", "{0},{1}", "{0}:", "{0}:x"])
    def test_a_form_that_names_no_version_approves_nothing(self, fact, reviewer, form):
        other = factories.submitted_status()

        refused = self.send(reviewer, form.format(fact.pk, other.pk))

        assert getattr(refused, "status_code", 200) == 409
        assert Fact.objects.awaiting_review().filter(pk__in=[fact.pk, other.pk]).count() == 2

    def test_its_queries_grow_by_what_each_obstacle_asks_alone(
        self, reviewer, django_assert_max_num_queries
    ):
        facts = [factories.submitted_status() for _ in range(5)]
        with django_assert_max_num_queries(25 + 12 * len(facts)):
            self.select(reviewer, *facts)


def test_the_browser_of_a_decision_is_kept_as_a_fingerprint(fact, reviewer):
    reviewer.post(step(fact, "approve"), seen(fact))

    mark = reviewer.cookies["registry_device"]
    decision = ReviewDecision.objects.get(fact=fact.pk)
    assert len(decision.device) == 32
    assert decision.device not in mark.value
    assert mark["httponly"]
    assert mark["samesite"] == "Lax"

    other = factories.submitted_status()
    reviewer.post(step(other, "approve"), seen(other))
    assert ReviewDecision.objects.get(fact=other.pk).device == decision.device
