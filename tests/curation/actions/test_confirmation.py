"""Taint: a changed claim is not published on evidence that nobody has read anew."""

import datetime as dt
import importlib

import pytest

from curation.actions import approve, cite, confirm_evidence, publish_reference, retract, submit
from curation.documents import claim_changed, evidence_changed, render, render_many
from curation.errors import EvidenceNotRead, NotAllowed, RuleBroken
from curation.models import FACT_MODELS, Actor, EvidenceConfirmation, Fact, Revision
from curation.vocabulary import FACT_KINDS
from tests import factories

pytestmark = pytest.mark.django_db

RULE = "changed_claim_rests_on_evidence_read_anew"


@pytest.fixture
def unguarded(monkeypatch):
    """Leave the check to the database."""
    for action in ("submit", "approve"):
        module = importlib.import_module(f"curation.actions.{action}")
        monkeypatch.setattr(module, "refuse_unread_evidence", lambda *given: None)


def changed(fact, **values):
    """Change columns of a published fact, and return it as it is then."""
    for name, value in values.items():
        setattr(fact, name, value)
    fact.save()
    return fact


def test_a_changed_claim_on_untouched_evidence_is_not_submitted():
    fact = changed(factories.published_status(), when="2020-06-01/2022-05-01")

    with pytest.raises(EvidenceNotRead, match="changed; its evidence did not") as refusal:
        submit(fact, by=factories.editor())

    assert refusal.value.rule == RULE
    assert Fact.objects.get(pk=fact.pk).state == "draft"


