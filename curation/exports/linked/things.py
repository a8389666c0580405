"""Reference data as nodes: actors, sources, and the terms of the registry's vocabularies."""

from collections.abc import Callable
from typing import Any

from ...vocabulary import ActorKind, RecordKind
from ..addresses import Addresses, as_iri
from . import references
from .values import Node, code, filled

__all__ = ["thing_node"]

WIKIDATA = "http://www.wikidata.org/entity/"

Record = dict[str, Any]


def thing_node(kind: RecordKind, record: Record, at: Addresses) -> Node:
    """Return the node of a record of reference data, named by its slug."""
    node = KINDS[kind](record, at)
    return filled({"@id": at.thing(kind, record["slug"]), **node, "note": record["note"]})


def _actor(record: Record, at: Addresses) -> Node:
    parent = references.actor(record["parent"], at)
    is_person = record["kind"] == ActorKind.PERSON
    return {
        "@type": references.actor_types(record["kind"]),
        "name": record["name"],
        "alternateName": [_name(each) for each in record["names"]],
        "actorKind": code("actor-kind", record["kind"]),
        "memberOf" if is_person else "parentOrganization": parent,
        "sameAs": WIKIDATA + record["wikidata"] if record["wikidata"] else None,
        "identifier": references.codes_of(
            {
                "ISO 3166-1 alpha-2": record["iso2"],
                "ISO 3166-1 alpha-3": record["iso3"],
                "ISO 3166-1 numeric": record["iso_numeric"],
                "Correlates of War": record["cow_number"],
                "Gleditsch–Ward": record["gw_number"],
                "Wikidata": record["wikidata"],
            },
            at.thing(RecordKind.ACTOR, record["slug"]),
        ),
    }


def _name(name: dict[str, str]) -> Node:
    return filled({"@value": name["name"], "@language": name["language"]})


def _source(record: Record, at: Addresses) -> Node:
    snapshot_of = references.source(record["snapshot_of"], at)
    return {
        **(references.source(record, at) or {}),
        "author": _author(record["author"], at.thing(RecordKind.SOURCE, record["slug"])),
        "archivedAt": as_iri(record["archive_url"]),
        "accessedOn": record["accessed_on"],
        "inLanguage": record["language"],
        "rights": record["rights"],
        "sha256": record["sha256"],
        "codePoints": record["length"] or None,
        "isVersionOf": snapshot_of,
        "editorialNote": record["metadata_note"],
    }


def _author(author: str, of: str) -> Node | None:
    """Return the author, of whom it is not known whether a person or an organization."""
    return {"@id": f"{of}#author", "name": author} if author else None


def _status_type(record: Record, at: Addresses) -> Node:
    name = at.thing(RecordKind.STATUS_TYPE, record["slug"])
    return {
        **(references.term(RecordKind.STATUS_TYPE, record, at) or {}),
        "identifier": references.codes_of({"Correlates of War": record["cow_code"]}, name),
        "validity": record["validity"],
        "isReplacedBy": references.term(RecordKind.STATUS_TYPE, record["merged_into"], at),
    }


def _issue(record: Record, at: Addresses) -> Node:
    node = references.term(RecordKind.ISSUE, record, at) or {}
    return {**node, "description": record["description"]}


def _indicator(record: Record, at: Addresses) -> Node:
    node = references.term(RecordKind.INDICATOR, record, at) or {}
    return {**node, "description": record["description"]}


KINDS: dict[RecordKind, Callable[[Record, Addresses], Node]] = {
    RecordKind.ACTOR: _actor,
    RecordKind.SOURCE: _source,
    RecordKind.STATUS_TYPE: _status_type,
    RecordKind.ISSUE: _issue,
    RecordKind.INDICATOR: _indicator,
}
