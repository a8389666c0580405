"""The queue: what waits for whom, how long and how much of it there is."""

import datetime as dt
import importlib

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.actions import cite, confirm_evidence, submit
from curation.models import HISTORIES, Fact, Revision

from ... import factories
from .conftest import address, said_in, seen, step

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def rows(response):
    return list(response.context["cl"].result_list)


def account(name):
    return get_user_model().objects.get(username=name)


@pytest.fixture
def waiting(reviewer):
    """Two submissions of two editors, the older one last."""
    young = factories.submitted_status(by=account("editor"))
    old = factories.draft_status()
    submit(old, by=factories.editor(), now=LONG_AGO)
    return young, old


def test_the_longest_waiting_comes_first_with_its_age_in_words(waiting, reviewer):
    young, old = waiting

    queue = reviewer.get(address("waitingfact"))

    assert [fact.pk for fact in rows(queue)] == [old.pk, young.pk]
    assert "years</time>" in queue.content.decode()
    assert "less than a minute</time>" in queue.content.decode()


def test_drafts_and_published_facts_do_not_wait(waiting, reviewer):
    factories.draft_status()
    factories.published_status()

    assert len(rows(reviewer.get(address("waitingfact")))) == 2


def test_a_first_publication_is_new_with_its_citations(waiting, reviewer):
    assert rows(reviewer.get(address("waitingfact")))[0].difference.size == "new, 1 citation"


def test_a_change_is_measured_against_the_published_revision(reviewer):
    fact = factories.published_status()
    fact.public_note = "First of two drafts."
    fact.save()
    fact.when, fact.public_note = "2020-06-01/2022-05-01", "Second."
    fact.save()
    citation = fact.citations.get()
    citation.quote, citation.start = "It left on 1 May 2022.", None
    citation.anchor()
    citation.save()
    fact.refresh_from_db()
    submit(fact, by=account("editor"))

    assert rows(reviewer.get(address("waitingfact")))[0].difference.size == "2 fields, 1 citation"


def test_own_submissions_are_marked_yours(waiting, editor, reviewer):
    assert ">yours<" in "".join(editor.get(address("waitingfact")).content.decode().split())
    assert ">yours<" not in "".join(reviewer.get(address("waitingfact")).content.decode().split())


def test_a_row_leads_to_the_review_page(waiting, reviewer):
    fact = waiting[0]

    response = reviewer.get(address("waitingfact", "change", fact.pk))

    assert response.url == step(fact, "review")


def test_a_row_that_is_no_key_leads_nowhere_but_fails_not(reviewer):
    assert reviewer.get(address("waitingfact", "change", "nonsense")).status_code == 302


@pytest.mark.parametrize("unknown", ["x", "999999", "1' OR 1=1"])
def test_the_submitter_filter_takes_anything(waiting, reviewer, unknown):
    response = reviewer.get(address("waitingfact"), {"submitted_by": unknown})

    assert response.status_code == 200


def test_the_queue_is_filtered_by_kind_submitter_and_source(waiting, reviewer):
    young, old = waiting
    source = young.citations.get().source
    chosen = {
        "kind": {"kind__exact": "event"},
        "submitter": {"submitted_by": str(young.submitted_by_id)},
        "source": {"citations__source__pk__exact": str(source.pk)},
    }
    found = {
        name: [fact.pk for fact in rows(reviewer.get(address("waitingfact"), sent))]
        for name, sent in chosen.items()
    }

    assert found["kind"] == []
    assert found["submitter"] == [young.pk]
    assert old.pk not in found["source"]


def test_an_empty_queue_says_how_facts_come_there(reviewer):
    assert "Nothing waits for a reviewer." in reviewer.get(address("waitingfact")).content.decode()


def test_a_filter_that_finds_nothing_says_so(waiting, reviewer):
    page = reviewer.get(address("waitingfact"), {"kind__exact": "event"}).content.decode()

    assert "Nothing of this kind waits" in page


def test_whoever_may_not_see_facts_sees_no_queue(seeded, client):
    client.force_login(factories.stranger())

    assert client.get(address("waitingfact")).status_code == 403


def test_a_page_of_many_costs_as_many_queries_as_a_page_of_few(reviewer):
    def one_of_each(number):
        for _ in range(number):
            for make in (factories.status, factories.event, factories.statement):
                fact = make()
                cite(fact, factories.source(), factories.QUOTE)
                submit(fact, by=factories.staff())

    def queries():
        reviewer.get(address("waitingfact"))
        with CaptureQueriesContext(connection) as captured:
            reviewer.get(address("waitingfact"))
        return len(captured)

    one_of_each(1)
    few = queries()
    one_of_each(9)

    assert queries() == few
    assert few < 40


