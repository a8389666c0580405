"""Episodes made by hand: a state, its statuses, and when they held."""

import datetime as dt
from itertools import count

from curation.membership import Episode, Evidence, Life, Record, Span, StatusKind
from curation.membership.days import ALWAYS, BEGINNING, END, NEVER
from curation.vocabulary import Basis, StatusDimension

NUMBER = count(1)
FORMAL, ATTENDANCE, PROCESS, ACTIVITY = (
    StatusDimension.FORMAL,
    StatusDimension.ATTENDANCE,
    StatusDimension.PROCESS,
    StatusDimension.ACTIVITY,
)
KINDS = {
    kind.slug: kind
    for kind in (
        StatusKind("full-member", "Full member", FORMAL, 1),
        StatusKind("partner", "Partner", FORMAL, 2),
        StatusKind("observer", "Observer", FORMAL, 3),
        StatusKind("guest", "Guest", FORMAL, 0),
        StatusKind("attending", "Attending", ATTENDANCE, 0),
        StatusKind("acceding", "Acceding", PROCESS, 0),
        StatusKind("inactive", "Inactive", ACTIVITY, -9),
    )
}


def day(text):
    """Return the ordinal of a day in ISO 8601."""
    return dt.date.fromisoformat(text).toordinal()


def span(start, end):
    """Return the days from ``start`` until before ``end``; None is an open bound."""
    return Span(day(start) if start else BEGINNING, day(end) if end else END)


def episode(status, start, end, *, possible=None, sure=True, actor="ruritania", **fields):
    """Return an episode that is certain from ``start`` until before ``end``.

    ``possible`` are wider bounds; with ``sure=False`` nothing of it is certain.
    """
    definite = span(start, end) if sure else NEVER
    defaults = {"start_basis": Basis.DECISION, "end_basis": Basis.DECISION}
    number = next(NUMBER)
    return Episode(
        actor=actor,
        status=status,
        dimension=KINDS[status].dimension,
        definite=definite,
        possible=span(*possible) if possible else span(start, end),
        evidence=Evidence(f"record-{number}", number),
        **(defaults | fields),
    )


def state(slug="ruritania", number=None):
    """Return a state as answers name it."""
    return {
        "slug": slug, "name": slug.title(), "kind": "state", "iso2": "", "iso3": "",
        "iso_numeric": "", "ccode": number, "gwcode": number,
    }  # fmt: skip


def record(*accepted, alternatives=(), states=(), life=ALWAYS, horizon=END):
    """Return the record of an organization, with the states of its episodes and others."""
    slugs = {each.actor for each in accepted} | {"ruritania"}
    actors = {slug: state(slug) for slug in slugs} | {each["slug"]: each for each in states}
    founded, dissolved = Evidence("founding", 1, "event"), Evidence("dissolution", 2, "event")
    return Record(
        organization={"slug": "league", "name": "League", "kind": "organization", "iso3": ""},
        actors=actors,
        kinds=KINDS,
        accepted=tuple(accepted),
        alternatives=tuple(alternatives),
        life=Life(
            life,
            begun=(founded,) if life.start != BEGINNING else (),
            ended=(dissolved,) if life.end != END else (),
        ),
        horizon=horizon,
    )
