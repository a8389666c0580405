"""Closed vocabularies of the code: values that rules and queries depend on.

Open vocabularies, which an editor may extend (status types, issues, indicators), are tables.
"""

from .actors import ActorKind, Article, NameKind
from .evidence import Seen, SourceKind, Support
from .facts import (
    Basis,
    Certainty,
    EventType,
    Exactness,
    Outcome,
    Rank,
    Stance,
    StatementForm,
    StatusDimension,
)
from .imports import BatchState, RowOutcome
from .ledger import FACT_KINDS, REFERENCE_KINDS, Action, PublicationBasis, RecordKind
from .membership import (
    LASTING,
    MISSING_LEVELS,
    OVERLAYS,
    CountedBasis,
    Knowledge,
    MembershipLevel,
    Movement,
    SharedMembership,
    TimeUnit,
    UnitRule,
)
from .origin import Origin
from .review import State, Verdict
from .suggestions import SuggestionState

__all__ = [
    "FACT_KINDS",
    "LASTING",
    "MISSING_LEVELS",
    "OVERLAYS",
    "REFERENCE_KINDS",
    "Action",
    "ActorKind",
    "Article",
    "Basis",
    "BatchState",
    "Certainty",
    "CountedBasis",
    "EventType",
    "Exactness",
    "Knowledge",
    "MembershipLevel",
    "Movement",
    "NameKind",
    "Origin",
    "Outcome",
    "PublicationBasis",
    "Rank",
    "RecordKind",
    "RowOutcome",
    "Seen",
    "SharedMembership",
    "SourceKind",
    "Stance",
    "State",
    "StatementForm",
    "StatusDimension",
    "SuggestionState",
    "Support",
    "TimeUnit",
    "UnitRule",
    "Verdict",
]