def test_whoever_has_reread_the_evidence_may_submit_and_is_named():
    reader = factories.editor(first_name="Ann")
    fact = changed(factories.published_status(), when="2020-06-01/2022-05-01")

    confirmation = confirm_evidence(fact, by=reader, now=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    submit(fact, by=reader)
    revision = approve(fact, by=factories.reviewer())

    assert (confirmation.by, confirmation.by_name) == (reader, f"Ann ({reader.username})")
    assert (confirmation.at.year, confirmation.fact_version) == (2026, fact.version)
    assert revision.document["when"] == "2020-06-01/2022-05-01"


def test_a_confirmation_does_not_cover_a_later_edit():
    fact = changed(factories.published_status(), when="2020-06-01/2022-05-01")
    confirm_evidence(fact, by=factories.editor())
    changed(fact, when="2020-07-01/2022-05-01")

    with pytest.raises(EvidenceNotRead):
        submit(fact, by=factories.editor())


def test_another_passage_is_evidence_read():
    fact = changed(factories.published_status(), when="2020-06-01/2022-05-01")
    cite(fact, factories.source(), factories.QUOTE)

    submit(fact, by=factories.editor())
    approve(fact, by=factories.reviewer())

    assert fact.state == "published"


@pytest.mark.parametrize(
    "judgement",
    [
        {"public_note": "A note."},
        {"desk_note": "Ours."},
        {"rank": "alternative", "rationale": "Another says otherwise."},
    ],
)
def test_the_registry_s_own_judgement_is_no_claim(judgement):
    fact = changed(factories.published_status(), **judgement)

    submit(fact, by=factories.editor())
    approve(fact, by=factories.reviewer())

    assert fact.state == "published"


def test_an_actor_renamed_changes_no_claim():
    fact = factories.published_status()
    Actor.objects.filter(pk=fact.actor_id).update(name="Strelsau")
    publish_reference("actor", Actor.objects.get(pk=fact.actor_id), by=factories.editor())
    changed(fact, public_note="Renamed.")

    submit(fact, by=factories.editor())
    approve(fact, by=factories.reviewer())

    assert Revision.objects.current().get(record=fact.pk).number == 3


def test_another_actor_is_another_claim():
    fact = changed(factories.published_status(), actor=factories.actor())

    with pytest.raises(EvidenceNotRead):
        submit(fact, by=factories.editor())


def test_a_link_belongs_to_the_claim():
    fact = factories.statement()
    cite(fact, factories.source(), factories.QUOTE)
    submit(fact, by=factories.staff())
    approve(fact, by=factories.reviewer())
    fact.about.add(factories.actor())

    with pytest.raises(EvidenceNotRead):
        submit(fact, by=factories.staff())


def test_what_was_retracted_does_not_come_back_changed_and_unread():
    fact = factories.published_status()
    retract(fact, by=factories.reviewer(), reason="Misread.")
    changed(fact, when="2020-06-01/2022-05-01")

    with pytest.raises(EvidenceNotRead):
        submit(fact, by=factories.editor())


def test_the_ledger_refuses_it_even_if_the_actions_do_not(unguarded):
    fact = changed(factories.published_status(), when="2020-06-01/2022-05-01")
    submit(fact, by=factories.editor())

    with pytest.raises(RuleBroken) as refusal:
        approve(fact, by=factories.reviewer())

    assert refusal.value.rule == "changed_claim_rests_on_evidence_read_anew"
    assert Fact.objects.get(pk=fact.pk).state == "submitted"


@pytest.mark.parametrize(
    ("change", "refused_so"),
    [
        ({"when": "2020-06-01/2022-05-01"}, True),
        ({"attested": "2021", "when": "2020-05-01/2022-05-01"}, True),
        ({"start_basis": "decision"}, True),
        ({"actor_as_written": "Ruritanien"}, True),
        ({"public_note": "x"}, False),
    ],
)
def test_actions_and_ledger_agree_on_what_a_changed_claim_is(unguarded, change, refused_so):
    fact = changed(factories.published_status(), **change)
    submit(fact, by=factories.editor())
    try:
        approve(fact, by=factories.reviewer())
    except RuleBroken:
        by_ledger = True
    else:
        by_ledger = False

    assert by_ledger is refused_so


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_no_fact_of_the_record_claims_anything_but_its_revision(kind):
    facts = FACT_MODELS[kind].objects.filter(state="published")
    documents = render_many(facts)

    for revision in Revision.objects.current().filter(record__in=[fact.pk for fact in facts]):
        assert documents[revision.record] == render(kind, facts.get(pk=revision.record))
        assert not claim_changed(revision.document, documents[revision.record])
        assert not evidence_changed(revision.document, documents[revision.record])


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_a_note_on_any_kind_of_fact_passes_actions_and_ledger(kind):
    fact = FACT_MODELS[kind].objects.filter(state="published").first()
    changed(fact, public_note="A note.")

    submit(fact, by=factories.staff())
    approve(fact, by=factories.reviewer())

    assert fact.state == "published"


def test_a_published_fact_is_checked_again_and_stays_published():
    fact = factories.published_status()

    confirm_evidence(fact, by=factories.editor())
    confirm_evidence(fact, by=factories.editor())

    assert Fact.objects.get(pk=fact.pk).state == "published"
    assert fact.confirmations.count() == 2


def test_who_may_not_edit_confirms_nothing():
    fact = factories.published_status()

    with pytest.raises(NotAllowed, match="may not confirm"):
        confirm_evidence(fact, by=factories.reader())

    assert not EvidenceConfirmation.objects.filter(fact_id=fact.pk).exists()


def test_without_evidence_there_is_nothing_to_reread():
    with pytest.raises(EvidenceNotRead, match="nothing to re-read"):
        confirm_evidence(factories.status(), by=factories.editor())


class TestByRawSql:
    """The rules of confirmations hold against raw SQL, each under its name."""

    @pytest.fixture
    def confirmed(self):
        return confirm_evidence(factories.published_status(), by=factories.editor())

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE curation_evidenceconfirmation SET by_name = 'x' WHERE id = %s",
            "DELETE FROM curation_evidenceconfirmation WHERE id = %s",
        ],
    )
    def test_it_is_never_altered(self, refused, sql, confirmed, statement):
        with refused("confirmation_is_never_altered"):
            sql(statement, confirmed.pk)

    @pytest.mark.parametrize("step", [1, -1])
    def test_it_is_of_the_present_version(self, refused, sql, confirmed, step):
        with refused("confirmation_is_of_the_present_version"):
            sql(
                "INSERT INTO curation_evidenceconfirmation "
                "(fact_id, fact_version, by_id, by_name, at) "
                "SELECT fact_id, fact_version + %s, by_id, by_name, at "
                "FROM curation_evidenceconfirmation WHERE id = %s",
                step,
                confirmed.pk,
            )

    def test_it_names_who_read(self, refused, sql, confirmed):
        with refused("confirmation_names_who_read"):
            sql(
                "INSERT INTO curation_evidenceconfirmation "
                "(fact_id, fact_version, by_id, by_name, at) "
                "SELECT fact_id, fact_version, by_id, '', at "
                "FROM curation_evidenceconfirmation WHERE id = %s",
                confirmed.pk,
            )
