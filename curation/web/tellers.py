"""Who says so: how a page names sources, and the way that words took to them."""

from collections.abc import Iterable
from typing import Any

from ..documents import is_second_hand
from ..vocabulary import SourceKind
from .quoting import within_marks

__all__ = ["chain_of", "own_voice_of", "teller_of", "tellers_of"]

Document = dict[str, Any]
# A line names so many sources.
MOST_NAMED = 3


def teller_of(source: Document) -> str:
    """Return who published a source, or wrote it, or what it is called where nobody is named."""
    return source["publisher"] or source.get("author") or source["title"].strip("[]")


def tellers_of(citations: Iterable[Document]) -> str:
    """Return who says so: every source named once, those that nobody here has seen marked."""
    named: dict[str, str] = {}
    for citation in citations:
        named.setdefault(citation["source"]["slug"], _told_by(citation))
    names = list(dict.fromkeys(named.values()))
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} more"]
    *first, last = names
    return f"{'; '.join(first)}; {last}" if first else last


def _told_by(citation: Document) -> str:
    told, original = teller_of(citation["source"]), citation["reported_from"]
    remarks = [
        f"relying on {teller_of(original)}" if original else "",
        "known at second hand" if is_second_hand(citation["source"]) else "",
    ]
    return ", ".join(filter(None, (told, *remarks)))


def chain_of(citation: Document) -> str:
    """Return the way of the words: “told to RIA Novosti, reported by Asia-Plus”."""
    source, original = citation["source"], citation["reported_from"]
    teller = _in_a_sentence(source)
    if not original:
        return f"according to {teller}"
    if original["kind"] == SourceKind.INTERVIEW:
        return f"told to {_in_a_sentence(original)}, reported by {teller}"
    if not original["publisher"]:
        return f"from the document “{within_marks(teller_of(original))}”, reported by {teller}"
    return f"first published by {_in_a_sentence(original)}, reported by {teller}"


def own_voice_of(citation: Document) -> str:
    """Return who speaks where a source tells something itself."""
    return f"{_in_a_sentence(citation['source'])}, in its own words"


def _in_a_sentence(source: Document) -> str:
    """Return who published a source; of a site that goes by its address, that it is a site."""
    teller = teller_of(source)
    is_address = " " not in teller and "." in teller.strip(".")
    return f"the website {teller}" if is_address else teller
