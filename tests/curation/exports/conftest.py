"""Entries, as every format is given them."""

import json

import pytest

from curation.exports import CitationEntry, FactEntry, RecordEntry
from curation.models import PublishedCitation, Revision
from curation.vocabulary import FACT_KINDS, RecordKind


def entries_of_rows(rows, entry):
    """Return the entries of rows as of the ledger's end."""
    place = Revision.objects.place()
    texts = rows.annotate(entry=entry(place)).values_list("entry", flat=True)
    return [json.loads(text) for text in texts]


@pytest.fixture
def all_entries(db):
    """Return all entries of the record by kind, the citations under ``citation``."""

    def find():
        current = Revision.objects.current().order_by("id")
        found = {
            kind.value: entries_of_rows(
                current.of_kind(kind), FactEntry if kind in FACT_KINDS else RecordEntry
            )
            for kind in RecordKind
        }
        cited = PublishedCitation.objects.order_by("revision_id", "ordinal")
        return {**found, "citation": entries_of_rows(cited, CitationEntry)}

    return find


@pytest.fixture
def entries(seeded, all_entries):
    """All entries of the shipped record by kind, the citations under ``citation``."""
    return all_entries()


@pytest.fixture
def every_entry(entries):
    """All entries of the shipped record, of whatever kind."""
    return [entry for kind in entries.values() for entry in kind]


@pytest.fixture
def entry_of(db):
    """Return the entry of a published fact."""

    def find(fact):
        return entries_of_rows(Revision.objects.current().filter(record=fact.pk), FactEntry)[0]

    return find


@pytest.fixture
def history_of(db):
    """Return the entries of all revisions of a fact, the first one first."""

    def find(fact):
        return entries_of_rows(Revision.objects.filter(record=fact.pk).order_by("id"), RecordEntry)

    return find
