"""Search names follow every change of what they are made of, by whichever way it is made."""

import pytest
from django.db import connection

from curation.actions import publish_reference
from curation.models import Actor, ActorName, SearchName
from curation.vocabulary import RecordKind
from tests import factories

pytestmark = pytest.mark.django_db


def keys(record):
    rows = SearchName.objects.filter(record=record, revision=None)
    return set(rows.values_list("key", flat=True))


def run(sql, *given):
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def test_a_row_is_found_by_its_name_and_slug():
    actor = factories.actor(name="Zerafshan Republic")

    assert keys(actor.pk) >= {"zerafshan republic", actor.slug.replace("-", " ")}


def test_a_name_that_raw_sql_changes_is_found_and_the_former_is_not():
    actor = factories.actor(name="Zerafshan Republic")
    name = ActorName.objects.create(actor=actor, name="Зерафшан", language="ru")

    run("UPDATE curation_actor SET name = 'Zarafshon' WHERE id = %s", actor.pk)
    run("UPDATE curation_actorname SET name = 'Заравшон' WHERE id = %s", name.pk)

    assert {"zarafshon", "заравшон"} <= keys(actor.pk)
    assert not {"zerafshan republic", "зерафшан"} & keys(actor.pk)


def test_a_name_that_is_taken_away_is_found_no_more():
    actor = factories.actor()
    ActorName.objects.create(actor=actor, name="Зерафшан", language="ru")
    assert "зерафшан" in keys(actor.pk)

    actor.names.all().delete()

    assert "зерафшан" not in keys(actor.pk)


def test_a_row_that_is_deleted_is_not_found():
    actor = factories.actor()
    key = actor.pk

    Actor.objects.filter(pk=key).delete()

    assert keys(key) == set()


@pytest.mark.parametrize(
    "make", [factories.source, factories.status_type, factories.issue, factories.indicator]
)
def test_every_kind_of_reference_data_is_found(make):
    row = make()

    assert keys(row.pk) >= {row.name.lower(), row.slug.replace("-", " ")}


def test_what_is_published_is_found_by_the_names_that_were_published():
    actor = factories.actor(name="Zerafshan Republic")
    first = publish_reference(RecordKind.ACTOR, actor, by=factories.reviewer())
    actor.name = "Zarafshon"
    actor.save()
    second = publish_reference(RecordKind.ACTOR, actor, by=factories.reviewer())

    def published(revision):
        return set(revision.search_names.values_list("key", flat=True))

    assert "zerafshan republic" in published(first)
    assert "zarafshon" in published(second)
    assert "zerafshan republic" not in published(second)
