"""The entries of the shipped record, as every format is given them."""

import pytest

from curation.exports import citation_entries, fact_entries, record_entries
from curation.models import PublishedCitation, Revision
from curation.vocabulary import FACT_KINDS, RecordKind


@pytest.fixture
def entries(seeded):
    """All entries of the shipped record by kind, the citations under ``citation``."""
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


@pytest.fixture
def every_entry(entries):
    """All entries of the shipped record, of whatever kind."""
    return [entry for kind in entries.values() for entry in kind]
