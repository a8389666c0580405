"""History catches every change, by whichever path it comes, and cannot be altered."""

import pytest
from django.db import connection

from curation.models import HISTORIES, Actor, Citation, Fact, Figure, FigureSubject, Status
from tests import factories

pytestmark = pytest.mark.django_db


def labels(history):
    return list(history.order_by("pgh_id").values_list("pgh_label", flat=True))


def test_raw_sql_bulk_updates_and_the_orm_all_leave_history(sql):
    actor = factories.actor()
    actor.name = "By the ORM"
    actor.save()
    Actor.objects.filter(pk=actor.pk).update(name="By an update")
    Actor.objects.bulk_update([actor], ["name"])
    sql("UPDATE curation_actor SET name = 'By SQL' WHERE id = %s", actor.pk)

    assert labels(HISTORIES[Actor].objects.filter(id=actor.pk)) == [
        "insert",
        "update",
        "update",
        "update",
        "update",
    ]
    last = HISTORIES[Actor].objects.filter(id=actor.pk).latest("pgh_id")
    assert (last.name, last.version) == ("By SQL", 5)


def test_what_is_deleted_stays_in_the_history():
    fact = factories.draft_status()
    pk, citation = fact.pk, fact.citations.get()
    fact.delete()

    assert HISTORIES[Fact].objects.filter(id=pk, pgh_label="delete").exists()
    assert HISTORIES[Citation].objects.filter(id=citation.pk, pgh_label="delete").exists()
    assert HISTORIES[Status].objects.filter(fact=pk, pgh_label="delete").exists()


def test_links_have_a_history():
    figure, actor = factories.figure(), factories.actor()
    figure.subjects.add(actor)
    figure.subjects.remove(actor)

    links = HISTORIES[FigureSubject].objects.filter(figure=figure.pk, actor=actor.pk)
    assert labels(links) == ["insert", "delete"]
    assert HISTORIES[Figure].objects.filter(fact=figure.pk).count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE curation_actorhistory SET name = 'Forged' WHERE id = %s",
        "DELETE FROM curation_actorhistory WHERE id = %s",
    ],
)
def test_history_is_never_altered(statement, refused, sql):
    actor = factories.actor()

    with refused("history_is_never_altered"):
        sql(statement, actor.pk)


def test_no_session_can_switch_history_off():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{}'")
        cursor.execute(
            "SELECT count(*) FROM pg_proc WHERE proname LIKE 'pgtrigger_%%' "
            "AND prosrc LIKE '%%_pgtrigger_should_ignore%%'"
        )
        assert cursor.fetchone() == (0,)
