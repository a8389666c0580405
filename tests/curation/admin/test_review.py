"""A fact's way from the form to the public record, and everything that is refused on it."""

import pytest
from django.contrib.auth import get_user_model

from curation.models import Citation, Fact, Revision, Status
from curation.vocabulary import State

from ... import factories
from .conftest import address, evidence, said_in, seen, sent_by, step

TEXT = "Ruritania joined the League on 1 May 2020.\nIt is said to have left\u00a0later."
SUBMIT = {"_submit_for_review": "1"}


@pytest.fixture
def source(seeded):
    return factories.source(TEXT)


@pytest.fixture
def claim(seeded):
    """The fields of a new status."""
    return {
        "actor": str(factories.actor(name="Ruritania").pk),
        "status": str(factories.status_type(name="Member").pk),
        "organization": str(factories.organization(name="The League").pk),
        "when": "2020-05-01/..",
    }


def enter(client, claim, *citations, **more):
    """Fill in the empty form of a status and send it."""
    empty = client.get(address("status", "add"))
    sent = sent_by(empty, **claim, **more)
    for citation in citations:
        sent |= citation
    return client.post(address("status", "add"), sent)


@pytest.fixture
def submitted(editor, claim, source):
    """A status that the editor has entered and submitted through the form."""
    enter(
        editor, claim, evidence(0, source, "Ruritania joined the League on 1 May 2020."), **SUBMIT
    )
    return Status.objects.get(actor=claim["actor"])


def test_saving_keeps_a_draft_with_its_author_and_evidence(editor, claim, source):
    response = enter(editor, claim, evidence(0, source, "joined the League"))

    status = Status.objects.get(actor=claim["actor"])
    assert response.status_code == 302
    assert (status.state, status.created_by.username) == (State.DRAFT, "editor")
    assert status.label == "Ruritania: Member (The League)"
    assert [(each.start, each.end) for each in status.citations.all()] == [(10, 27)]


def test_saving_and_submitting_puts_the_fact_under_review(submitted):
    assert (submitted.state, submitted.submitted_by.username) == (State.SUBMITTED, "editor")


def test_fact_under_review_waits_in_the_queue_and_is_read_only(submitted, reviewer):
    queue = reviewer.get(address("waitingfact"))
    form = reviewer.get(address("fact", "change", submitted.pk), follow=True)

    assert [each.pk for each in queue.context["cl"].result_list] == [submitted.pk]
    assert not form.context["has_change_permission"]
    assert "cannot be edited" in form.content.decode()


def test_edit_of_a_fact_that_went_under_review_is_explained(editor, claim, source):
    enter(editor, claim, evidence(0, source, "joined the League"))
    status = Status.objects.get(actor=claim["actor"])
    form = address("status", "change", status.pk)
    opened = editor.get(form)
    editor.post(form, sent_by(opened, **SUBMIT))

    late = editor.post(form, sent_by(opened, when="2021"), follow=True)

    status.refresh_from_db()
    assert (status.state, status.when) == (State.SUBMITTED, "2020-05-01/..")
    assert "is under review by now; nothing was saved" in said_in(late)


def test_editor_is_not_offered_approval_and_cannot_force_it(submitted, editor):
    assert editor.get(step(submitted, "approve")).status_code == 403
    assert editor.post(step(submitted, "approve"), seen(submitted)).status_code == 403

    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED


def test_reviewer_cannot_approve_an_own_submission(reviewer, claim, source):
    enter(reviewer, claim, evidence(0, source, "joined the League"), **SUBMIT)
    status = Status.objects.get(actor=claim["actor"])

    form = reviewer.get(address("status", "change", status.pk))
    forced = reviewer.post(step(status, "approve"), seen(status))

    status.refresh_from_db()
    assert "Approve and publish" not in form.content.decode()
    assert "Someone else has to approve it" in said_in(forced)
    assert status.state == State.SUBMITTED


def test_first_approval_shows_the_claim_in_full(submitted, reviewer):
    difference = reviewer.get(step(submitted, "approve")).context["difference"]
    shown = {change.key: change.now for change in difference.fields}

    assert (shown["actor"], shown["status"]) == ("Ruritania", "Member")
    assert shown["organization"] == "The League"


