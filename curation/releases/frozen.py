"""What identifies a release and fixes its content."""

import datetime as dt
from dataclasses import dataclass

from ..models import AsOf

__all__ = ["Frozen", "Previous"]


@dataclass(frozen=True)
class Previous:
    """The release before: what has changed is told since then."""

    identifier: str
    place: AsOf


@dataclass(frozen=True)
class Frozen:
    """A place of the ledger under the name of a release.

    ``released_at`` (UTC) is the only date of its making that stands in the files.
    """

    identifier: str
    title: str
    notes: str
    place: AsOf
    head_digest: str
    released_at: dt.datetime
    previous: Previous | None
