"""The record as linked data: JSON-LD in the words of schema.org, PROV-O and Web Annotation.

A fact is a claim, a passage an annotation that links its source to the fact, a revision an entity
with the activities that brought it about. docs/formats.md explains the model; `SHAPES` are the
SHACL shapes that hold the documents to it.
"""

from .document import (
    SHAPES,
    LinkedPage,
    context,
    linked_chunks,
    linked_document,
    linked_entry,
    linked_revision,
    linked_rows,
)

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
