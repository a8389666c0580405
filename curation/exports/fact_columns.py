"""Columns of the tables of facts."""

from ..vocabulary import (
    Basis,
    EventType,
    Exactness,
    RecordKind,
    Stance,
    StatementForm,
    StatusDimension,
)
from .column import Column, ColumnType
from .shared_columns import (
    CLAIM,
    EVIDENCE,
    HEAD,
    PROVENANCE,
    actor_columns,
    actor_list_columns,
    fact_reference_columns,
    named_columns,
    political_science_columns,
)

__all__ = [
    "DISPUTE_COLUMNS",
    "EVENT_COLUMNS",
    "FIGURE_COLUMNS",
    "POSITION_COLUMNS",
    "RECORD_COLUMNS",
    "STATEMENT_COLUMNS",
    "STATUS_COLUMNS",
]

TAIL = (*CLAIM, *EVIDENCE, *PROVENANCE)

RECORD_COLUMNS = (*HEAD, *TAIL)

STATUS_COLUMNS = (
    *HEAD,
    *actor_columns("actor", "Who holds the status."),
    *political_science_columns("", "Who holds the status.", "actor."),
    Column("actor_as_written", "The holder as the source writes it."),
    *named_columns("status", "The status held.", "status-types"),
    Column("dimension", "Kind of status.", "status.dimension", ColumnType.CODE,
           StatusDimension),
    *actor_columns("organization", "Where the status is held."),
    Column("start_basis", "What made it start.", type=ColumnType.CODE, codes=Basis),
    Column("end_basis", "What made it end.", type=ColumnType.CODE, codes=Basis),
    *TAIL,
)  # fmt: skip

STATEMENT_COLUMNS = (
    *HEAD,
    *actor_columns("speaker", "Who said it; blank: the source in its own voice."),
    Column("speaker_as_described", "The speaker as the source describes them."),
    Column("speaker_role", "The speaker's role as described then."),
    Column("form", "How the source renders it.", type=ColumnType.CODE, codes=StatementForm),
    Column("text", "What was said."),
    *actor_columns("outlet", "Via whom it was said."),
    *fact_reference_columns("event", "At which event it was said.", "events"),
    *actor_list_columns("about", "Whom it is about.", "about[]"),
    *named_columns("issue", "The question it is about.", "issues"),
    *TAIL,
)

POSITION_COLUMNS = (
    *HEAD,
    *actor_columns("holder", "Who takes the position."),
    Column("holder_as_described", "The holder as the source describes them."),
    *actor_columns("holder_group", "To whom holders without a name belong."),
    *named_columns("issue", "The question.", "issues"),
    Column("stance", "Where the holder stands.", type=ColumnType.CODE, codes=Stance),
    *actor_columns("teller", "Who tells so; blank: the source in its own voice."),
    *fact_reference_columns("event", "At which event it was taken.", "events"),
    *fact_reference_columns("statement", "The statement that it is read from.", "statements"),
    *TAIL,
)

EVENT_COLUMNS = (
    *HEAD,
    Column("type", "What sort of event.", type=ColumnType.CODE, codes=EventType),
    Column("name", "What the event is called."),
    Column("place", "Where it happened, as the source says."),
    *actor_columns("place_actor", "In which state it happened."),
    *actor_list_columns("participants", "Who took part.", "participants[].actor"),
    Column("participant_roles", "Their parts in it, in the same order.", "participants[].role"),
    *TAIL,
)

FIGURE_COLUMNS = (
    *HEAD,
    *named_columns("indicator", "What is measured.", "indicators"),
    Column("unit", "Its unit.", "indicator.unit", type=ColumnType.TOKEN),
    *actor_list_columns("subjects", "Of whom.", "subjects[]"),
    Column("value", "The number, in the indicator's unit.", type=ColumnType.NUMBER),
    Column("lower", "Lower bound.", type=ColumnType.NUMBER),
    Column("upper", "Upper bound.", type=ColumnType.NUMBER),
    Column("exactness", "Whether it is meant to the digit.", type=ColumnType.CODE,
           codes=Exactness),
    Column("as_written", "The number as the source writes it."),
    *TAIL,
)  # fmt: skip

DISPUTE_COLUMNS = (
    Column("fact", "The fact that says so.", "of.id", ColumnType.UUID),
    Column("fact_kind", "Its kind.", "of.kind", ColumnType.CODE, RecordKind),
    Column("fact_label", "What it says, in a few words.", "of.label"),
    Column("disputed", "The fact that it contradicts.", "id", ColumnType.UUID),
    Column("disputed_kind", "Its kind.", "kind", ColumnType.CODE, RecordKind),
    Column("disputed_label", "What it says, in a few words.", "label"),
    *PROVENANCE,
)
