"""Parameters of the collections of reference data."""

import datetime as dt

from ...models.revision import RevisionQuerySet
from ...vocabulary import ActorKind, SourceKind, StatusDimension
from ..parameters import Codes, CountryCodes, Slugs, at
from .base import InTime

__all__ = [
    "ActorFilters",
    "IndicatorFilters",
    "IssueFilters",
    "SourceFilters",
    "StatusTypeFilters",
]


class ReferenceFilters(InTime):
    """Reference data has no extent in valid time of its own: it stands on every day."""

    def on_day(self, queryset: RevisionQuerySet, day: dt.date, extent: str) -> RevisionQuerySet:
        """Return all; the day is echoed."""
        return queryset


class ActorFilters(ReferenceFilters):
    """Parameters of actors."""

    kind = Codes(ActorKind, "Kind of actor.", at("$.kind"))
    iso3 = CountryCodes("ISO 3166-1 alpha-3 code of a state.", at("$.iso3"))
    parent = Slugs("What the actor is part of.", at("$.parent.slug"))


class SourceFilters(ReferenceFilters):
    """Parameters of sources."""

    kind = Codes(SourceKind, "Kind of source.", at("$.kind"))
    snapshot_of = Slugs("The first text of the same document.", at("$.snapshot_of.slug"))


class StatusTypeFilters(ReferenceFilters):
    """Parameters of status types, which are in use for a time."""

    dimension = Codes(StatusDimension, "In which respect it is a status.", at("$.dimension"))
    merged_into = Slugs("The status that it was merged into.", at("$.merged_into.slug"))

    def on_day(self, queryset: RevisionQuerySet, day: dt.date, extent: str) -> RevisionQuerySet:
        """Return the status types in use on ``day``."""
        return queryset.in_use_on(day)


class IssueFilters(ReferenceFilters):
    """Parameters of issues."""


class IndicatorFilters(ReferenceFilters):
    """Parameters of indicators."""
