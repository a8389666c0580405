"""What a working copy would change in the public record."""

from typing import Any

from ..documents import render
from ..models import Fact, Revision
from ..vocabulary import RecordKind

__all__ = ["changes_since"]

# Shown elsewhere on the page, or no part of the claim.
BESIDE = {"id", "kind", "label", "citations"}


def changes_since(former: Revision | None, fact: Fact) -> list[tuple[str, str, str]]:
    """Return what differs from ``former``: the column, what it says, what the fact says now.

    Without a former revision that is everything the fact says.
    """
    before = former.document if former else {}
    now = render(RecordKind(fact.kind), fact)
    shown = now if former else {key: value for key, value in now.items() if key not in BESIDE}
    return [
        (key.replace("_", " "), _in_words(before.get(key)), _in_words(now[key]))
        for key in shown
        if _in_words(before.get(key)) != _in_words(now[key])
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
