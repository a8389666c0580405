"""How the record is named outside, and where it is read: in linked data and citations."""

from dataclasses import dataclass
from urllib.parse import quote

from ..vocabulary import RecordKind

__all__ = ["NAMES", "Addresses", "as_iri"]

COLLECTIONS = {
    RecordKind.ACTOR: "actors",
    RecordKind.SOURCE: "sources",
    RecordKind.STATUS_TYPE: "status-types",
    RecordKind.ISSUE: "issues",
    RecordKind.INDICATOR: "indicators",
}

# What RFC 3987 leaves standing in an IRI; everything else in a source's address is encoded.
_KEPT = ":/?#[]@!$&'()*+,;=%-._~"


def as_iri(url: str) -> str:
    """Return an address as an IRI: blanks, quotation marks and braces percent-encoded."""
    return quote(url, safe=_KEPT)


# What things are called, wherever they are read: ``urn:sco-registry:``, as the context has it.
NAMES = "registry:"


@dataclass(frozen=True)
class Addresses:
    """The names of things, and their addresses below ``base``: ``https://…/api/v1/``.

    A name is the same in the API and in releases, and outlives the host. ``base`` is the root of
    the API with its slash; blank where nothing has an address that will last.
    """

    base: str

    def record(self, record: str) -> str:
        """Return the name of the record of this UUID, in whatever revision."""
        return f"{NAMES}records/{record}/"

    def revision(self, record: str, number: int) -> str:
        """Return the name of a record's revision, on the page of its history."""
        return f"{self.record(record)}revisions/#{number}"

    def page(self, kind: str, record: str, slug: str | None = None) -> str:
        """Return the address of the page of a record: by its slug, or of a fact by its id."""
        site = self.base.removesuffix("api/v1/")
        if slug and kind in COLLECTIONS:
            return f"{site}{COLLECTIONS[RecordKind(kind)]}/{slug}/"
        return f"{site}records/{record}/"

    def permalink(self, record: str, moment: str) -> str:
        """Return the address of a record as it was known at ``moment`` (ISO 8601), if any lasts."""
        return f"{self.base}records/{record}/?known_at={moment}" if self.base else ""

    def thing(self, kind: str, slug: str) -> str:
        """Return the name of what facts refer to: an actor, a source, a status type, …"""
        return f"{NAMES}{COLLECTIONS[RecordKind(kind)]}/{slug}/"

    def agent(self, identity: str) -> str:
        """Return a name for the person who has this identity in the ledger."""
        return f"{NAMES}#agent-{quote(identity, safe='')}"