class TestBulkApproval:
    """The list's action, its confirmation page and the page that tells what became of each."""

    def select(self, client, *facts, **more):
        chosen = {"action": "approve_selected", "_selected_action": [fact.pk for fact in facts]}
        return client.post(address("waitingfact"), chosen | more)

    def send(self, client, confirmation, **more):
        tokens = [each.token for each in confirmation.context["ready"]]
        response = client.post(address("waitingfact", "approve"), {"facts": tokens} | more)
        return b"".join(response.streaming_content).decode()

    def test_the_confirmation_lists_and_publishes_nothing(self, waiting, reviewer):
        confirmation = self.select(reviewer, *waiting)

        assert {each.fact.pk for each in confirmation.context["ready"]} == {f.pk for f in waiting}
        assert "2 of the selected facts can be published" in confirmation.content.decode()
        assert Fact.objects.awaiting_review().count() == 2

    def test_what_cannot_be_approved_is_listed_with_its_reason(self, waiting, reviewer):
        mine = factories.submitted_status(by=account("reviewer"))

        confirmation = self.select(reviewer, mine, waiting[0])

        assert [each.fact.pk for each in confirmation.context["refused"]] == [mine.pk]
        assert "Someone else has to approve it" in confirmation.content.decode()

    def test_all_that_match_a_filter_are_selected_across_pages(self, waiting, reviewer):
        young, _ = waiting
        everything = address("waitingfact") + f"?submitted_by={young.submitted_by_id}"

        confirmation = reviewer.post(
            everything,
            {"action": "approve_selected", "_selected_action": [young.pk], "select_across": "1"},
        )

        assert [each.fact.pk for each in confirmation.context["ready"]] == [young.pk]

    def test_confirmed_each_is_published_and_told_of(self, waiting, reviewer):
        page = self.send(reviewer, self.select(reviewer, *waiting), words="Checked.")

        assert Fact.objects.awaiting_review().count() == 0
        published = Revision.objects.current().filter(record__in=[fact.pk for fact in waiting])
        assert {revision.summary for revision in published} == {"Checked."}
        assert "2 of 2" in page
        assert "Done: 2 published" in page

    def test_what_happens_while_the_page_is_sent_is_told_in_the_history(self, waiting, reviewer):
        self.send(reviewer, self.select(reviewer, *waiting))

        for fact in waiting:
            last = HISTORIES[Fact].objects.filter(id=fact.pk).latest("pgh_id")
            assert last.state == "published"
            assert last.pgh_context.metadata["origin"] == "admin"
            assert last.pgh_context.metadata["user"] == account("reviewer").pk

    def test_one_that_was_decided_meanwhile_stops_only_itself(self, waiting, reviewer):
        young, old = waiting
        confirmation = self.select(reviewer, *waiting)
        reviewer.post(step(old, "return"), seen(old, words="Why?"))

        page = self.send(reviewer, confirmation)

        young.refresh_from_db()
        assert young.state == "published"
        assert "Done: 1 published, 1 not" in page
        assert "is returned for changes and cannot be approved" in page

    def test_an_own_submission_is_refused_even_if_it_is_sent(self, reviewer):
        mine = factories.submitted_status(by=account("reviewer"))

        token = f"{mine.pk}:{mine.version}"
        response = reviewer.post(address("waitingfact", "approve"), {"facts": token})
        page = b"".join(response.streaming_content).decode()

        mine.refresh_from_db()
        assert mine.state == "submitted"
        assert "Done: 0 published, 1 not" in page

    def test_who_does_not_review_is_not_offered_it_and_cannot_force_it(self, waiting, editor):
        self.select(editor, *waiting)
        token = f"{waiting[1].pk}:{waiting[1].version}"
        editor.post(address("waitingfact", "approve"), {"facts": token})

        assert "approve_selected" not in editor.get(address("waitingfact")).content.decode()
        assert Fact.objects.awaiting_review().count() == 2

    @pytest.mark.parametrize("facts", ["", "nonsense", "1,2,3", ",,,"])
    def test_what_is_no_selection_approves_nothing(self, waiting, reviewer, facts):
        response = reviewer.post(address("waitingfact", "approve"), {"facts": facts}, follow=True)

        assert "Nothing was approved" in said_in(response)

    def test_its_address_opened_by_hand_changes_nothing(self, waiting, reviewer):
        reviewer.get(address("waitingfact", "approve"))

        assert Fact.objects.awaiting_review().count() == 2

    def test_a_fact_on_unread_evidence_is_not_among_the_ready(self, reviewer, monkeypatch):
        fact = factories.published_status()
        fact.when = "2020-06-01/2022-05-01"
        fact.save()
        module = importlib.import_module("curation.actions.submit")
        monkeypatch.setattr(module, "refuse_unread_evidence", lambda *given: None)
        submit(fact, by=account("editor"))

        assert self.select(reviewer, fact).context["ready"] == []
        confirm_evidence(fact, by=account("editor"))
        assert self.select(reviewer, fact).context["ready"][0].fact.pk == fact.pk
