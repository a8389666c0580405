"""What a document claims and what it rests on, reduced so that two documents can be compared.

A reference is its slug, another fact its id, a set is sorted and a blank is None: renaming an
actor changes no claim. `curation.models.claim_rules` says the same in SQL.
"""

import json
from typing import Any

__all__ = ["DERIVED", "JUDGEMENT", "claim_changed", "evidence_changed", "reduced"]

Document = dict[str, Any]

# Follows from the other keys, or identifies.
DERIVED = frozenset({"id", "kind", "label", "when_in_words", "possible", "definite", "precision"})
# What the registry makes of the claim; the sources are no evidence of it.
JUDGEMENT = frozenset({"rank", "rationale", "note", "disputes", "outcome", "settled_by"})


def reduced(value: Any) -> Any:
    """Return a value of a document without labels, in an order of its own."""
    if value in (None, "", []):
        return None
    if isinstance(value, list):
        return sorted((reduced(each) for each in value), key=_written)
    if isinstance(value, dict):
        for key in ("slug", "id"):
            if key in value:
                return value[key]
        return {key: reduced(each) for key, each in value.items()}
    return value


def _written(value: Any) -> str:
    """Return the value as text; the database keeps keys in an order of its own."""
    return json.dumps(value, sort_keys=True)


def claim_changed(former: Document, present: Document) -> bool:
    """Tell whether ``present`` claims something else than ``former``."""
    return _claim(former) != _claim(present)


def evidence_changed(former: Document, present: Document) -> bool:
    """Tell whether ``present`` rests on other passages than ``former``, or otherwise on them."""
    return _evidence(former) != _evidence(present)


def _claim(document: Document) -> Document:
    beside = DERIVED | JUDGEMENT | {"citations"}
    said = {key: reduced(value) for key, value in document.items() if key not in beside}
    return {key: value for key, value in said.items() if value is not None}


def _evidence(document: Document) -> set[tuple]:
    return {
        (
            citation["quote"],
            reduced(citation["source"]),
            citation["start"],
            citation["end"],
            citation["support"],
            reduced(citation["reported_from"]),
        )
        for citation in document["citations"]
    }
