"""What a working copy would change in the public record."""

from typing import Any

from ..documents import render
from ..models import Fact, Revision
from ..vocabulary import RecordKind

__all__ = ["changes_since"]


def changes_since(former: Revision, fact: Fact) -> list[tuple[str, str, str]]:
    """Return what differs from ``former``: the column, what it says, what the fact says now."""
    before, now = former.document, render(RecordKind(fact.kind), fact)
    return [
        (key.replace("_", " "), _in_words(before.get(key)), _in_words(now.get(key)))
        for key in now
        if before.get(key) != now.get(key)
    ]


def _in_words(value: Any) -> str:
    """Return a value of a document in one line."""
    if value in (None, "", []):
        return "–"
    if isinstance(value, list):
        return "; ".join(_in_words(each) for each in value)
    if isinstance(value, dict):
        named = (value.get(key) for key in ("quote", "name", "title", "label", "slug"))
        return next((str(name) for name in named if name), _pairs(value))
    return str(value)


def _pairs(value: dict[str, Any]) -> str:
    return ", ".join(f"{key} {_in_words(each)}" for key, each in value.items())
