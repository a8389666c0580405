"""What identifies a release and fixes its content."""

import datetime as dt
from dataclasses import dataclass

from ..exports.layouts import FIRST, PRESENT
from ..models import AsOf

__all__ = ["Frozen", "Previous"]


@dataclass(frozen=True)
class Previous:
    """The release before: what has changed is told from there."""

    identifier: str
    place: AsOf


@dataclass(frozen=True)
class Frozen:
    """A release, frozen at one place in the ledger whose last digest is ``head_digest``.

    ``released_at`` is the only moment of its making that stands in the files. ``address`` is where
    the release can be found; blank if it has no address that will last.
    """

    identifier: str
    title: str
    notes: str
    place: AsOf
    head_digest: str
    released_at: dt.datetime
    previous: Previous | None = None
    address: str = ""

    @property
    def layout(self) -> int:
        """How its tables are laid out: that of its time, which its name tells."""
        return PRESENT if self.identifier.startswith("v") else FIRST

    @property
    def name(self) -> str:
        """The name of the bundle and of the folder in it."""
        return f"sco-registry-{self.identifier}"

    @property
    def urn(self) -> str:
        """The name of the release wherever it is found, as its linked data have it."""
        return f"urn:sco-registry:releases/{self.identifier}/"

    @property
    def released_on(self) -> dt.date:
        """The day of the release, in UTC."""
        return self.released_in_utc.date()

    @property
    def released_in_utc(self) -> dt.datetime:
        """The moment of the release, whatever zone it was given in."""
        return self.released_at.astimezone(dt.UTC)
