"""What tests of rules and of threads need: raw SQL, and a database of their own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, connections, transaction
from psycopg import sql as composed

from curation.actions import seed_timeline
from curation.models import Revision

TIMELINE = settings.BASE_DIR / "fixtures" / "membership-timeline"


@pytest.fixture(scope="module")
def timeline(django_db_setup: None, django_db_blocker: Any) -> Iterator[Revision]:
    """Publish the timeline once for a module, and take it back; return the head before it."""
    with django_db_blocker.unblock(), transaction.atomic():
        before = Revision.objects.latest("id")
        seed_timeline(TIMELINE)
        yield before
        transaction.set_rollback(True)


@pytest.fixture
def refused(db: None) -> Callable[[str], AbstractContextManager[None]]:
    """Expect the database to refuse what follows in the name of a rule."""

    @contextmanager
    def expecting(rule: str) -> Iterator[None]:
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert caught.value.__cause__.diag.constraint_name == rule

    return expecting


@pytest.fixture
def sql(db: None) -> Callable[..., None]:
    """Execute raw SQL."""

    def execute(statement: str, *params: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)

    return execute


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the seeded database of one's own, in which transactions of threads commit."""
    given = connections.settings["default"]
    template = given["NAME"]
    name = f"{template}_own"
    with django_db_blocker.unblock():
        connection.close()
        _recreate(name, template)
        given["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            given["NAME"] = template
            with _maintenance() as cursor:
                cursor.execute(
                    composed.SQL("DROP DATABASE {} WITH (FORCE)").format(composed.Identifier(name))
                )


def _recreate(name: str, template: str) -> None:
    with _maintenance() as cursor:
        for statement in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {} TEMPLATE {}"):
            names = [composed.Identifier(each) for each in (name, template)][
                : statement.count("{}")
            ]
            cursor.execute(composed.SQL(statement).format(*names))


def _maintenance() -> Any:
    return connection._nodb_cursor()
