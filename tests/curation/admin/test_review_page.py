"""The review page, what differs from the public record, discarding, and evidence read anew."""

import datetime as dt
import importlib

import pytest
from django.contrib.auth import get_user_model

from curation.actions import approve, cite, confirm_evidence, submit
from curation.models import Citation, EvidenceConfirmation, Revision, Status

from ... import factories
from .conftest import address, said_in, seen, sent_by, step

TAINT = "The claim changed; its evidence did not"
NEW_WHEN = "2020-06-01/2022-05-01"


def account(name):
    return get_user_model().objects.get(username=name)


@pytest.fixture
def published(seeded):
    return factories.published_status(public_note="It joined early in the year.")


@pytest.fixture
def changed(published):
    """A published status whose claim an editor has changed; its evidence is as it was."""
    published.when, published.public_note = NEW_WHEN, "It joined late in the year."
    published.save()
    return published


@pytest.fixture
def under_review(changed, editor):
    confirm_evidence(changed, by=account("editor"))
    submit(changed, by=account("editor"))
    return changed


def fields(response):
    return {change.key: change for change in response.context["difference"].fields}


class TestDifference:
    """Against the published revision, whatever drafts there were in between."""

    def test_it_is_against_the_revision_and_not_the_draft_before(self, changed, reviewer):
        changed.public_note = "It joined in the year."
        changed.save()

        change = fields(reviewer.get(step(changed, "difference")))["note"]

        assert change.before == "It joined early in the year."
        assert change.now == "It joined in the year."

    def test_the_words_that_changed_are_marked(self, under_review, reviewer):
        page = reviewer.get(step(under_review, "review")).content.decode()

        assert "It joined <del>early</del> in the year." in page
        assert "It joined <ins>late</ins> in the year." in page

    def test_dates_are_explained_and_what_follows_is_told_apart(self, under_review, reviewer):
        response = reviewer.get(step(under_review, "review"))

        assert fields(response)["when"].now == NEW_WHEN
        assert "June 2020" in fields(response)["when"].now_gloss
        assert fields(response)["definite"].follows
        assert response.context["difference"].size == "2 fields"

    def test_a_vocabulary_s_words_are_shown_and_not_its_codes(self, published, reviewer):
        published.certainty, published.hedge = "hedged", "around"
        published.save()

        change = fields(reviewer.get(step(published, "difference")))["certainty"]

        assert (change.before, change.now) == ("Stated", "Hedged (the source qualifies it)")

    def test_what_a_text_says_is_escaped(self, published, reviewer):
        published.public_note = "<script>alert(1)</script>"
        published.save()

        assert (
            "<script>alert(1)" not in reviewer.get(step(published, "difference")).content.decode()
        )

    @pytest.mark.parametrize("sort", ["added", "removed", "reworded", "moved", "changed"])
    def test_citations_are_told_apart_by_what_became_of_them(self, seeded, reviewer, sort):
        source = factories.source("Twice said. Twice said. And more.")
        fact = factories.status()
        cite(fact, source, "Twice said.", nth=1)
        cite(fact, source, "And more.")
        submit(fact, by=factories.editor())
        approve(fact, by=factories.reviewer())
        citation = fact.citations.first()
        if sort == "added":
            cite(fact, factories.source(), factories.QUOTE)
        elif sort == "removed":
            citation.delete()
        else:
            if sort == "reworded":
                citation.quote, citation.start = "said. Twice", None
            elif sort == "moved":
                citation.start = 12
            else:
                citation.support = "mentions"
            citation.anchor()
            citation.save()

        changes = reviewer.get(step(fact, "difference")).context["difference"].changed_citations

        assert [change.sort for change in changes] == [sort]

    def test_whoever_may_view_reads_it_and_others_do_not(self, changed, client):
        client.force_login(factories.reader())
        assert client.get(step(changed, "difference")).status_code == 200

        client.force_login(factories.stranger())
        assert client.get(step(changed, "difference")).status_code == 403

    def test_the_form_says_which_revision_differs_and_leads_there(self, changed, editor):
        page = editor.get(address("status", "change", changed.pk)).content.decode()

        assert "Published revision 1; the working copy differs" in page
        assert step(changed, "difference") in page
        assert step(changed, "discard") in page


