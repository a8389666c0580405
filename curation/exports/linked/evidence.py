"""Passages as W3C Web Annotations: the passage is the target, the fact the body.

https://www.w3.org/TR/annotation-model/, sections 4.2.4 (text quote selector) and 4.2.5 (text
position selector). Positions count code points of the text held, as that recommendation does; a
source whose text is not held has a quotation without a position, or is the target as a whole.
"""

from typing import Any

from ...vocabulary import Support
from ..addresses import Addresses
from . import references
from .values import Node, code, filled

__all__ = ["annotation", "annotations", "appearances", "source_addresses"]

MOTIVATIONS = {
    Support.SUPPORTS: "oa:linking",
    Support.DISPUTES: "oa:questioning",
    Support.MENTIONS: "oa:linking",
}

Citation = dict[str, Any]


def annotation(citation: Citation, about: str, at: Addresses) -> Node:
    """Return the annotation of one passage, without its body; ``about`` is what rests on it."""
    name = f"{about}{'-' if '#' in about else '#'}citation-{citation['id']}"
    return filled(
        {
            "@id": name,
            "@type": "oa:Annotation",
            "motivation": MOTIVATIONS[Support(citation["support"])],
            "support": code("support", citation["support"]),
            "target": _target(citation, name, at),
            "locator": citation["locator"],
            "reportedFrom": references.source(citation["reported_from"], at),
        }
    )


def _target(citation: Citation, name: str, at: Addresses) -> Node | None:
    """Return the passage; the source as a whole where no words of it are quoted."""
    source = references.source(citation["source"], at)
    if not citation["quote"]:
        return source
    return {
        "@id": f"{name}-passage",
        "@type": "oa:SpecificResource",
        "source": source,
        "selector": _selectors(citation, name),
    }


def _selectors(citation: Citation, name: str) -> list[Node]:
    # What precedes the first passage of a text is the empty string, and a statement about it.
    quoted = {
        "@id": f"{name}-quote",
        "@type": "oa:TextQuoteSelector",
        "exact": citation["quote"],
        "prefix": citation["prefix"],
        "suffix": citation["suffix"],
    }
    if citation["start"] is None:
        return [quoted]
    position = {
        "@id": f"{name}-position",
        "@type": "oa:TextPositionSelector",
        "start": citation["start"],
        "end": citation["end"],
    }
    return [quoted, position]


def annotations(fact: dict[str, Any], about: str, at: Addresses) -> list[Node]:
    """Return the annotations of all passages that a fact rests on."""
    return [annotation(citation, about, at) for citation in fact["citations"]]


def appearances(fact: dict[str, Any], at: Addresses) -> list[str]:
    """Return the addresses of the sources in which the claim is made."""
    made = [each for each in fact["citations"] if each["support"] == Support.SUPPORTS]
    return source_addresses(made, at)


def source_addresses(citations: list[Citation], at: Addresses) -> list[str]:
    """Return the addresses of the sources quoted, each once."""
    return list(dict.fromkeys(at.thing("source", each["source"]["slug"]) for each in citations))
