"""Derived memberships as nodes: what was known of whom over a unit of time, and on which records.

They are derived, and claimed by nobody: each names the records that it rests on.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ...vocabulary import RecordKind
from ..addresses import Addresses
from . import references
from .values import Node, code, filled

__all__ = ["membership_nodes"]

Entry = dict[str, Any]


def membership_nodes(entries: Iterable[Entry], base: str) -> Iterator[Node]:
    """Yield a node for each row of a roster, a panel, a table of pairs or a comparison.

    ``entries`` have what all rows share in them. ``base`` is the root of the API with its slash.
    """
    at = Addresses(base)
    for entry in entries:
        yield filled({**_frame(entry, at), **_row(entry, at)})


def _frame(entry: Entry, at: Addresses) -> Node:
    return {
        "memberOf": references.actor(entry["organization"], at),
        "unit": code("time-unit", entry.get("unit")),
        "rule": code("unit-rule", entry.get("rule")),
        "countedBasis": code("counted-basis", entry["basis"]),
    }


def _row(entry: Entry, at: Addresses) -> Node:
    if "state_1" in entry:
        return {
            "@type": "registry:MembershipDyad",
            **_period(entry),
            "side": [_side(entry["state_1"], at), _side(entry["state_2"], at)],
            "sharedStatus": _named(entry["shared_status"], at),
            "sharedLevel": entry["shared_level"],
            "shared": code("shared-membership", entry["shared"]),
        }
    if "movement" in entry:
        return {
            "@type": "registry:MembershipMove",
            "member": references.actor(entry["actor"], at),
            "earlierDay": entry["a"],
            "laterDay": entry["b"],
            "movement": code("movement", entry["movement"]),
            "before": {"@type": "registry:Knowledge", **_known(entry["before"], at)},
            "after": {"@type": "registry:Knowledge", **_known(entry["after"], at)},
        }
    return {"@type": "registry:MembershipCell", **_period(entry), **_side(entry, at)}


def _period(entry: Entry) -> Node:
    return {"period": entry["period"], "from": entry["from"], "until": entry["until"]}


def _side(entry: Entry, at: Addresses) -> Node:
    return {"member": references.actor(entry["actor"], at), **_known(entry, at)}


def _known(entry: Entry, at: Addresses) -> Node:
    return filled(
        {
            "knowledge": code("knowledge", entry["knowledge"]),
            "status": references.term(RecordKind.STATUS_TYPE, entry["status"], at),
            "membershipLevel": entry["membership_level"],
            "certainly": _all_named(entry["statuses"], at),
            "possibly": _all_named(entry["possible"], at),
            "startBasis": code("basis", entry["start_basis"]),
            "process": _all_named(entry["process"], at),
            "processPossibly": _all_named(entry["process_possible"], at),
            "activityHeld": _all_named(entry["activity"], at),
            "activityPossibly": _all_named(entry["activity_possible"], at),
            "daysHeld": entry["days_held"],
            "wasDerivedFrom": [at.record(each["record"]) for each in entry["rests_on"]],
        }
    )


def _named(slug: str | None, at: Addresses) -> str | None:
    return slug and at.thing(RecordKind.STATUS_TYPE, slug)


def _all_named(slugs: list[str], at: Addresses) -> list[str]:
    return [at.thing(RecordKind.STATUS_TYPE, slug) for slug in slugs]
