"""Render documents, and find and renew the labels that stand in them."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from rest_framework import serializers
from rest_framework.utils.encoders import JSONEncoder

from ..models import Actor, Indicator, Issue, Source, StatusType
from ..vocabulary import RecordKind
from . import facts, records, references

__all__ = [
    "ADDED_LATER",
    "DOCUMENTS",
    "REFERENCE_MODELS",
    "SCHEMA_VERSION",
    "facts_in",
    "references_in",
    "relabelled",
    "render",
    "render_reference",
]

SCHEMA_VERSION = 3

# What documents of earlier versions lack, by what they are documents of.
ADDED_LATER = {
    "SourceReference": {"archive_url", "seen", "known_through"},
    "Source": {"seen", "known_through"},
    "Actor": {"article"},
}

Document = dict[str, Any]

DOCUMENTS: dict[RecordKind, type[serializers.ModelSerializer]] = {
    RecordKind.STATUS: facts.StatusDocument,
    RecordKind.STATEMENT: facts.StatementDocument,
    RecordKind.POSITION: facts.PositionDocument,
    RecordKind.EVENT: facts.EventDocument,
    RecordKind.FIGURE: facts.FigureDocument,
    RecordKind.ACTOR: records.ActorDocument,
    RecordKind.SOURCE: records.SourceDocument,
    RecordKind.STATUS_TYPE: records.StatusTypeDocument,
    RecordKind.ISSUE: records.IssueDocument,
    RecordKind.INDICATOR: records.IndicatorDocument,
}

REFERENCE_MODELS: dict[RecordKind, type[Model]] = {
    RecordKind.ACTOR: Actor,
    RecordKind.SOURCE: Source,
    RecordKind.STATUS_TYPE: StatusType,
    RecordKind.ISSUE: Issue,
    RecordKind.INDICATOR: Indicator,
}

REFERENCES: dict[RecordKind, type[serializers.ModelSerializer]] = {
    RecordKind.ACTOR: references.ActorReference,
    RecordKind.SOURCE: references.SourceReference,
    RecordKind.STATUS_TYPE: references.StatusTypeReference,
    RecordKind.ISSUE: references.IssueReference,
    RecordKind.INDICATOR: references.IndicatorReference,
}

# Under which keys of a document a reference of which kind stands, alone or in a list.
KIND_OF_KEY = {
    "actor": RecordKind.ACTOR,
    "organization": RecordKind.ACTOR,
    "speaker": RecordKind.ACTOR,
    "outlet": RecordKind.ACTOR,
    "about": RecordKind.ACTOR,
    "holder": RecordKind.ACTOR,
    "holder_group": RecordKind.ACTOR,
    "teller": RecordKind.ACTOR,
    "place_actor": RecordKind.ACTOR,
    "subjects": RecordKind.ACTOR,
    "parent": RecordKind.ACTOR,
    "source": RecordKind.SOURCE,
    "reported_from": RecordKind.SOURCE,
    "snapshot_of": RecordKind.SOURCE,
    "status": RecordKind.STATUS_TYPE,
    "merged_into": RecordKind.STATUS_TYPE,
    "issue": RecordKind.ISSUE,
    "indicator": RecordKind.INDICATOR,
}


def render(kind: RecordKind, instance: Model) -> Document:
    """Return the document of a fact or of reference data, in plain JSON types."""
    return _plain(DOCUMENTS[kind](instance).data)


def render_reference(kind: RecordKind, instance: Model) -> Document:
    """Return the object by which other documents refer to ``instance``."""
    return _plain(REFERENCES[kind](instance).data)


def _plain(data: Any) -> Document:
    return json.loads(json.dumps(data, cls=JSONEncoder))


def references_in(document: Document) -> set[tuple[RecordKind, str]]:
    """Return kind and slug of everything that ``document`` refers to."""
    return {(kind, reference["slug"]) for kind, reference in _walk(document)}


def _walk(node: Any) -> Iterator[tuple[RecordKind, Document]]:
    if isinstance(node, list):
        for item in node:
            yield from _walk(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            kind = KIND_OF_KEY.get(key)
            for item in value if isinstance(value, list) else [value]:
                if kind and isinstance(item, dict):
                    yield kind, item
                else:
                    yield from _walk(item)


def facts_in(document: Document) -> list[str]:
    """Return the ids of the other facts that ``document`` refers to."""
    alone = (document.get(key) for key in ("event", "statement", "settled_by"))
    return [fact["id"] for fact in (*alone, *document.get("disputes", [])) if fact]


def relabelled(document: Document, kind: RecordKind, reference: Document) -> Document:
    """Return a copy of ``document`` in which ``reference`` stands with its new label.

    The old name is renewed in the document's own ``label`` too, which is made of such names.
    """
    renewed = json.loads(json.dumps(document))
    for found_kind, found in _walk(renewed):
        if found_kind == kind and found["slug"] == reference["slug"]:
            old, new = found.get("name"), reference.get("name")
            if old and new and "label" in renewed:
                renewed["label"] = renewed["label"].replace(old, new)
            found.clear()
            found.update(reference)
    return renewed
