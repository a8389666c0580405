"""Tables of the registry.

Imports point down this list: history → decision · citation → figure · position → statement →
status · event → fact → revision · source · vocabularies · actor → reference.

The working copy (mutable): actors, vocabularies, sources, facts, citations.
The record (immutable): revisions and review decisions.
"""

from .actor import Actor, ActorName, OrganizationOrBody, PersonOrAuthority, StateActor
from .citation import Citation
from .decision import ReviewDecision
from .event import Event, EventParticipant
from .fact import Dispute, Fact
from .figure import Figure, FigureSubject
from .history import HISTORIES
from .position import Position
from .published_citation import PublishedCitation
from .revision import Revision
from .revision_rules import LEDGER_LOCK
from .source import Source, address_of_original
from .statement import Statement, StatementAbout
from .status import Status
from .vocabularies import Indicator, Issue, StatusType

FACT_MODELS = {
    model.kind_of_record: model for model in (Status, Statement, Position, Event, Figure)
}

__all__ = [
    "FACT_MODELS",
    "HISTORIES",
    "LEDGER_LOCK",
    "Actor",
    "ActorName",
    "Citation",
    "Dispute",
    "Event",
    "EventParticipant",
    "Fact",
    "Figure",
    "FigureSubject",
    "Indicator",
    "Issue",
    "OrganizationOrBody",
    "PersonOrAuthority",
    "Position",
    "PublishedCitation",
    "ReviewDecision",
    "Revision",
    "Source",
    "StateActor",
    "Statement",
    "StatementAbout",
    "Status",
    "StatusType",
    "address_of_original",
]
