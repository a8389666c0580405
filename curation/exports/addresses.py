"""Addresses by which the record is named outside: the identifiers of linked data and citations."""

from dataclasses import dataclass
from urllib.parse import quote

from ..vocabulary import RecordKind

__all__ = ["Addresses", "as_iri"]

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


@dataclass(frozen=True)
class Addresses:
    """The addresses below ``base``, the root of the API with its slash: ``https://…/api/v1/``."""

    base: str

    def record(self, record: str) -> str:
        """Return the address of the record of this UUID, in whatever revision."""
        return f"{self.base}records/{record}/"

    def revision(self, record: str, number: int) -> str:
        """Return the name of a record's revision, on the page of its history."""
        return f"{self.record(record)}revisions/#{number}"

    def permalink(self, record: str, moment: str) -> str:
        """Return the address at which a record stands as it was known at ``moment`` (ISO 8601)."""
        return f"{self.record(record)}?known_at={moment}"

    def thing(self, kind: str, slug: str) -> str:
        """Return the address of what facts refer to: an actor, a source, a status type, …"""
        return f"{self.base}{COLLECTIONS[RecordKind(kind)]}/{slug}/"

    def agent(self, identity: str) -> str:
        """Return a name for whoever goes by this identity in the ledger."""
        return f"{self.base}#agent-{quote(identity, safe='')}"
