"""What documents refer to, as nodes: an address, types, a name; the rest stands at the address."""

import re
from typing import Any

from ...vocabulary import ActorKind, RecordKind, SourceKind
from ..addresses import Addresses, as_iri
from .values import Node, code, exact_dates, filled

__all__ = [
    "actor",
    "actor_types",
    "actors",
    "codes_of",
    "fact",
    "published_node",
    "source",
    "term",
]

ACTOR_TYPES = {
    ActorKind.STATE: "schema:Country",
    ActorKind.ORGANIZATION: "schema:Organization",
    ActorKind.BODY: "schema:Organization",
    ActorKind.AUTHORITY: "schema:Organization",
    ActorKind.PERSON: "schema:Person",
}
SOURCE_TYPES = {
    SourceKind.ARTICLE: "schema:Article",
    SourceKind.WEB_PAGE: "schema:WebPage",
    SourceKind.DATASET: "schema:Dataset",
}
TERM_TYPES = {
    RecordKind.STATUS_TYPE: ["schema:DefinedTerm", "registry:StatusType"],
    RecordKind.ISSUE: ["schema:DefinedTerm", "registry:Issue"],
    RecordKind.INDICATOR: ["schema:StatisticalVariable", "registry:Indicator"],
}


def actor_types(kind: str) -> list[str]:
    """Return the classes of an actor of this kind."""
    return [ACTOR_TYPES[ActorKind(kind)], "registry:Actor"]


def actor(reference: dict[str, Any] | None, at: Addresses) -> Node | None:
    """Return the node of an actor that a document refers to; a state with its ISO 3166 code."""
    if not reference:
        return None
    name = at.thing(RecordKind.ACTOR, reference["slug"])
    return filled(
        {
            "@id": name,
            "@type": actor_types(reference["kind"]),
            "name": reference["name"],
            "identifier": codes_of({"ISO 3166-1 alpha-3": reference["iso3"]}, name),
        }
    )


def actors(references: list[dict[str, Any]], at: Addresses) -> list[Node]:
    """Return the nodes of several actors."""
    return [node for node in (actor(each, at) for each in references) if node]


def codes_of(codes: dict[str, Any], about: str) -> list[Node]:
    """Return the codes that are given, by the name of their standard, as property values.

    Each is named after what it is the code of, so that it stays one node however often the same
    thing is referred to.
    """
    return [
        {
            "@id": f"{about}#{_in_kebab_case(standard)}",
            "@type": "schema:PropertyValue",
            "propertyID": standard,
            "code": str(value),
        }
        for standard, value in codes.items()
        if value not in (None, "")
    ]


def term(kind: RecordKind, reference: dict[str, Any] | None, at: Addresses) -> Node | None:
    """Return the node of a status type, an issue or an indicator."""
    return reference and filled(
        {
            "@id": at.thing(kind, reference["slug"]),
            "@type": TERM_TYPES[kind],
            "name": reference["name"],
            "unitText": reference.get("unit"),
            "dimension": code("dimension", reference.get("dimension")),
        }
    )


def fact(reference: dict[str, Any] | None, at: Addresses) -> Node | None:
    """Return the node of another fact, by name only: what it claims is told where it stands."""
    return reference and {"@id": at.record(reference["id"]), "name": reference["label"]}


def source(reference: dict[str, Any] | None, at: Addresses) -> Node | None:
    """Return the node of a source, with what a reader needs to find it."""
    if not reference:
        return None
    name = at.thing(RecordKind.SOURCE, reference["slug"])
    return filled(
        {
            "@id": name,
            "@type": [
                SOURCE_TYPES.get(SourceKind(reference["kind"]), "schema:CreativeWork"),
                "registry:Source",
            ],
            "name": reference["title"],
            "genre": code("source-kind", reference["kind"]),
            "publisher": _publisher(reference["publisher"], name),
            **published_node(reference["published"]),
            "url": as_iri(reference["url"]),
            # Documents of before version 3 do not say it.
            "seen": code("seen", reference.get("seen")),
            "knownThrough": reference.get("known_through"),
        }
    )


def published_node(published: str) -> Node:
    """Return the date of publication in EDTF, and for schema.org if it is exact."""
    return {"published": published, "datePublished": exact_dates(published).get("startDate")}


def _publisher(publisher: str, of: str) -> Node | None:
    if not publisher:
        return None
    return {"@id": f"{of}#publisher", "@type": "schema:Organization", "name": publisher}


def _in_kebab_case(words: str) -> str:
    return re.sub("[^a-z0-9]+", "-", words.lower())
