"""What the page of an import batch shows."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse

from ..actions.importing import SHEETS
from ..models import Fact, ImportBatch, ImportedRow
from ..vocabulary import BatchState, RowOutcome, State

__all__ = ["batch_context"]

PER_PAGE = 100
WRITTEN = (RowOutcome.CREATED, RowOutcome.CHANGED)
LEFT_OUT = {"id", "slug"}


@dataclass(frozen=True)
class Shown:
    """A row as the page shows it."""

    row: ImportedRow
    address: str
    state: str
    differences: list[tuple[str, str, str]]


def batch_context(batch: ImportBatch, query: QueryDict) -> dict[str, Any]:
    """Return what the template needs: the batch, a page of its rows, and what can be done."""
    outcome = query.get("outcome", "")
    rows = batch.rows.order_by("number")
    if outcome in RowOutcome.values:
        rows = rows.filter(outcome=outcome)
    page = Paginator(rows, PER_PAGE).get_page(query.get("page"))
    is_preview = batch.state == BatchState.PREVIEWED
    return {
        "title": "Preview" if is_preview else "Import",
        "subtitle": batch.file_name,
        "batch": batch,
        "counts": [(value, label, getattr(batch, value)) for value, label in RowOutcome.choices],
        "total": batch.created + batch.changed + batch.unchanged + batch.refused,
        "outcome": outcome,
        "page": page,
        "rows": _shown(batch, list(page.object_list)),
        "can_confirm": is_preview and not batch.refused and (batch.created or batch.changed),
        "can_discard": is_preview,
        "is_of_facts": SHEETS[batch.kind].is_of_facts,
        "can_submit": batch.state == BatchState.IMPORTED and _has_facts_to_submit(batch),
        "can_undo": batch.state == BatchState.IMPORTED,
    }


def _has_facts_to_submit(batch: ImportBatch) -> bool:
    written = batch.rows.filter(outcome__in=WRITTEN)
    return (
        Fact.objects.filter(pk__in=written.values("record"))
        .exclude(state__in=[State.SUBMITTED, State.PUBLISHED])
        .exists()
    )


def _shown(batch: ImportBatch, rows: list[ImportedRow]) -> list[Shown]:
    """Return rows with the present state of their records."""
    keys = [row.record for row in rows if row.record]
    sheet = SHEETS[batch.kind]
    if sheet.is_of_facts:
        states = dict(Fact.objects.filter(pk__in=keys).values_list("pk", "state"))
    else:
        states = dict.fromkeys(sheet.model.objects.filter(pk__in=keys).values_list("pk", flat=True))
    page = f"admin:curation_{sheet.model._meta.model_name}_change"
    return [
        Shown(
            row=row,
            address=reverse(page, args=[row.record]) if row.record in states else "",
            state=State(states[row.record]).label if states.get(row.record) else "",
            differences=_differences(row),
        )
        for row in rows
    ]


def _differences(row: ImportedRow) -> list[tuple[str, str, str]]:
    """Return column, former and new cell of everything that the row changes or brings."""
    names = dict.fromkeys([*row.after, *row.before])
    return [
        (name, row.before.get(name, ""), row.after.get(name, ""))
        for name in names
        if row.before.get(name, "") != row.after.get(name, "")
        and not (row.outcome == RowOutcome.CREATED and name in LEFT_OUT)
    ]
