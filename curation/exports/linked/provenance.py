"""Where a revision comes from, in PROV-O: who submitted it, who approved it, what it revises.

https://www.w3.org/TR/prov-o/. A revision is an entity and a specialization of its record; to
submit and to approve are activities, each with one agent in a role. A retraction is a revision of
its own, a tombstone, whose activity invalidates the revision before it. Of an agent no more is
told than the identity that the ledger copied.
"""

from typing import Any

from ...vocabulary import Action, PublicationBasis
from ..addresses import Addresses
from .evidence import source_addresses
from .values import Node, code, filled

__all__ = ["revision_node"]

Entry = dict[str, Any]

TYPES = ["prov:Entity", "registry:Revision"]


def revision_node(entry: Entry, record: str, at: Addresses) -> Node:
    """Return the node of the revision that an entry is, of the record of this UUID."""
    said = entry["revision"]
    number, recorded = said["number"], said["recorded"]
    this = at.revision(record, number)
    former = at.revision(record, number - 1) if number > 1 else None
    if said["action"] == Action.RETRACT:
        types, former = [*TYPES, "registry:Tombstone"], _retracted(former, this, recorded["from"])
    else:
        types = TYPES
    return filled(
        {
            "@id": this,
            "@type": types,
            "number": number,
            "ledgerId": said["id"],
            "action": code("action", said["action"]),
            "basis": code("publication-basis", said["basis"]),
            "generatedAtTime": recorded["from"],
            "invalidatedAtTime": recorded["until"],
            "wasRevisionOf": former,
            "wasDerivedFrom": source_addresses(entry.get("citations", []), at),
            "wasGeneratedBy": _publication(said, this, at),
            "summary": said["summary"],
            "url": at.permalink(record, recorded["from"]),
            "schemaVersion": said["schema_version"],
            "digest": said["digest"],
            "previousDigest": said["previous_digest"],
        }
    )


def _retracted(former: str | None, by: str, moment: str) -> Node:
    publication = f"{by}-publication"
    return {
        "@id": former,
        "invalidatedAtTime": moment,
        "qualifiedInvalidation": {
            "@id": f"{publication}-invalidation",
            "@type": "prov:Invalidation",
            "atTime": moment,
            "activity": publication,
        },
    }


def _publication(said: dict[str, Any], revision: str, at: Addresses) -> Node:
    name, submission = f"{revision}-publication", f"{revision}-submission"
    return {
        "@id": name,
        "@type": ["prov:Activity", *_sorts_of(said)],
        "endedAtTime": said["recorded"]["from"],
        **_association(name, said["approved_by"], "approver", at),
        "wasInformedBy": {
            "@id": submission,
            "@type": ["prov:Activity", "registry:Submission"],
            "endedAtTime": said["submitted_at"],
            **_association(submission, said["submitted_by"], "submitter", at),
        },
    }


def _sorts_of(said: dict[str, Any]) -> list[str]:
    """Return the classes of the act: only what a second editor decided is a review."""
    if said["action"] == Action.RETRACT:
        return ["registry:Retraction", "registry:Review"]
    if said["basis"] == PublicationBasis.REVIEW:
        return ["registry:Approval", "registry:Review"]
    return ["registry:Publication"]


def _association(activity: str, identity: str, role: str, at: Addresses) -> Node:
    agent = {"@id": at.agent(identity), "@type": "prov:Agent", "name": identity}
    return {
        "wasAssociatedWith": agent,
        "qualifiedAssociation": {
            "@id": f"{activity}-association",
            "@type": "prov:Association",
            "agent": agent["@id"],
            "hadRole": {"@id": f"registry:role:{role}", "@type": "prov:Role"},
        },
    }