class TestReviewPage:
    """One page with all that a decision needs."""

    def test_a_quotation_stands_in_its_surroundings(self, seeded, reviewer):
        text = "x " * 400 + "Ruritania joined." + " y" * 400
        fact = factories.status()
        cite(fact, factories.source(text), "Ruritania joined.")
        submit(fact, by=factories.editor())

        response = reviewer.get(step(fact, "review"))
        passage = response.context["exhibits"][0].passage

        assert passage.before.endswith("x x ")
        assert 290 < len(passage.before) <= 300
        assert 290 < len(passage.after) <= 300
        assert "<mark>Ruritania joined.</mark>" in response.content.decode()
        assert address("source", "change", passage.citation.source_id) in response.content.decode()

    def test_a_source_without_text_says_so(self, seeded, reviewer):
        fact = factories.status()
        cite(fact, factories.source(""), "Heard on the radio.")
        submit(fact, by=factories.editor())

        assert (
            "No text of this source is held" in reviewer.get(step(fact, "review")).content.decode()
        )

    def test_it_names_what_approval_would_refuse(self, seeded, reviewer):
        fact = factories.draft_status()
        fact.disputes.add(factories.event(name="Unheard of"))
        submit(fact, by=factories.editor())

        response = reviewer.get(step(fact, "review"))

        assert [obstacle.rule for obstacle in response.context["obstacles"]] == [
            "reference_leads_to_a_public_fact"
        ]
        assert "Unheard of" in response.content.decode()

    def test_it_tells_what_the_consistency_rules_find(self, seeded, reviewer):
        fact = factories.figure(value=140, as_written="140%")
        cite(fact, factories.source(), factories.QUOTE)
        submit(fact, by=factories.editor())

        response = reviewer.get(step(fact, "review"))

        assert [group["rule"].id for group in response.context["finding_groups"]] == [
            "figure-outside-its-bounds"
        ]
        assert "A figure that its unit does not allow" in response.content.decode()

    def test_an_editor_looks_and_does_not_decide(self, under_review, editor, client):
        other = factories.editor()
        other.user_permissions.add(*factories.reader().user_permissions.all())
        client.force_login(other)

        page = client.get(step(under_review, "review")).content.decode()

        assert "Your account may look, not decide" in page
        assert step(under_review, "approve") not in page

    def test_the_submitter_is_told_that_someone_else_approves(self, seeded, reviewer):
        mine = factories.submitted_status(by=account("reviewer"))

        page = reviewer.get(step(mine, "review")).content.decode()

        assert "Someone else has to approve it" in page
        assert step(mine, "approve") not in page

    def test_it_leads_to_the_neighbours_in_the_queue(self, seeded, reviewer):
        facts = [factories.draft_status() for _ in range(3)]
        for day, fact in enumerate(facts, start=1):
            submit(fact, by=factories.editor(), now=dt.datetime(2020, 1, day, tzinfo=dt.UTC))

        place = reviewer.get(step(facts[1], "review")).context["place"]

        assert (place.number, place.total) == (2, 3)
        assert (place.before.pk, place.after.pk) == (facts[0].pk, facts[2].pk)

    @pytest.mark.parametrize(("path", "words"), [("approve", ""), ("return", "Why?")])
    def test_a_decision_leads_on_to_the_next(self, seeded, reviewer, path, words):
        first, following = factories.submitted_status(), factories.submitted_status()
        factories.submitted_status(by=account("reviewer"))

        response = reviewer.post(step(first, path), seen(first, words=words))

        assert response.url == step(following, "review")

    def test_after_the_last_decision_the_queue_is_shown(self, seeded, reviewer):
        factories.submitted_status(by=account("reviewer"))
        fact = factories.submitted_status()

        response = reviewer.post(step(fact, "approve"), seen(fact), follow=True)

        assert "Nothing else waits for your decision" in said_in(response)

    def test_a_return_without_words_keeps_the_page_and_says_why(self, under_review, reviewer):
        response = reviewer.post(step(under_review, "return"), seen(under_review, words=""))

        assert "Say why" in response.content.decode()
        assert response.context["difference"].size == "2 fields"

    def test_a_fact_that_is_not_under_review_offers_no_decision(self, published, reviewer):
        response = reviewer.get(step(published, "review"))

        assert "not under review" in response.content.decode()
        assert response.context["approval"] is None

    def test_its_queries_do_not_grow_with_the_citations(
        self, seeded, reviewer, django_assert_max_num_queries
    ):
        fact = factories.status()
        for _ in range(12):
            cite(fact, factories.source(), factories.QUOTE)
        submit(fact, by=factories.editor())
        reviewer.get(step(fact, "review"))

        with django_assert_max_num_queries(60):
            reviewer.get(step(fact, "review"))


