"""Read from the ledger what memberships are derived from: three questions, whatever its size."""

import datetime as dt
import re
from collections.abc import Iterable
from sys import intern
from typing import Any

from django.db.models import Q
from django.db.models.fields.json import KT

from ..countries import STATE_ABBREVIATIONS
from ..models.revision import RevisionQuerySet
from ..vocabulary import (
    OVERLAYS,
    ActorKind,
    Basis,
    EventType,
    Rank,
    RecordKind,
    StatusDimension,
)
from .days import BEGINNING, END, Span
from .record import UNDISPUTED, Entry, Episode, Evidence, Life, Record, StatusKind

__all__ = ["read_record"]

COUNTED = (StatusDimension.FORMAL, *OVERLAYS)
CODES = ("slug", "name", "kind", "iso2", "iso3", "iso_numeric")
# Whom such an event brings into being, or ends, is told by the role: others take part in it too.
ROLES = {
    EventType.ESTABLISHMENT: re.compile(r"\bestablished\b", re.IGNORECASE),
    EventType.DISSOLUTION: re.compile(r"\b(dissolved|disbanded)\b", re.IGNORECASE),
}


def read_record(
    revisions: RevisionQuerySet, organization: str, today: dt.date | None = None
) -> Record:
    """Read who holds, or is said to hold, what in the organization with this slug.

    ``revisions`` is the ledger as it stands at one moment, and ``today`` the day of the question:
    of later days nothing is certain. Rejected claims and mere expectations
    are left out.

    Raises:
        LookupError: no organization or body of this slug stands in that part of the ledger.
    """
    standing = revisions.standing()
    ranked = list(_episodes(standing, organization))
    accepted = tuple(episode for rank, episode in ranked if rank == Rank.ACCEPTED)
    holders = {episode.actor for episode in accepted}
    actors, kinds, names = _references(standing, {organization, *holders})
    itself = actors.get(organization)
    if itself is None or itself["kind"] not in (ActorKind.ORGANIZATION, ActorKind.BODY):
        raise LookupError(organization)
    if organization not in holders:
        del actors[organization]
    return Record(
        organization={key: itself[key] for key in ("slug", "name", "kind", "iso3")},
        actors=actors,
        kinds=kinds,
        names=names,
        accepted=accepted,
        alternatives=tuple(episode for rank, episode in ranked if rank == Rank.ALTERNATIVE),
        life=_life(standing, organization),
        horizon=END if today is None else today.toordinal() + 1,
    )


def _episodes(standing: RevisionQuerySet, organization: str) -> Iterable[tuple[str, Episode]]:
    rows = (
        standing.of_kind(RecordKind.STATUS)
        .not_merely_expected()
        .filter(
            organization=organization,
            dimension__in=COUNTED,
            rank__in=[Rank.ACCEPTED, Rank.ALTERNATIVE],
        )
        .order_by("id")
    )
    columns = rows.values_list(
        "record", "id", "rank", "actor", "status", "dimension", "definite", "possible",
        KT("document__start_basis"), KT("document__end_basis"), "document__disputes",
    )  # fmt: skip
    spans: dict[Any, Span] = {}
    for row in columns.iterator():
        record, revision, rank, actor, status, dimension, definite, possible, *rest = row
        start_basis, end_basis, disputes = rest
        yield (
            rank,
            Episode(
                # Of many episodes, few differ in these: each value is kept once.
                actor=intern(actor),
                status=intern(status),
                dimension=StatusDimension(dimension),
                definite=spans.setdefault(definite, Span.of(definite)),
                possible=spans.setdefault(possible, Span.of(possible)),
                evidence=Evidence(str(record), revision),
                start_basis=Basis(start_basis),
                end_basis=Basis(end_basis),
                disputes=frozenset(each["id"] for each in disputes) or UNDISPUTED,
            ),
        )


def _references(
    standing: RevisionQuerySet, named: set[str]
) -> tuple[dict[str, Entry], dict[str, StatusKind], dict[str, list[Entry]]]:
    wanted = Q(document__kind=ActorKind.STATE) | Q(slug__in=named)
    rows = standing.filter(
        Q(kind=RecordKind.STATUS_TYPE) | Q(wanted, kind=RecordKind.ACTOR)
    ).order_by("slug")
    actors, kinds, names = {}, {}, {}
    for kind, slug, document in rows.values_list("kind", "slug", "document"):
        if kind == RecordKind.ACTOR:
            actors[slug] = _coded(document)
            names[slug] = document["names"]
        else:
            dimension = StatusDimension(document["dimension"])
            kinds[slug] = StatusKind(slug, document["name"], dimension, document["cow_code"])
    return actors, kinds, names


def _coded(actor: Entry) -> Entry:
    """Return an actor with its codes, by the names that data sets give them; None where blank."""
    number = actor["cow_number"]
    return {
        **{key: actor[key] or None for key in CODES},
        "ccode": number,
        "stateabb": STATE_ABBREVIATIONS.get(str(number)),
        "gwcode": actor["gw_number"],
    }


def _life(standing: RevisionQuerySet, organization: str) -> Life:
    """Return the organization's life; one established more than once exists from the first on."""
    rows = (
        standing.of_kind(RecordKind.EVENT)
        .held()
        .naming_actor([organization])
        .filter(document__type__in=list(ROLES))
        .order_by("id")
    )
    columns = ("record", "id", "possible", KT("document__type"), "document__participants")
    found: dict[str, list[tuple[Span, Evidence]]] = {each: [] for each in ROLES}
    for record, revision, possible, kind, participants in rows.values_list(*columns):
        if _concerns(organization, participants, ROLES[EventType(kind)]):
            evidence = Evidence(str(record), revision, RecordKind.EVENT)
            found[kind].append((Span.of(possible), evidence))
    established, dissolved = found[EventType.ESTABLISHMENT], found[EventType.DISSOLUTION]
    start = min((span.start for span, _ in established), default=BEGINNING)
    end = max((span.end for span, _ in dissolved), default=END)
    return Life(
        span=Span(start, end),
        begun=tuple(evidence for span, evidence in established if span.start == start),
        ended=tuple(evidence for span, evidence in dissolved if span.end == end),
    )


def _concerns(organization: str, participants: list[dict[str, Any]], role: re.Pattern[str]) -> bool:
    return any(
        each["actor"]["slug"] == organization and role.search(each["role"]) for each in participants
    )
