"""Every edit is counted, by whichever path it comes and whichever part it changes."""

import pytest

from curation.models import Actor, ActorName, Citation, Dispute, EventParticipant, Fact, Status
from tests import factories

pytestmark = pytest.mark.django_db


def version(row):
    return type(row).objects.values_list("version", flat=True).get(pk=row.pk)


def test_a_row_begins_with_version_one():
    assert factories.status().version == 1
    assert factories.actor().version == 1


def test_an_update_that_changes_nothing_is_no_edit(sql):
    actor = factories.actor()

    sql("UPDATE curation_actor SET name = name WHERE id = %s", actor.pk)

    assert version(actor) == 1


@pytest.mark.parametrize(
    "make",
    [
        factories.actor,
        factories.status_type,
        factories.issue,
        factories.indicator,
        factories.source,
    ],
)
def test_reference_data_counts_its_edits_and_nobody_sets_the_count(make, sql):
    row = make()

    sql(f"UPDATE {row._meta.db_table} SET name = 'New', version = 99 WHERE id = %s", row.pk)
    sql(f"UPDATE {row._meta.db_table} SET version = 1 WHERE id = %s", row.pk)

    assert version(row) == 2


def test_a_name_that_comes_changes_and_goes_is_an_edit_of_its_actor():
    actor = factories.actor()
    name = ActorName.objects.create(actor=actor, name="Актер", language="ru")
    assert version(actor) == 2

    ActorName.objects.filter(pk=name.pk).update(name="Актёр")
    assert version(actor) == 3

    name.delete()
    assert version(actor) == 4


def test_a_part_that_moves_is_an_edit_of_both_its_wholes():
    first, second = factories.draft_status(), factories.draft_status()
    before = version(first), version(second)

    Citation.objects.filter(fact=first.pk).update(fact=second.pk)

    assert (version(first), version(second)) == (before[0] + 1, before[1] + 1)


def test_a_statement_of_many_rows_is_one_edit_of_each_whole():
    event = factories.event()

    EventParticipant.objects.bulk_create(
        EventParticipant(event=event, actor=factories.actor(), role="host") for _ in range(3)
    )

    assert version(event) == 2


def test_the_columns_of_a_kind_and_its_links_count_too():
    status, other = factories.status(), factories.status()

    Status.objects.filter(pk=status.pk).update(actor_as_written="Rur.")
    Dispute.objects.create(from_fact=Fact.objects.get(pk=status.pk), to_fact_id=other.pk)

    assert version(status) == 3
    assert version(other) == 1


def test_one_save_of_a_form_is_one_edit_of_an_actor():
    actor = Actor.objects.get(pk=factories.actor().pk)
    actor.name, actor.note = "New", "Newer"
    actor.save()

    assert version(actor) == 2
