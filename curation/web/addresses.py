"""Where things stand for readers: the page of each kind of record."""

from functools import lru_cache

from django.urls import reverse

from ..vocabulary import FACT_KINDS, RecordKind

__all__ = ["page_of", "record_page"]

# The route of each kind's page, and what it calls the slug. Kinds without one are told by the API.
ROUTES = {
    RecordKind.ACTOR: "actor",
    RecordKind.SOURCE: "source",
    RecordKind.STATUS_TYPE: "status-type",
    RecordKind.ISSUE: "issue",
    RecordKind.INDICATOR: "indicator",
}
RECORD = "record"

# A page names hundreds of records, most of them again on the next one: addresses are remembered.
REMEMBERED = 20_000


@lru_cache(REMEMBERED)
def page_of(kind: str, slug: str) -> str:
    """Return the address of what goes by a slug: an actor, a source, a status type, …"""
    return reverse(ROUTES[RecordKind(kind)], kwargs={"slug": slug})


@lru_cache(REMEMBERED)
def record_page(kind: str, record: str, slug: str | None = None) -> str:
    """Return the address of a record: of reference data by its slug, of a fact by its id."""
    if RecordKind(kind) in FACT_KINDS or not slug:
        return reverse(RECORD, kwargs={"uuid": record})
    return page_of(kind, slug)
