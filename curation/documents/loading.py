"""Render many facts at once, with a number of queries that does not grow with them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from ..models import FACT_MODELS, Citation, EventParticipant, Fact
from ..vocabulary import RecordKind
from .rendering import render

__all__ = ["render_many"]

ALONE = {
    RecordKind.STATUS: ("actor", "status", "organization"),
    RecordKind.STATEMENT: ("speaker", "outlet", "event", "issue"),
    RecordKind.POSITION: ("holder", "holder_group", "issue", "teller", "event", "statement"),
    RecordKind.EVENT: ("place_actor",),
    RecordKind.FIGURE: ("indicator",),
}
IN_LISTS = {
    RecordKind.STATEMENT: ("about",),
    RecordKind.EVENT: (Prefetch("participants", EventParticipant.objects.select_related("actor")),),
    RecordKind.FIGURE: ("subjects",),
}


def render_many(facts: Iterable[Fact]) -> dict[UUID, dict[str, Any]]:
    """Return the documents of ``facts`` by id, as `render` would give them one by one."""
    by_kind = defaultdict(list)
    for fact in facts:
        by_kind[RecordKind(fact.kind)].append(fact.pk)
    citations = Citation.objects.select_related("source", "reported_from").defer(
        "source__held_text", "reported_from__held_text"
    )
    documents = {}
    for kind, ids in by_kind.items():
        rows = FACT_MODELS[kind].objects.filter(pk__in=ids)
        rows = rows.select_related("settled_by", *ALONE[kind]).prefetch_related(
            Prefetch("citations", citations), "disputes", *IN_LISTS.get(kind, ())
        )
        documents |= {row.pk: render(kind, row) for row in rows}
    return documents
