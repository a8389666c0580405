"""Documents of JSON-LD: one context, one graph, a node for each entry.

The context stands in every document (`context.jsonld`), so that nothing is fetched to read one.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...vocabulary import FACT_KINDS, Action, RecordKind
from ..addresses import Addresses
from . import references
from .evidence import annotation
from .facts import fact_node
from .membership import membership_nodes
from .provenance import revision_node
from .things import thing_node
from .values import Node, filled

__all__ = [
    "SHAPES",
    "LinkedPage",
    "context",
    "linked_chunks",
    "linked_document",
    "linked_entry",
    "linked_revision",
    "linked_rows",
]

# SHACL shapes that every document conforms to.
SHAPES = Path(__file__).with_name("shapes.ttl")

Entry = dict[str, Any]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class LinkedPage:
    """The list that a document is a page of: addresses of this page and of those beside it.

    ``permalink`` reproduces the page; ``known_at`` is the moment (ISO 8601, UTC) that it is of.
    """

    url: str
    permalink: str = ""
    next: str | None = None
    previous: str | None = None
    known_at: str | None = None


@cache
def context() -> Node:
    """Return the context: what each word means, in absolute IRIs."""
    text = Path(__file__).with_name("context.jsonld").read_text(encoding="utf-8")
    return json.loads(text)["@context"]


def linked_entry(entry: Entry, base: str) -> Node:
    """Return the node of an entry: a fact, a record of reference data, or a citation.

    ``base`` is the root of the API with its slash. The node needs the `context` to be read. Of a
    fact that is retracted no more is said than its label and its tombstone.
    """
    at = Addresses(base)
    if "fact" in entry:
        return _citation(entry, at)
    kind = RecordKind(entry["revision"]["kind"])
    revision = revision_node(entry, entry["id"], at)
    name = at.record(entry["id"])
    if kind not in FACT_KINDS:
        record = {"@id": name, "@type": "registry:Record", "revision": revision}
        return {**thing_node(kind, entry, at), "subjectOf": record}
    if entry["revision"]["action"] == Action.RETRACT:
        return {**(references.fact(entry, at) or {}), "revision": revision}
    return {**fact_node(entry, name, at), "revision": revision}


def linked_revision(entry: Entry, base: str) -> Node:
    """Return the node of one revision among others of its record.

    What a fact said in several revisions cannot be told of one node without running together:
    here each revision is a node of its own, which says what it said. A retraction says nothing of
    the world, only of its record; reference data are told by provenance alone.
    """
    at = Addresses(base)
    record = at.record(entry["id"])
    revision = revision_node(entry, entry["id"], at)
    said: Node = {"@type": []}
    is_standing = entry["revision"]["action"] != Action.RETRACT
    if is_standing and entry["revision"]["kind"] in FACT_KINDS:
        said = fact_node(entry, revision["@id"], at)
    types = [*revision["@type"], *said.pop("@type")]
    return {**said, **revision, "@type": types, "specializationOf": record}


def _citation(entry: Entry, at: Addresses) -> Node:
    fact = entry["fact"]
    about = at.record(fact["id"])
    revision = revision_node({"revision": entry["revision"]}, fact["id"], at)
    body = {**(references.fact(fact, at) or {}), "revision": revision}
    return {**annotation(entry, about, at), "body": body}


def linked_document(
    entries: Iterable[Entry],
    base: str,
    page: LinkedPage | None = None,
    *,
    history: bool = False,
) -> Node:
    """Return entries as one document; ``history`` if they are revisions of one record."""
    return {"@context": context(), "@graph": list(_nodes(entries, base, page, history))}


def linked_chunks(
    entries: Iterable[Entry],
    base: str,
    page: LinkedPage | None = None,
    *,
    history: bool = False,
    words: Node | None = None,
) -> Iterator[bytes]:
    """Return the same document as UTF-8, a node at a time, its entries never all in memory.

    ``words`` is the context, if it is not that of today.
    """
    yield f'{{"@context":{_text(words or context())},"@graph":['.encode()
    separator = ""
    for node in _nodes(entries, base, page, history):
        yield f"{separator}{_text(node)}".encode()
        separator = ",\n"
    yield b"]}\n"


def linked_rows(rows: Iterable[Entry], base: str, page: LinkedPage) -> tuple[str, Iterator[Node]]:
    """Return the beginning of a document about derived memberships, and the nodes that follow."""
    opening = f'{{"@context":{_text(context())},"@graph":[{_text(_page_node(page))}'
    return opening, membership_nodes(rows, base)


def _nodes(
    entries: Iterable[Entry], base: str, page: LinkedPage | None, history: bool
) -> Iterator[Node]:
    if page:
        yield _page_node(page)
    linked = linked_revision if history else linked_entry
    for entry in entries:
        yield linked(entry, base)


def _page_node(page: LinkedPage) -> Node:
    return filled(
        {
            "@id": page.url,
            "@type": "schema:Dataset",
            "license": LICENCE,
            "url": page.permalink,
            "knownAt": page.known_at,
            "next": page.next,
            "previous": page.previous,
        }
    )


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
