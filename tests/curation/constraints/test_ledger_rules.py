"""The rules of the ledger hold against raw SQL, each under its name."""

import datetime as dt

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from curation.actions import submit
from curation.models import Fact, ReviewDecision, Revision
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    """Return the revision of a published status."""
    return Revision.objects.get(record=factories.published_status().pk)


def successor(revision, **changes):
    """Return an unsaved, well-formed next revision of the same record, with ``changes``."""
    head = Revision.objects.order_by("-id").first()
    fields = {
        field.attname: getattr(revision, field.attname)
        for field in Revision._meta.fields
        if not field.generated
    }
    fields |= {
        "id": None,
        "number": revision.number + 1,
        "recorded": DateTimeTZRange(head.recorded.lower + dt.timedelta(seconds=1), None),
        "previous_digest": head.digest,
        "digest": f"{head.id:064x}",
    }
    return Revision(**(fields | changes))


def publish(revision, **changes):
    """Append a successor with ``changes`` as review does: a submission, and a decision about it."""
    fact = Fact.objects.get(pk=revision.record)
    Fact.objects.filter(pk=fact.pk).update(desk_note="Once more.")
    fact = submit(fact, by=factories.staff())
    by = factories.reviewer()
    given = {"fact_version": fact.version, "approved_by": by.username}
    following = successor(revision, **(given | changes))
    following.save(force_insert=True)
    ReviewDecision.objects.create(
        fact_id=fact.pk,
        fact_version=fact.version,
        verdict="approved",
        by=by,
        by_name=by.username,
        at=following.recorded.lower,
        revision=following,
    )
    return following


def rested_otherwise(document):
    """Return the document's citations, read anew: they mention what they supported."""
    return [citation | {"support": "mentions"} for citation in document["citations"]]


def test_a_well_formed_successor_is_accepted_and_closes_its_predecessor(revision):
    following = publish(revision)

    revision.refresh_from_db()
    assert revision.recorded.upper == following.recorded.lower
    assert following.id == Revision.objects.order_by("-id").first().id


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE curation_revision SET summary = 'x' WHERE id = %s",
        "UPDATE curation_revision SET document = '{}' WHERE id = %s",
        "UPDATE curation_revision SET approved_by = 'me' WHERE id = %s",
        "UPDATE curation_revision SET recorded = tstzrange(lower(recorded), now() + '1 day')"
        " WHERE id = %s",
    ],
)
def test_a_revision_is_never_altered(refused, sql, revision, change):
    with refused("revision_is_never_altered"):
        sql(change, revision.id)


def test_a_revision_is_never_altered_through_the_orm_either(refused, revision):
    revision.summary = "x"
    with refused("revision_is_never_altered"):
        revision.save()
    with refused("revision_is_never_altered"):
        Revision.objects.bulk_update([revision], ["summary"])
    with refused("revision_is_never_deleted"):
        Revision.objects.filter(pk=revision.pk)._raw_delete("default")


def test_a_revision_is_never_deleted(refused, sql, revision):
    with refused("revision_is_never_deleted"):
        sql("DELETE FROM curation_revision WHERE id = %s", revision.id)


def test_the_ledger_is_never_emptied(refused, sql, revision):
    with refused("ledger_is_never_emptied"):
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql("TRUNCATE curation_revision CASCADE")


def test_no_setting_of_a_session_suspends_the_rules(refused, sql, revision):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(tgname) FROM pg_trigger WHERE tgrelid = 'curation_revision'::regclass"
        )
        names = cursor.fetchone()[0]
    sql("SELECT set_config('pgtrigger.ignore', %s, true)", "{" + ",".join(names) + "}")

    with refused("revision_is_never_deleted"):
        sql("DELETE FROM curation_revision WHERE id = %s", revision.id)


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("revision_continues_the_chain", {"previous_digest": "f" * 64}),
        ("revisions_of_a_record_are_numbered_in_order", {"number": 7}),
        ("revision_kind_is_in_its_vocabulary", {"kind": "rumour"}),
        ("revision_action_is_in_its_vocabulary", {"action": "erase"}),
        ("revision_basis_is_in_its_vocabulary", {"basis": "whim"}),
        ("approver_differs_from_submitter", {"submitted_by": "me", "approved_by": "me"}),
        ("fact_is_published_by_review", {"basis": "reference"}),
        ("published_fact_has_its_extents", {"definite": None}),
        ("reissue_has_a_changed_label", {"basis": "label"}),
        ("retraction_and_reissue_give_a_reason", {"action": "retract"}),
        ("revision_names_submitter_and_approver", {"approved_by": ""}),
        ("revision_digest_is_a_sha256", {"digest": "short"}),
    ],
)
def test_a_successor_that_breaks_a_rule_is_refused(refused, revision, rule, changes):
    if rule == "revision_kind_is_in_its_vocabulary":
        changes = changes | {"document": {"citations": []}}

    with refused(rule):
        successor(revision, **changes).save(force_insert=True)


def test_a_revision_is_recorded_after_its_predecessors(refused, revision):
    earlier = DateTimeTZRange(revision.recorded.lower - dt.timedelta(days=1), None)

    with refused("revision_is_recorded_after_its_predecessors"):
        successor(revision, recorded=earlier).save(force_insert=True)


def test_a_published_fact_has_a_citation(refused, revision):
    document = revision.document | {"citations": []}

    with refused("published_fact_has_a_citation"):
        successor(revision, document=document).save(force_insert=True)


