"""The citations of published documents, one row each."""

from collections.abc import Iterable

from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.fields.json import KT

from .document_paths import WordsOf
from .ledger_questions import LedgerQuestions
from .question import Question
from .revision import Revision

__all__ = ["PublishedCitation"]


class PublishedCitationQuerySet(LedgerQuestions, models.QuerySet["PublishedCitation"]):
    """The ledger's questions, asked of citations."""

    revision_column = "revision_id"
    document_column = "citation"

    def of_source(self, slugs: Iterable[str]) -> "PublishedCitationQuerySet":
        """Return citations of these sources."""
        slugs = list(slugs)
        return self.of_revisions_citing(slugs).filter(source__in=slugs)

    def of_revisions_citing(self, slugs: Iterable[str]) -> "PublishedCitationQuerySet":
        """Return citations of revisions that cite, or rely on, any of these sources."""
        return self.filter(sources__has_any_keys=list(slugs))

    def matching(self, question: str, called: object = None) -> "PublishedCitationQuerySet":
        """Return citations whose quotation has the words of ``question``."""
        query = Question(question)
        quoted = WordsOf(KT("citation__quote"))
        return self.alias(quoted=quoted).filter(words=query, quoted=query)


class PublishedCitation(models.Model):
    """A row of the database view that unnests ``citations`` from the ledger's documents.

    ``id`` is revision id × 10,000 + ordinal. In the ledger's order they are asked for by
    revision and ordinal, of which the first has an index. ``sources`` and ``words`` are those of
    the whole revision: they narrow down which documents are taken apart.
    """

    id = models.BigIntegerField(primary_key=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.DO_NOTHING, related_name="citations_published"
    )
    record = models.UUIDField()
    kind = models.CharField(max_length=20)
    action = models.CharField(max_length=10)
    label = models.TextField()
    ordinal = models.BigIntegerField()
    citation = models.JSONField()
    source = models.TextField()
    support = models.TextField()
    sources = models.JSONField()
    words = SearchVectorField()
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