def test_approval_shows_the_evidence_and_publishes_only_when_sent(submitted, reviewer):
    page = reviewer.get(step(submitted, "approve")).content.decode()
    submitted.refresh_from_db()
    assert "Ruritania joined the League on 1 May 2020." in page
    assert submitted.state == State.SUBMITTED

    reviewer.post(step(submitted, "approve"), seen(submitted, words="First."))

    submitted.refresh_from_db()
    revision = Revision.objects.current().get(record=submitted.pk)
    assert submitted.state == State.PUBLISHED
    assert (revision.number, revision.summary) == (1, "First.")
    assert (revision.submitted_by, revision.approved_by) == ("editor", "reviewer")


def test_edit_of_a_published_fact_is_a_draft_beside_the_public_revision(
    submitted, editor, reviewer
):
    reviewer.post(step(submitted, "approve"), seen(submitted))
    form = address("status", "change", submitted.pk)
    editor.post(form, sent_by(editor.get(form), when="2020-05"))

    page = editor.get(form).content.decode()
    submitted.refresh_from_db()

    assert submitted.state == State.DRAFT
    assert "Public: revision 1 of" in page
    assert "Published revision 1; the working copy differs" in page
    public = Revision.objects.current().get(record=submitted.pk)
    assert public.document["when"] == "2020-05-01/.."


def test_second_approval_shows_what_changes(submitted, editor, reviewer):
    reviewer.post(step(submitted, "approve"), seen(submitted))
    form = address("status", "change", submitted.pk)
    editor.post(form, sent_by(editor.get(form), when="2020-05", _confirm_and_submit="1"))

    difference = reviewer.get(step(submitted, "approve")).context["difference"]
    changes = {change.key: (change.before, change.now) for change in difference.fields}

    assert changes["when"] == ("2020-05-01/..", "2020-05")


def test_saving_an_untouched_published_fact_changes_nothing(editor, seeded):
    statement = Fact.objects.filter(kind="statement").first()
    form = address("statement", "change", statement.pk)

    editor.post(form, sent_by(editor.get(form)))

    after = Fact.objects.get(pk=statement.pk)
    assert (after.state, after.version) == (State.PUBLISHED, statement.version)


def test_return_asks_for_a_comment_that_the_editor_reads(submitted, editor, reviewer):
    nothing_said = reviewer.post(step(submitted, "return"), seen(submitted, words="  "))
    submitted.refresh_from_db()
    assert "Say why" in nothing_said.content.decode()
    assert submitted.state == State.SUBMITTED

    reviewer.post(step(submitted, "return"), seen(submitted, words="Which May?"))

    submitted.refresh_from_db()
    page = editor.get(address("status", "change", submitted.pk)).content.decode()
    assert submitted.state == State.RETURNED
    assert "Which May?" in page


def test_editor_withdraws_an_own_submission(submitted, editor):
    editor.post(step(submitted, "withdraw"), seen(submitted))

    submitted.refresh_from_db()
    assert submitted.state == State.DRAFT


def test_withdrawal_of_what_others_submitted_is_refused(submitted, reviewer):
    refused = reviewer.post(step(submitted, "withdraw"), seen(submitted))

    submitted.refresh_from_db()
    assert "only the submitter" in said_in(refused)
    assert submitted.state == State.SUBMITTED


def test_retraction_is_public_with_its_reason(submitted, reviewer):
    reviewer.post(step(submitted, "approve"), seen(submitted))
    reviewer.post(step(submitted, "retract"), seen(submitted, words="The League denies it."))

    submitted.refresh_from_db()
    tombstone = Revision.objects.current().get(record=submitted.pk)
    assert submitted.state == State.RETRACTED
    assert (tombstone.action, tombstone.summary) == ("retract", "The League denies it.")


def test_opening_a_step_changes_nothing(submitted, reviewer):
    for path in ("approve", "return", "withdraw", "retract"):
        reviewer.get(step(submitted, path))

    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED


