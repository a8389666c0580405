"""Who changes what, as the history of every row will tell."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction

from ...models import ImportBatch
from ...vocabulary import Origin
from ..origin import changes_from

__all__ = ["changes_of"]


@contextmanager
def changes_of(batch: ImportBatch, *, by: AbstractBaseUser, reason: str) -> Iterator[None]:
    """Open the transaction in which a batch changes the working copy.

    The library tells the database in whose name a statement changes rows by a prefix to the
    statement; COPY takes none, so the transaction is told at its start.
    """
    told = changes_from(Origin.IMPORT, by=by, reason=reason, batch=str(batch.pk))
    with told as opened, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pghistory.context_id', %s, true), "
                "set_config('pghistory.context_metadata', %s, true)",
                [str(opened.id), json.dumps(opened.metadata)],
            )
            # Parts are written before their wholes.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        with connection.cursor() as cursor:
            # What waits for the end of the transaction speaks now, while it can be explained.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
