"""What a release says otherwise than the one before it: meaning, not bytes.

A record is added, corrected, relabelled (what it refers to has another name now; it claims the
same) or retracted. What was published and retracted again between two releases stands in neither,
and is no change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import OuterRef, Subquery

from ..documents import DERIVED, reduced
from ..models import AsOf, Revision
from ..vocabulary import Action, RecordKind

__all__ = ["Change", "ChangeSort", "changes_between", "changes_text"]

Document = dict[str, Any]

FIGURE_KEYS = ("value", "lower", "upper", "exactness", "as_written")


class ChangeSort(StrEnum):
    """What became of a record."""

    ADDED = "added"
    CORRECTED = "corrected"
    RELABELLED = "relabelled"
    RETRACTED = "retracted"


@dataclass(frozen=True)
class Change:
    """One record that the later release tells otherwise, and the reason that was given.

    ``keys`` are those of the document that say something else; ``before`` and ``after`` are what
    a figure said and says.
    """

    sort: ChangeSort
    record: str
    kind: RecordKind
    label: str
    revision: int
    reason: str
    keys: tuple[str, ...] = ()
    before: Document | None = None
    after: Document | None = None


def changes_between(former: AsOf, place: AsOf, *, after: int = 0) -> Iterator[Change]:
    """Yield what changed from one place in the ledger to a later one, in the ledger's order.

    With ``after``, only what later revisions than that one say: to go on where one stopped.
    """
    before = Revision.objects.as_of(former).standing().filter(record=OuterRef("record"))
    rows = (
        Revision.objects.as_of(place)
        .after(max(former.revision, after))
        .order_by("id")
        .annotate(former=Subquery(before.order_by().values("document")[:1]))
        .values_list("id", "record", "kind", "action", "summary", "document", "former")
    )
    for revision, record, kind, action, summary, document, former_document in rows.iterator():
        sort, keys = _compared(action, former_document, document)
        if sort is None:
            continue
        is_figure = kind == RecordKind.FIGURE
        yield Change(
            sort=sort,
            record=str(record),
            kind=RecordKind(kind),
            label=document.get("label") or document.get("name") or document["title"],
            revision=revision,
            reason=summary,
            keys=keys,
            before=_figure(former_document) if is_figure else None,
            after=_figure(document) if is_figure and sort != ChangeSort.RETRACTED else None,
        )


def _compared(
    action: str, former: Document | None, document: Document
) -> tuple[ChangeSort | None, tuple[str, ...]]:
    if action == Action.RETRACT:
        return (ChangeSort.RETRACTED if former else None), ()
    if former is None:
        return ChangeSort.ADDED, ()
    keys = tuple(
        key
        for key in sorted(document.keys() | former.keys())
        if key not in DERIVED and reduced(document.get(key)) != reduced(former.get(key))
    )
    return (ChangeSort.CORRECTED if keys else ChangeSort.RELABELLED), keys


def _figure(document: Document | None) -> Document | None:
    return document and {key: document[key] for key in FIGURE_KEYS}


def changes_text(identifier: str, previous: str, changes: Iterator[Change]) -> str:
    """Return the changes as a text to read."""
    found: dict[ChangeSort, list[Change]] = {sort: [] for sort in ChangeSort}
    for change in changes:
        found[change.sort].append(change)
    lines = [f"# Changes from {previous} to {identifier}", "", *_counts(found), ""]
    lines += _section("Retracted", found[ChangeSort.RETRACTED])
    figures = [each for each in found[ChangeSort.CORRECTED] if each.before]
    others = [each for each in found[ChangeSort.CORRECTED] if not each.before]
    lines += _section("Figures before and after", figures)
    lines += _section("Corrected", others)
    lines += _section("Added", found[ChangeSort.ADDED])
    lines += _section("Relabelled: the same claim, other names", found[ChangeSort.RELABELLED])
    return "\n".join(lines).rstrip("\n") + "\n"


def _counts(found: dict[ChangeSort, list[Change]]) -> Iterator[str]:
    yield f"| kind | {' | '.join(ChangeSort)} |"
    yield f"|---|{'---:|' * len(ChangeSort)}"
    for kind in RecordKind:
        numbers = [sum(each.kind == kind for each in found[sort]) for sort in ChangeSort]
        if any(numbers):
            yield f"| {kind.label} | {' | '.join(map(str, numbers))} |"
    totals = [len(found[sort]) for sort in ChangeSort]
    yield f"| **all** | {' | '.join(map(str, totals))} |"


def _section(heading: str, changes: list[Change]) -> list[str]:
    if not changes:
        return []
    ordered = sorted(changes, key=lambda each: (list(RecordKind).index(each.kind), each.revision))
    return [f"## {heading}", "", *(line for each in ordered for line in _told(each)), ""]


def _told(change: Change) -> Iterator[str]:
    yield (
        f"* {change.kind.label}: {_one_line(change.label)} (`{change.record}`, revision "
        f"{change.revision})"
    )
    if change.before and change.after:
        yield f"  * before: {_number(change.before)}"
        yield f"  * after: {_number(change.after)}"
    if change.keys:
        yield f"  * changed: {', '.join(f'`{key}`' for key in change.keys)}"
    if change.reason:
        yield f"  * reason: {_one_line(change.reason)}"


def _number(figure: Document) -> str:
    bounds = [figure[key] for key in ("lower", "upper")]
    within = "" if bounds == [None, None] else f" ({bounds[0]} to {bounds[1]})"
    return f"{figure['value']}{within}, {figure['exactness']}, “{_one_line(figure['as_written'])}”"


def _one_line(text: str) -> str:
    return " ".join(text.split())
