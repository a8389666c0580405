"""What was found, group by group: so many of each, those that fit best before others.

However much of the record has the words, only the latest of it is weighed: a word that stands in
every second fact finds as quickly as a rare one.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from ...asking import called
from ...dates import Period, in_words, spoken_day
from ...exports import RecordEntry
from ...models import Called, Revision
from ...models.revision_queryset import RevisionQuerySet
from ...vocabulary import FACT_KINDS, RecordKind, Seen
from ..addresses import record_page
from ..names import names_beside
from ..questions import Visit

__all__ = ["GROUPS", "WEIGHED", "Found", "Group", "found"]


@dataclass(frozen=True)
class Kinds:
    """A group of results: its heading, what is in it, and how many are shown among others."""

    heading: str
    kinds: tuple[RecordKind, ...]
    shown: int


GROUPS = {
    "actors": Kinds("Actors", (RecordKind.ACTOR,), 6),
    "records": Kinds("Records", tuple(FACT_KINDS), 8),
    "sources": Kinds("Sources", (RecordKind.SOURCE,), 5),
    "terms": Kinds(
        "Issues, statuses and indicators",
        (RecordKind.ISSUE, RecordKind.STATUS_TYPE, RecordKind.INDICATOR),
        5,
    ),
}
SHOWN_ALONE = 50
WEIGHED = 1000
# What of a document is shown.
KEYS = (
    "label",
    "name",
    "title",
    "names",
    "when_in_words",
    "publisher",
    "published",
    "seen",
    "rank",
)
MARK = re.compile("</?mark>")


@dataclass(frozen=True)
class Found:
    """A thing that has the words: what it is called, where its page is, where the words stand."""

    kind: RecordKind
    title: str
    names: list[tuple[str, str]]
    told: str
    address: str
    passages: list[SafeString]
    rank: str = ""


@dataclass(frozen=True)
class Group:
    """Things of a kind; ``is_more`` tells that more than ``count`` have the words."""

    key: str
    heading: str
    count: int
    is_more: bool
    results: list[Found]

    @property
    def left_out(self) -> bool:
        """Whether not all that were found are shown."""
        return self.count > len(self.results)


def found(visit: Visit, words: str, only: str | None = None) -> list[Group]:
    """Return the groups that have something with these words; with ``only``, more of that one."""
    ledger = visit.ledger.standing()
    near = called(visit.place, words)
    candidates = {
        key: _candidates(ledger.of_kind(*group.kinds), words, near)
        for key, group in GROUPS.items()
        if only in (None, key)
    }
    chosen = {
        key: best[: SHOWN_ALONE if only else GROUPS[key].shown] for key, best in candidates.items()
    }
    entries = _entries(visit, words, [each for best in chosen.values() for each in best])
    return [
        Group(
            key=key,
            heading=GROUPS[key].heading,
            count=min(len(best), WEIGHED),
            is_more=len(best) > WEIGHED,
            results=[entries[each] for each in chosen[key]],
        )
        for key, best in candidates.items()
        if best
    ]


def _candidates(rows: RevisionQuerySet, words: str, near: Called) -> list[int]:
    """Return the ids of the latest that have the words, or concern what goes by them.

    First what goes by them itself, the nearest first; of facts, what the registry accepts.
    """
    distances = {each.revision: at for at, each in enumerate(near.nearest) if each.revision}
    found = rows.matching(words, near) | rows.filter(id__in=list(distances))
    if day := spoken_day(words):
        found |= rows.on_the_edge_of(day)
    latest = found.with_fitness(words).order_by("-id")
    weighed = list(latest.values_list("id", "fitness", "rank")[: WEIGHED + 1])
    last = len(distances)
    weighed.sort(key=lambda row: (distances.get(row[0], last), row[2] or "", -row[1], -row[0]))
    return [number for number, *_ in weighed]


def _entries(visit: Visit, words: str, ids: list[int]) -> dict[int, Found]:
    entry = RecordEntry(visit.place, KEYS, words)
    rows = Revision.objects.filter(id__in=ids).annotate(entry=entry)
    columns = rows.values_list("id", "kind", "record", "slug", "entry")
    return {number: _found(*told, json.loads(text)) for number, *told, text in columns}


def _found(kind: str, record: Any, slug: str | None, entry: dict[str, Any]) -> Found:
    title = entry["label"] or entry["name"] or entry["title"]
    return Found(
        kind=RecordKind(kind),
        title=title,
        names=names_beside(entry["names"] or ()),
        told=", ".join(filter(None, _told(kind, entry))),
        address=record_page(kind, str(record), slug),
        passages=list(_passages(title, entry["highlights"])),
        rank=entry["rank"] or "",
    )


def _passages(title: str, highlights: Iterable[str]) -> Iterator[SafeString]:
    """Return where the words stand beside the title: each piece of text once."""
    seen = {title}
    for piece in " … ".join(highlights).split(" … "):
        plain = unescape(MARK.sub("", piece))
        if plain != piece and not any(plain in each for each in seen):
            seen.add(plain)
            # Safe: the database has escaped the texts before it put the marks in.
            yield mark_safe(piece)  # noqa: S308


def _told(kind: str, entry: dict[str, Any]) -> Iterable[str]:
    yield RecordKind(kind).label
    yield entry["publisher"]
    if entry["published"]:
        yield in_words(Period.parse(entry["published"]))
    yield entry["when_in_words"]
    if entry["seen"] == Seen.SECOND_HAND:
        yield "known at second hand"
