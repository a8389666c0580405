"""The rules of facts hold against raw SQL, each under its name."""

import uuid

import pytest

from curation.models import Citation, Fact
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rule", "assignment"),
    [
        ("fact_kind_is_in_its_vocabulary", "kind = 'rumour'"),
        ("fact_certainty_is_in_its_vocabulary", "certainty = 'sure'"),
        ("fact_rank_is_in_its_vocabulary", "rank = 'best', rationale = 'x'"),
        ("hedged_fact_names_its_hedge", "certainty = 'hedged', hedge = ''"),
        ("fact_not_accepted_has_a_rationale", "rank = 'rejected'"),
        ("possible_extent_is_not_empty", "possible = 'empty', definite = 'empty'"),
        (
            "definite_extent_lies_within_the_possible",
            "definite = daterange('1999-01-01', '1999-02-01')",
        ),
    ],
)
def test_a_fact_that_breaks_a_check_is_refused(refused, sql, rule, assignment):
    fact = factories.status()

    with refused(rule):
        sql(f"UPDATE curation_fact SET {assignment} WHERE id = %s", fact.pk)


@pytest.mark.parametrize(
    ("table", "make", "rule", "assignment"),
    [
        ("status", factories.status, "status_start_basis_is_in_its_vocabulary", "start_basis='x'"),
        ("status", factories.status, "status_end_basis_is_in_its_vocabulary", "end_basis='x'"),
        (
            "status",
            factories.status,
            "actor_holds_no_status_in_itself",
            "organization_id = actor_id",
        ),
        ("statement", factories.statement, "statement_form_is_in_its_vocabulary", "form = 'sung'"),
        ("statement", factories.statement, "statement_has_a_text", "text = ''"),
        (
            "statement",
            factories.statement,
            "statement_has_one_speaker",
            "speaker_as_described = 'all', speaker_id = (SELECT id FROM curation_actor LIMIT 1)",
        ),
        ("position", factories.position, "position_stance_is_in_its_vocabulary", "stance = 'eh'"),
        ("position", factories.position, "position_has_one_holder", "holder_as_described = ''"),
        ("event", factories.event, "event_type_is_in_its_vocabulary", "type = 'party'"),
        ("event", factories.event, "event_has_a_name", "name = ''"),
        ("figure", factories.figure, "figure_exactness_is_in_its_vocabulary", "exactness = 'so'"),
        ("figure", factories.figure, "figure_lies_within_its_bounds", "upper = value - 1"),
        ("figure", factories.figure, "figure_lies_within_its_bounds", "lower = value + 1"),
    ],
)
def test_a_kind_that_breaks_a_check_is_refused(refused, sql, table, make, rule, assignment):
    fact = make()

    with refused(rule):
        sql(f"UPDATE curation_{table} SET {assignment} WHERE fact_id = %s", fact.pk)


def test_a_fact_begins_as_a_draft(refused, sql):
    fact = factories.status()

    with refused("fact_begins_as_a_draft"):
        sql(
            "INSERT INTO curation_fact SELECT (jsonb_populate_record(f, jsonb_build_object("
            "'id', %s::text, 'state', 'published'))).* FROM curation_fact f WHERE id = %s",
            str(uuid.uuid4()),
            fact.pk,
        )


@pytest.mark.parametrize("state", ["submitted", "published", "retracted", "returned"])
def test_only_an_action_moves_a_fact_in_review(refused, sql, state):
    fact = factories.draft_status()

    with refused("only_an_action_moves_a_fact_in_review"):
        sql("UPDATE curation_fact SET state = %s WHERE id = %s", state, fact.pk)


def test_even_an_action_keeps_the_order_of_review(refused, sql):
    fact = factories.draft_status()

    with refused("fact_moves_in_the_order_of_review"):
        sql("SELECT set_config('registry.action', 'x', true)")
        sql("UPDATE curation_fact SET state = 'published' WHERE id = %s", fact.pk)


def test_a_state_outside_the_vocabulary_is_refused_even_without_the_triggers(refused, sql):
    fact = factories.draft_status()
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("SET LOCAL session_replication_role = replica")

    with refused("fact_state_is_in_its_vocabulary"):
        sql("UPDATE curation_fact SET state = 'famous' WHERE id = %s", fact.pk)


def test_a_published_fact_stands_in_the_ledger(refused, sql):
    fact = factories.submitted_status()

    with refused("published_fact_stands_in_the_ledger"):
        sql("SELECT set_config('registry.action', 'x', true)")
        sql("UPDATE curation_fact SET state = 'published' WHERE id = %s", fact.pk)


def test_a_submission_names_who_and_when(refused, sql):
    fact = factories.submitted_status()

    with refused("submission_names_who_and_when"):
        sql("SELECT set_config('registry.action', 'x', true)")
        sql("UPDATE curation_fact SET submitted_at = NULL WHERE id = %s", fact.pk)


