"""The citations of published documents, one row each."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.db import models

from ..vocabulary import Action
from .revision import Revision

__all__ = ["PublishedCitation"]


class PublishedCitationQuerySet(models.QuerySet["PublishedCitation"]):
    """The ledger's questions, asked of citations."""

    def current(self) -> "PublishedCitationQuerySet":
        """Return citations of the revisions in force now."""
        return self.filter(recorded__upper_inf=True)

    def known_at(self, moment: dt.datetime) -> "PublishedCitationQuerySet":
        """Return citations of the revisions in force at ``moment``."""
        return self.filter(recorded__contains=moment)

    def standing(self) -> "PublishedCitationQuerySet":
        """Leave out citations of retracted records."""
        return self.exclude(action=Action.RETRACT)

    def valid_on(self, day: dt.date, extent: str = "definite") -> "PublishedCitationQuerySet":
        """Return citations of what held on ``day``."""
        return self.filter(**{f"{extent}__contains": day})

    def of_source(self, slugs: Iterable[str]) -> "PublishedCitationQuerySet":
        """Return citations of these sources."""
        return self.filter(source__in=list(slugs))

    def reported_from(self, slugs: Iterable[str]) -> "PublishedCitationQuerySet":
        """Return citations whose source relies on any of these originals."""
        return self.filter(citation__reported_from__slug__in=list(slugs))


class PublishedCitation(models.Model):
    """A row of the database view that unnests ``citations`` from the ledger's documents.

    ``id`` is revision id × 10,000 + ordinal, so that citations sort as the ledger does.
    """

    id = models.BigIntegerField(primary_key=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.DO_NOTHING, related_name="citations_published"
    )
    record = models.UUIDField()
    kind = models.CharField(max_length=20)
    action = models.CharField(max_length=10)
    label = models.TextField()
    citation = models.JSONField()
    source = models.TextField()
    support = models.TextField()
    recorded = DateTimeRangeField()
    definite = DateRangeField()
    possible = DateRangeField()

    objects = PublishedCitationQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "curation_published_citation"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.source}: “{self.citation.get('quote', '')[:60]}”"
