"""The terms of an audit: as of when, and from when on something is overdue."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from ..dates import Period
from ..models import Citation, Source, Statement
from ..vocabulary import StatementForm

__all__ = ["Terms"]


@dataclass(frozen=True)
class Terms:
    """As of ``now``: how many years an accession may take, and so on.

    Whatever is not given is that of ``settings.AUDIT``.
    """

    now: dt.datetime = field(default_factory=timezone.now)
    accession_years: int = field(default_factory=lambda: settings.AUDIT["accession_years"])
    recheck_months: int = field(default_factory=lambda: settings.AUDIT["recheck_months"])
    differing_days: int = field(default_factory=lambda: settings.AUDIT["differing_days"])

    def parameters(self, *, records: Collection[uuid.UUID] | None = None) -> dict[str, Any]:
        """Return the parameters of the rules' SQL; ``records`` narrows them to some facts."""
        sources, citations = Source.objects.all(), Citation.objects.all()
        if records is not None:
            sources = sources.filter(citations__fact__in=records).distinct()
            citations = citations.filter(fact__in=records)
        dated = list(_published(sources))
        return {
            "now": self.now,
            "today": self.now.date(),
            "accession": f"{self.accession_years} years",
            "accession_years": self.accession_years,
            "recheck": f"{self.recheck_months} months",
            "differing": f"{self.differing_days} days",
            "dated_sources": [source for source, _ in dated],
            "published_by": [day for _, day in dated],
            "misquoting": _misquoting(citations),
            "records": None if records is None else list(records),
        }


def _published(sources: QuerySet[Source]) -> Iterable[tuple[uuid.UUID, dt.date]]:
    """Yield each dated source with the last day on which it can have been published.

    Sources are few beside the facts that cite them, and their dates are read once per text.
    """
    rows = sources.exclude(published="").order_by().values_list("pk", "published")
    last_days: dict[str, dt.date | None] = {}
    for source, published in rows:
        if published not in last_days:
            last_days[published] = Period.parse(published).end.latest
        if last_days[published]:
            yield source, last_days[published]


def _misquoting(citations: QuerySet[Citation]) -> list[uuid.UUID]:
    """Return the statements called quotations whose words none of these citations quotes."""
    rows = citations.filter(fact__as_statement__form=StatementForm.QUOTATION).order_by()
    quotes: dict[tuple[uuid.UUID, str], list[str]] = defaultdict(list)
    for fact, text, quote in rows.values_list("fact", "fact__as_statement__text", "quote"):
        quotes[fact, text].append(quote)
    return [
        fact
        for (fact, text), quoted in quotes.items()
        if not Statement(form=StatementForm.QUOTATION, text=text).is_as_quoted(quoted)
    ]
