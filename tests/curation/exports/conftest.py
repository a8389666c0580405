"""Entries, as every format is given them."""

import pytest

from curation.exports import citation_entries, fact_entries, record_entries
from curation.models import PublishedCitation, Revision
from curation.vocabulary import FACT_KINDS, RecordKind


@pytest.fixture
def all_entries(db):
    """Return all entries of the record by kind, the citations under ``citation``."""

    def find():
        current = Revision.objects.current()
        found = {
            kind.value: list(
                fact_entries(current.of_kind(kind), among=current)
                if kind in FACT_KINDS
                else record_entries(current.of_kind(kind))
            )
            for kind in RecordKind
        }
        citations = PublishedCitation.objects.select_related("revision")
        return {**found, "citation": list(citation_entries(citations))}

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
        current = Revision.objects.current()
        return next(fact_entries(current.filter(record=fact.pk), among=current))

    return find


@pytest.fixture
def history_of(db):
    """Return the entries of all revisions of a fact, the first one first."""

    def find(fact):
        return list(record_entries(Revision.objects.filter(record=fact.pk).order_by("id")))

    return find