class TestDiscard:
    """Back to the published revision, after a page that shows what is lost."""

    def test_the_page_shows_what_is_lost_and_changes_nothing(self, changed, editor):
        page = editor.get(step(changed, "discard"))

        changed.refresh_from_db()
        assert NEW_WHEN in page.content.decode()
        assert changed.state == "draft"

    def test_sent_it_sets_the_working_copy_back(self, changed, editor):
        editor.post(step(changed, "discard"), seen(changed))

        fact = Status.objects.get(pk=changed.pk)
        assert (fact.state, fact.when) == ("published", "2020-05-01/2022-05-01")
        assert Revision.objects.filter(record=fact.pk).count() == 1

    def test_under_review_it_is_refused_with_the_reason(self, under_review, editor):
        response = editor.post(step(under_review, "discard"), seen(under_review))

        under_review.refresh_from_db()
        assert under_review.state == "submitted"
        assert "cannot be set back to what is published" in said_in(response)

    def test_who_may_not_edit_is_turned_away(self, changed, client):
        client.force_login(factories.reader())

        assert client.post(step(changed, "discard"), seen(changed)).status_code == 403


class TestTaint:
    """The claim changed; its evidence did not: someone has to read it again."""

    def test_the_form_says_so_beside_the_quotes(self, changed, editor):
        page = editor.get(address("status", "change", changed.pk)).content.decode()

        assert TAINT in page
        assert factories.QUOTE in page
        assert step(changed, "confirm") in page

    def test_an_untouched_or_reread_fact_bears_no_taint(self, changed, editor):
        confirm_evidence(changed, by=account("editor"))

        page = editor.get(address("status", "change", changed.pk)).content.decode()

        assert TAINT not in page
        assert "Evidence re-read by editor" in page

    def test_one_click_records_who_and_when(self, changed, editor):
        editor.post(step(changed, "confirm"), seen(changed))

        confirmation = EvidenceConfirmation.objects.get(fact_id=changed.pk)
        assert (confirmation.by_name, confirmation.fact_version) == ("editor", changed.version)

    def test_looking_at_the_page_confirms_nothing(self, changed, editor):
        page = editor.get(step(changed, "confirm")).content.decode()

        assert "it still supports this" in page
        assert not EvidenceConfirmation.objects.filter(fact_id=changed.pk).exists()

    def test_submitting_unread_is_refused_and_nothing_typed_is_lost(self, published, editor):
        form = address("status", "change", published.pk)

        refused = editor.post(
            form, sent_by(editor.get(form), when=NEW_WHEN, _submit_for_review="1")
        )

        assert "its evidence did not" in said_in(refused)
        assert refused.context["adminform"].form["when"].value() == NEW_WHEN
        assert "I have re-read the evidence: save and submit" in refused.content.decode()
        assert Status.objects.get(pk=published.pk).state == "published"

    def test_one_button_vouches_saves_and_submits(self, published, editor):
        form = address("status", "change", published.pk)

        editor.post(form, sent_by(editor.get(form), when=NEW_WHEN, _confirm_and_submit="1"))

        fact = Status.objects.get(pk=published.pk)
        assert (fact.state, fact.when) == ("submitted", NEW_WHEN)
        assert fact.confirmations.get().fact_version == fact.version

    def test_a_reviewer_sees_it_on_a_fact_that_was_submitted_all_the_same(
        self, changed, reviewer, monkeypatch
    ):
        module = importlib.import_module("curation.actions.submit")
        monkeypatch.setattr(module, "refuse_unread_evidence", lambda *given: None)
        submit(changed, by=account("editor"))

        page = reviewer.get(step(changed, "review"))
        response = reviewer.post(step(changed, "confirm"), seen(changed, from_review="1"))

        assert page.context["tainted"]
        assert TAINT in page.content.decode()
        assert response.url == step(changed, "review")
        assert not reviewer.get(response.url).context["tainted"]

    def test_who_may_not_edit_confirms_nothing(self, changed, client):
        client.force_login(factories.reader())

        assert client.post(step(changed, "confirm"), seen(changed)).status_code == 403

    def test_a_published_fact_can_be_checked_again(self, published, editor):
        editor.post(step(published, "confirm"), seen(published))

        published.refresh_from_db()
        assert published.state == "published"
        assert published.confirmations.count() == 1


def test_every_page_about_a_fact_opens_for_every_kind(seeded, administrator):
    for citation in Citation.objects.order_by("fact__kind").distinct("fact__kind"):
        for path in ("review", "difference", "confirm", "discard", "retract"):
            assert administrator.get(step(citation.fact, path)).status_code == 200