def test_a_published_fact_has_a_list_of_citations(refused, revision):
    document = {key: value for key, value in revision.document.items() if key != "citations"}

    with refused("published_fact_has_a_citation"):
        successor(revision, document=document).save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [{"quote": "Nobody wrote this."}, {"start": None, "end": None}, {"start": 1}],
)
def test_a_published_quotation_stands_in_its_source(refused, revision, change):
    citation = revision.document["citations"][0] | change

    with refused("published_quotation_stands_in_its_source"):
        successor(revision, document=revision.document | {"citations": [citation]}).save(
            force_insert=True
        )


def test_a_published_quotation_has_a_source_in_the_catalogue(refused, revision):
    citation = revision.document["citations"][0] | {"source": {"slug": "unheard-of"}}

    with refused("published_quotation_stands_in_its_source"):
        successor(revision, document=revision.document | {"citations": [citation]}).save(
            force_insert=True
        )


def test_formal_statuses_of_an_actor_never_overlap(refused, revision):
    other = Revision.objects.get(record=factories.published_status().pk)
    document = other.document | {
        "actor": revision.document["actor"],
        "organization": revision.document["organization"],
        "citations": rested_otherwise(other.document),
    }

    with refused("formal_statuses_of_an_actor_never_overlap"):
        successor(other, document=document).save(force_insert=True)


@pytest.mark.parametrize(
    "difference",
    [
        {"rank": "alternative"},
        {"certainty": "expected"},
        {"status": {"slug": "x", "dimension": "process"}},
    ],
)
def test_overlays_alternatives_and_expectations_may_overlap(revision, difference):
    other = Revision.objects.get(record=factories.published_status().pk)
    document = other.document | {
        "actor": revision.document["actor"],
        "organization": revision.document["organization"],
        "citations": rested_otherwise(other.document),
        **difference,
    }

    publish(other, document=document)


def test_a_changed_claim_rests_on_evidence_read_anew(refused, revision):
    document = revision.document | {"when": "1999"}

    with refused("changed_claim_rests_on_evidence_read_anew"):
        successor(revision, document=document).save(force_insert=True)


@pytest.mark.parametrize(
    "judgement",
    [{"note": "x"}, {"rank": "alternative"}, {"label": "x"}, {"when_in_words": "once"}],
)
def test_a_judgement_or_label_needs_no_evidence_read_anew(revision, judgement):
    publish(revision, document=revision.document | judgement)


def test_a_record_has_one_current_revision(revision):
    assert Revision.objects.current().filter(record=revision.record).count() == 1
    names = {constraint.name for constraint in Revision._meta.constraints}
    assert {"record_has_one_current_revision", "revision_number_is_used_once"} <= names


@pytest.mark.parametrize(
    ("rule", "trigger_free_insert"),
    [
        ("record_has_one_current_revision", {"number": 2}),
        ("revision_number_is_used_once", {"number": 1, "closed": True}),
    ],
)
def test_uniqueness_holds_even_without_the_triggers(
    refused, sql, revision, rule, trigger_free_insert
):
    following = successor(revision, number=trigger_free_insert["number"], id=10**9)
    if trigger_free_insert.get("closed"):
        moment = following.recorded.lower
        following.recorded = DateTimeTZRange(moment, moment + dt.timedelta(seconds=1))
    sql("SET LOCAL session_replication_role = replica")

    with refused(rule):
        following.save(force_insert=True)


@pytest.mark.parametrize("change", ["UPDATE %s SET comment = 'x'", "DELETE FROM %s"])
def test_a_decision_is_never_altered(refused, sql, revision, change):
    with refused("decision_is_never_altered"):
        sql(change % "curation_reviewdecision")


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("review_decision_verdict_is_in_its_vocabulary", {"verdict": "perhaps"}),
        ("return_or_retraction_gives_a_reason", {"verdict": "returned", "comment": ""}),
        ("approval_and_retraction_have_a_revision", {"verdict": "approved"}),
    ],
)
def test_a_decision_that_breaks_a_rule_is_refused(refused, revision, rule, changes):
    fields = {"fact_id": revision.record, "fact_version": 1, "by": factories.reviewer()}
    fields |= {"by_name": "x", "at": revision.submitted_at, "comment": "because"} | changes
    if rule == "review_decision_verdict_is_in_its_vocabulary":
        fields["revision"] = Revision.objects.filter(basis="reference").first()

    with refused(rule):
        ReviewDecision.objects.create(**fields)


# --- what facts name ------------------------------------------------------------------------


@pytest.fixture
def named():
    """Return the revisions of a public statement and of the public event that it names."""
    event = factories.published(factories.event())
    statement = factories.published(factories.statement(event=event))
    return (
        Revision.objects.get(record=statement.pk),
        Revision.objects.get(record=event.pk),
    )


def test_what_a_public_fact_names_is_not_retracted(refused, named):
    _, event = named
    with refused("what_a_public_fact_names_is_not_retracted"):
        successor(event, action="retract", summary="It did not happen.").save(force_insert=True)


def test_public_fact_names_what_is_public(refused, named):
    statement, _ = named
    elsewhere = statement.document["event"] | {"id": "00000000-0000-4000-8000-000000000000"}
    document = statement.document | {
        "event": elsewhere,
        "citations": rested_otherwise(statement.document),
    }
    with refused("public_fact_names_what_is_public"):
        successor(statement, document=document).save(force_insert=True)
