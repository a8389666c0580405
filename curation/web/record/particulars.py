"""The fields of a fact, each with what it leads to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...comparison import caption_of, said
from ...vocabulary import ActorKind, RecordKind
from ..addresses import page_of, record_page

__all__ = ["Line", "Value", "facts_named", "particulars_of"]

Document = dict[str, Any]

# What a page shows of each kind, in this order; all else has a part of the page to itself.
SHOWN = {
    RecordKind.STATUS: ("actor", "actor_as_written", "status", "organization"),
    RecordKind.STATEMENT: (
        "speaker", "speaker_as_described", "speaker_role", "form", "about", "issue", "outlet",
        "event",
    ),
    RecordKind.POSITION: (
        "holder", "holder_as_described", "holder_group", "stance", "issue", "teller", "event",
        "statement",
    ),
    RecordKind.EVENT: ("type", "place", "place_actor", "participants"),
    RecordKind.FIGURE: (
        "indicator", "subjects", "value", "lower", "upper", "exactness", "as_written",
    ),
}  # fmt: skip
CAPTIONS = {
    "actor": "Who",
    "actor_as_written": "Called in the source",
    "organization": "In",
    "speaker_as_described": "Described at the time as",
    "speaker_role": "Role",
    "outlet": "Told to",
    "holder_as_described": "Described as",
    "holder_group": "Part of",
    "teller": "Reported by",
    "type": "Type of event",
    "lower": "At least",
    "upper": "At most",
    "as_written": "As written in the source",
}
BY_SLUG = {"status": RecordKind.STATUS_TYPE, "issue": RecordKind.ISSUE,
           "indicator": RecordKind.INDICATOR}  # fmt: skip
# Where a fact names another.
NAMING = ("event", "statement", "settled_by")


@dataclass(frozen=True)
class Value:
    """A value in words; ``address`` is where it leads, ``beside`` what is said of it.

    ``rank`` is that of a fact which it names.
    """

    text: str
    address: str = ""
    beside: str = ""
    rank: str = ""


@dataclass(frozen=True)
class Line:
    """A field with its values."""

    caption: str
    values: list[Value]


def facts_named(document: Document) -> list[str]:
    """Return the ids of the facts that the fields of a fact name."""
    named = (document.get(key) for key in NAMING)
    return [each["id"] for each in named if each]


def particulars_of(kind: str, document: Document, ranks: Mapping[str, str]) -> list[Line]:
    """Return the fields that the document of a fact fills.

    ``ranks`` are those of the facts that it names, by their ids.
    """
    lines = (
        Line(CAPTIONS.get(key) or caption_of(key), list(_values(kind, key, document[key], ranks)))
        for key in SHOWN[RecordKind(kind)]
        if document[key] not in (None, "", [])
    )
    unit = document.get("indicator", {}).get("unit", "")
    return [_measured(line, unit) for line in lines]


def _measured(line: Line, unit: str) -> Line:
    if line.caption not in ("Value", "At least", "At most"):
        return line
    return Line(line.caption, [Value(f"{value.text} {unit}") for value in line.values])


def _values(kind: str, key: str, value: Any, ranks: Mapping[str, str]) -> Iterator[Value]:
    if isinstance(value, list):
        for each in value:
            yield from _values(kind, key, each, ranks)
    elif not isinstance(value, dict):
        yield Value(said(kind, key, value))
    elif "actor" in value:
        for actor in _values(kind, "actor", value["actor"], ranks):
            yield Value(actor.text, actor.address, value["role"])
    elif "slug" in value:
        named = BY_SLUG.get(key, RecordKind.ACTOR)
        yield Value(value["name"], page_of(named, value["slug"]), _beside(value))
    else:
        address = record_page(value["kind"], value["id"])
        yield Value(value["label"], address, rank=ranks.get(value["id"], ""))


def _beside(reference: Document) -> str:
    """Return what a reader cannot see by an actor's name: that it is no state."""
    kind = reference.get("kind")
    return "" if kind in (None, ActorKind.STATE) else ActorKind(kind).label.partition(" (")[0]