def test_quotation_that_is_not_in_the_source_is_refused_with_the_nearest_passage(
    editor, claim, source
):
    refused = enter(editor, claim, evidence(0, source, "Ruritania joined the Leage on 1 May"))

    assert "The nearest passage is" in said_in(refused)
    assert "joined the League on 1" in said_in(refused)
    assert not Status.objects.filter(actor=claim["actor"]).exists()


def test_quotation_over_two_lines_and_an_nbsp_is_found_code_point_for_code_point(
    editor, claim, source
):
    quote = "1 May 2020.\nIt is said to have left\u00a0"

    enter(editor, claim, evidence(0, source, quote.replace("\n", "\r\n")))

    assert Citation.objects.get(source=source).quote == quote


def test_changed_quotation_is_found_at_its_new_place(editor, claim, source):
    enter(editor, claim, evidence(0, source, "Ruritania"))
    status = Status.objects.get(actor=claim["actor"])
    form = address("status", "change", status.pk)
    opened = editor.get(form)

    editor.post(form, sent_by(opened, **{"citations-0-quote": "It is said"}))

    citation = status.citations.get()
    assert (citation.quote, citation.start, citation.locator) == ("It is said", 43, "paragraph 2")


def test_submission_without_evidence_is_refused_and_nothing_is_saved(editor, claim):
    refused = enter(editor, claim, **SUBMIT)

    assert "rests on no citation" in said_in(refused)
    assert refused.context["adminform"].form["when"].value() == "2020-05-01/.."
    assert not Status.objects.filter(actor=claim["actor"]).exists()


@pytest.mark.parametrize("when", ["yesterday", "2020-13", "2021/2020"])
def test_date_that_is_no_edtf_is_an_error_of_its_field(editor, claim, when):
    refused = enter(editor, claim | {"when": when})

    assert refused.context["adminform"].form.errors["when"]
    assert not Status.objects.filter(actor=claim["actor"]).exists()


def test_formal_status_over_another_is_refused_and_nothing_is_saved(
    editor, reviewer, submitted, claim, source
):
    reviewer.post(step(submitted, "approve"), seen(submitted))
    second = claim | {"status": str(factories.status_type(name="Guest").pk), "when": "2021/.."}

    refused = enter(editor, second, evidence(0, source, "joined the League"), **SUBMIT)

    assert "overlaps a published formal status" in said_in(refused)
    assert Status.objects.filter(actor=claim["actor"]).count() == 1
    assert Citation.objects.filter(source=source).count() == 1


def test_refusal_of_the_database_is_a_message_in_the_form(editor, claim, monkeypatch):
    monkeypatch.setattr(Status, "full_clean", lambda self, **kwargs: self.clean())

    refused = enter(editor, claim | {"organization": claim["actor"]})

    assert refused.status_code == 200
    assert "cannot hold a status in itself" in said_in(refused)


def test_stale_save_is_refused(editor, reviewer, claim):
    enter(editor, claim)
    status = Status.objects.get(actor=claim["actor"])
    form = address("status", "change", status.pk)
    opened = editor.get(form)
    reviewer.post(form, sent_by(reviewer.get(form), when="2020"))

    refused = editor.post(form, sent_by(opened, when="2019"))

    status.refresh_from_db()
    assert refused.status_code == 409
    assert "after you opened it" in refused.content.decode()
    assert status.when == "2020"


def test_draft_that_never_was_public_is_deleted_by_its_author(editor, claim, source):
    enter(editor, claim, evidence(0, source, "joined the League"))
    status = Status.objects.get(actor=claim["actor"])

    editor.post(address("status", "delete", status.pk), seen(status, post="yes"))

    assert not Fact.objects.filter(pk=status.pk).exists()


def test_draft_of_someone_else_and_published_facts_are_not_deleted(editor, administrator):
    draft = factories.status(created_by=get_user_model().objects.get(username="reviewer"))
    published = Fact.objects.filter(kind="status", state=State.PUBLISHED).first()

    assert editor.post(address("status", "delete", draft.pk)).status_code == 403
    assert administrator.post(address("status", "delete", published.pk)).status_code == 403
