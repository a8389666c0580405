"""Authors: who wrote what of a fact since it was last published."""

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from .authorship_rules import AUTHORS_OF_MANY

__all__ = ["Author", "authors_of"]


@dataclass(frozen=True)
class Author:
    """Someone who wrote part of a change; without a name, past the registry's programs.

    ``is_known`` tells whether the account is still there, so that its key identifies it.
    """

    account: Any
    name: str
    last_at: dt.datetime
    is_known: bool


def authors_of(facts: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Author]]:
    """Return the authors of the present change of each fact, the earliest first, in one query."""
    found: dict[uuid.UUID, list[Author]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(AUTHORS_OF_MANY, [list(facts)])
        for fact, account, name, last_at, is_known in cursor.fetchall():
            key = json.loads(account) if isinstance(account, str) else account
            found[fact].append(Author(key, name or "", last_at, is_known))
    return found
