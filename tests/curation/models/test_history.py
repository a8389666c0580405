"""History catches every change, by whichever path it comes, and cannot be altered."""

import pytest
from django.core.management import call_command
from django.db import connection

from curation.models import HISTORIES, Actor, Citation, Fact, Figure, FigureSubject, Status
from tests import factories
from tests.sheets import imported

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


@pytest.mark.parametrize(
    ("way", "origin"),
    [
        ("raw SQL", None),
        ("bulk_update", None),
        ("an import", "import"),
        ("a shell session", "shell"),
    ],
)
def test_each_way_past_the_forms_leaves_a_history_row_of_fact_and_citation(way, origin, sql):
    fact = factories.draft_status()
    citation, manager = fact.citations.get(), factories.data_manager()
    fact.public_note, citation.locator = "New", "line 9"
    in_shell = "from curation.models import Citation, Status\n" + "\n".join(
        f"{model}.objects.filter(pk='{row.pk}').update({field}='{value}')"
        for model, row, field, value in (
            ("Status", fact, "public_note", "New"),
            ("Citation", citation, "locator", "line 9"),
        )
    )
    row = {"id": str(fact.pk), "public_note": "New", "citation_1_id": str(citation.pk)}
    row |= {"citation_1_source": citation.source.slug, "citation_1_quote": citation.quote}
    ways = {
        "raw SQL": lambda: (
            sql("UPDATE curation_fact SET public_note = 'New' WHERE id = %s", fact.pk),
            sql("UPDATE curation_citation SET locator = 'line 9' WHERE id = %s", citation.pk),
        ),
        "bulk_update": lambda: (
            Status.objects.bulk_update([fact], ["public_note"]),
            Citation.objects.bulk_update([citation], ["locator"]),
        ),
        "an import": lambda: imported(
            "status", [row | {"citation_1_locator": "line 9"}], by=manager
        ),
        "a shell session": lambda: call_command("shell", command=in_shell, verbosity=0),
    }

    ways[way]()

    for model, pk, said in ((Fact, fact.pk, "public_note"), (Citation, citation.pk, "locator")):
        changes = HISTORIES[model].objects.filter(id=pk, pgh_label="update").order_by("pgh_id")
        change = next(each for each in changes if getattr(each, said) in ("New", "line 9"))
        told = change.pgh_context.metadata if change.pgh_context else {}
        assert told.get("origin") == origin


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
