"""Tables of the registry.

Imports point down this list: timeline · import batch → history → decision · confirmation ·
correction · waiting · authorship → release · citation · suggestion → figure · position →
statement → status · event → fact → revision · source · vocabularies · actor → reference.

Search names follow from both, by triggers.

The working copy (mutable): actors, vocabularies, sources, facts, citations; suggestions of readers.
The record (immutable): revisions, review decisions, confirmations of evidence
and of corrections, and releases.
"""

from .actor import Actor, ActorName, OrganizationOrBody, PersonOrAuthority, StateActor
from .authorship import Author, authors_of
from .called import EVENT_TYPE, TERM, Called, Named, concerned, find, has_operators
from .citation import Citation
from .confirmation import EvidenceConfirmation
from .correction import CorrectionConfirmation
from .decision import ReviewDecision
from .event import Event, EventParticipant
from .fact import Dispute, Fact
from .figure import Figure, FigureSubject
from .history import HISTORIES, OWNERS, HistoryContext
from .import_batch import ImportBatch, ImportedRow
from .ledger_questions import AsOf
from .position import Position
from .published_citation import PublishedCitation
from .release import RELEASE_IDENTIFIER, Release, ReleaseFile
from .revision import Revision
from .revision_rules import LEDGER_LOCK
from .search_name import SearchName
from .source import Source, address_of_original
from .statement import Statement, StatementAbout
from .status import Status
from .suggestion import LONGEST, Suggestion
from .timeline import Change, Snapshot, parts_of, timeline_of
from .vocabularies import Indicator, Issue, StatusType
from .waiting import WaitingFact

FACT_MODELS = {
    model.kind_of_record: model for model in (Status, Statement, Position, Event, Figure)
}

__all__ = [
    "EVENT_TYPE",
    "FACT_MODELS",
    "HISTORIES",
    "LEDGER_LOCK",
    "LONGEST",
    "OWNERS",
    "RELEASE_IDENTIFIER",
    "TERM",
    "Actor",
    "ActorName",
    "AsOf",
    "Author",
    "Called",
    "Change",
    "Citation",
    "CorrectionConfirmation",
    "Dispute",
    "Event",
    "EventParticipant",
    "EvidenceConfirmation",
    "Fact",
    "Figure",
    "FigureSubject",
    "HistoryContext",
    "ImportBatch",
    "ImportedRow",
    "Indicator",
    "Issue",
    "Named",
    "OrganizationOrBody",
    "PersonOrAuthority",
    "Position",
    "PublishedCitation",
    "Release",
    "ReleaseFile",
    "ReviewDecision",
    "Revision",
    "SearchName",
    "Snapshot",
    "Source",
    "StateActor",
    "Statement",
    "StatementAbout",
    "Status",
    "StatusType",
    "Suggestion",
    "WaitingFact",
    "address_of_original",
    "authors_of",
    "concerned",
    "find",
    "has_operators",
    "parts_of",
    "timeline_of",
]
