"""What the tests of rules need: to break one through raw SQL and to read its name."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


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
