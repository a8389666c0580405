"""The history tells by which way a change came, who made it and why."""

import shutil
from io import StringIO

import pytest
from django.core.management import call_command

from curation.actions import changes_from, give_reason
from curation.models import HISTORIES, Actor
from curation.vocabulary import Origin
from tests import factories

pytestmark = pytest.mark.django_db


def told(row):
    """What the context of the last change of ``row`` tells; None where there is none."""
    last = HISTORIES[type(row)].objects.filter(id=row.pk).latest("pgh_id")
    return last.pgh_context and last.pgh_context.metadata


def test_a_change_bears_its_origin_the_account_its_reason_and_details():
    actor, user = factories.actor(), factories.editor(first_name="Ann", last_name="Lee")

    with changes_from(Origin.ADMIN, by=user, reason="It changed its name", address="/admin/"):
        Actor.objects.filter(pk=actor.pk).update(name="New")

    assert told(actor) == {
        "origin": "admin",
        "user": user.pk,
        "by": f"Ann Lee ({user.username})",
        "reason": "It changed its name",
        "address": "/admin/",
    }


@pytest.mark.parametrize("way", ["raw SQL", "bulk_update", "update", "save"])
def test_every_way_of_writing_is_told_of(way, sql):
    actor = factories.actor()
    actor.name = "New"
    ways = {
        "raw SQL": lambda: sql("UPDATE curation_actor SET name = 'New' WHERE id = %s", actor.pk),
        "bulk_update": lambda: Actor.objects.bulk_update([actor], ["name"]),
        "update": lambda: Actor.objects.filter(pk=actor.pk).update(name="New"),
        "save": actor.save,
    }

    with changes_from(Origin.COMMAND, command="test"):
        ways[way]()

    assert told(actor) == {"origin": "command", "command": "test"}


def test_raw_sql_past_the_programs_has_no_origin(sql):
    actor = factories.actor()

    sql("UPDATE curation_actor SET name = 'New' WHERE id = %s", actor.pk)

    assert told(actor) is None


def test_a_change_after_the_context_in_the_same_transaction_has_no_origin():
    actor = factories.actor()

    with changes_from(Origin.COMMAND):
        Actor.objects.filter(pk=actor.pk).update(name="Inside")
    Actor.objects.filter(pk=actor.pk).update(name="Outside")

    assert told(actor) is None


def test_an_import_within_the_desk_adds_its_batch_and_leaks_nothing():
    user, first, second, third = factories.editor(), *(factories.actor() for _ in range(3))

    with changes_from(Origin.ADMIN, by=user):
        first.save()
        with changes_from(Origin.IMPORT, reason="Timeline", batch="7"):
            second.save()
        third.save()

    around = {"origin": "admin", "user": user.pk, "by": user.username}
    assert told(first) == told(third) == around
    assert told(second) == around | {"origin": "import", "reason": "Timeline", "batch": "7"}


def test_a_context_ends_with_an_error_too():
    actor = factories.actor()

    with changes_from(Origin.ADMIN):
        with pytest.raises(ZeroDivisionError), changes_from(Origin.IMPORT, batch="7"):
            raise ZeroDivisionError
        actor.save()

    assert told(actor) == {"origin": "admin"}


def test_a_reason_given_later_belongs_to_the_present_context_alone():
    actor, other = factories.actor(), factories.actor()

    with changes_from(Origin.ADMIN):
        give_reason("Misspelt")
        actor.save()
    with changes_from(Origin.ADMIN):
        other.save()

    assert told(actor) == {"origin": "admin", "reason": "Misspelt"}
    assert told(other) == {"origin": "admin"}


def test_seeding_is_told_of_as_a_command(tmp_path, settings):
    folder = shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "fixtures")
    with (folder / "actors.yaml").open("a") as actors:
        actors.write("\n  - slug: somebody\n    name: Somebody\n    kind: person\n")

    call_command("seed", "--folder", str(folder), stdout=StringIO())

    newcomer = told(Actor.objects.get(slug="somebody"))
    assert (newcomer["origin"], newcomer["by"]) == ("command", "bootstrap")
    assert newcomer["command"] == "seed"


def test_a_shell_session_is_told_of_with_the_name_the_system_knows(monkeypatch):
    actor = factories.actor()
    monkeypatch.setattr("getpass.getuser", lambda: "ann")

    call_command(
        "shell",
        command="from curation.models import Actor\n"
        f"Actor.objects.filter(pk='{actor.pk}').update(name='From the shell')",
        verbosity=0,
    )

    assert told(actor) == {"origin": "shell", "user": None, "by": "ann", "command": "shell"}


def test_a_shell_session_of_a_user_without_a_name_is_told_of_by_number(monkeypatch):
    actor = factories.actor()

    def nobody():
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    call_command(
        "shell",
        command="from curation.models import Actor\n"
        f"Actor.objects.filter(pk='{actor.pk}').update(name='From the shell')",
        verbosity=0,
    )

    assert told(actor)["by"].startswith("user ")