def test_a_submitted_fact_has_a_submitter(refused, sql):
    fact = factories.draft_status()

    with refused("submitted_fact_has_a_submitter"):
        sql("SELECT set_config('registry.action', 'x', true)")
        sql("UPDATE curation_fact SET state = 'submitted' WHERE id = %s", fact.pk)


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE curation_fact SET public_note = 'x' WHERE id = %s",
        "UPDATE curation_status SET actor_as_written = 'x' WHERE fact_id = %s",
        "UPDATE curation_citation SET locator = 'x' WHERE fact_id = %s",
        "DELETE FROM curation_citation WHERE fact_id = %s",
    ],
)
def test_a_submitted_fact_is_not_edited(refused, sql, edit):
    fact = factories.submitted_status()

    with refused("submitted_fact_is_not_edited"):
        sql(edit, fact.pk)


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE curation_fact SET public_note = 'x' WHERE id = %s",
        "UPDATE curation_status SET actor_as_written = 'x' WHERE fact_id = %s",
        "UPDATE curation_citation SET locator = 'x' WHERE fact_id = %s",
    ],
)
def test_an_edit_by_raw_sql_makes_a_published_fact_a_draft(sql, edit):
    fact = factories.published_status()

    sql(edit, fact.pk)

    former_version = fact.version
    fact.refresh_from_db()
    assert (fact.state, fact.version) == ("draft", former_version + 1)


def test_a_save_that_changes_nothing_is_no_edit():
    fact = factories.published_status()

    fact.save()

    assert fact.state == "published"


@pytest.mark.parametrize(
    ("make", "change"),
    [
        (factories.event, lambda fact: fact.participants.create(actor=factories.actor(), role="x")),
        (factories.figure, lambda fact: fact.subjects.add(factories.actor())),
        (factories.statement, lambda fact: fact.about.add(factories.actor())),
        (factories.statement, lambda fact: fact.disputes.add(factories.event())),
    ],
)
def test_a_change_of_a_link_is_an_edit_of_its_fact(make, change):
    fact = make()
    former = Fact.objects.get(pk=fact.pk).version

    change(fact)

    assert Fact.objects.get(pk=fact.pk).version == former + 1


def test_a_fact_does_not_dispute_itself(refused):
    fact = factories.status()

    with refused("fact_does_not_dispute_itself"):
        fact.disputes.add(fact)


@pytest.mark.parametrize(
    ("rule", "assignment"),
    [
        ("quotation_stands_in_its_source", "quote = quote || 'x'"),
        ("quotation_stands_in_its_source", 'start = start + 1, "end" = "end" + 1'),
        ("citation_of_a_held_text_has_verified_offsets", 'start = NULL, "end" = NULL'),
        ("prefix_and_suffix_surround_the_quotation", "suffix = 'x'"),
        ("citation_support_is_in_its_vocabulary", "support = 'hints'"),
        ("source_does_not_report_from_itself", "reported_from_id = source_id"),
    ],
)
def test_a_citation_that_does_not_hold_is_refused(refused, sql, rule, assignment):
    fact = factories.draft_status()

    with refused(rule):
        sql(f"UPDATE curation_citation SET {assignment} WHERE fact_id = %s", fact.pk)


def test_offsets_point_into_a_held_text(refused):
    fact, source = factories.status(), factories.source(text="")

    with refused("offsets_point_into_a_held_text"):
        Citation.objects.create(fact=fact, source=source, quote="x", start=0, end=1)


def test_a_citation_without_held_text_has_both_offsets_or_none(refused):
    fact, source = factories.status(), factories.source(text="")

    with refused("citation_has_both_offsets_or_none"):
        Citation.objects.create(fact=fact, source=source, quote="x", end=1)


def test_bulk_creation_checks_quotations_too(refused):
    fact, source = factories.status(), factories.source()

    with refused("quotation_stands_in_its_source"):
        Citation.objects.bulk_create(
            [Citation(fact=fact, source=source, quote="Nobody wrote this", start=0, end=17)]
        )


def test_only_an_expectation_has_an_outcome(refused, sql):
    fact = factories.draft_status()

    with refused("only_an_expectation_has_an_outcome"):
        sql("UPDATE curation_fact SET outcome = 'fulfilled' WHERE id = %s", fact.pk)


def test_an_outcome_is_one_of_the_vocabulary(refused, sql):
    fact = factories.draft_status(certainty="expected")

    with refused("fact_outcome_is_in_its_vocabulary"):
        sql("UPDATE curation_fact SET outcome = 'maybe' WHERE id = %s", fact.pk)


def test_what_settles_an_expectation_belongs_to_an_outcome(refused, sql):
    fact, other = factories.draft_status(certainty="expected"), factories.draft_status()

    with refused("fact_that_settles_belongs_to_an_outcome"):
        sql("UPDATE curation_fact SET settled_by_id = %s WHERE id = %s", other.pk, fact.pk)
    with refused("fact_that_settles_belongs_to_an_outcome"):
        sql(
            "UPDATE curation_fact SET outcome = 'fulfilled', settled_by_id = id WHERE id = %s",
            fact.pk,
        )
