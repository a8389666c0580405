"""Columns that the tables of several kinds share."""

from ..countries import STATE_ABBREVIATIONS
from ..vocabulary import ActorKind, Certainty, Outcome, PublicationBasis, Rank, RecordKind
from .column import Column, ColumnType

__all__ = [
    "CLAIM",
    "EVIDENCE",
    "HEAD",
    "PROVENANCE",
    "actor_columns",
    "actor_list_columns",
    "fact_reference_columns",
    "named_columns",
    "political_science_columns",
]

HEAD = (
    Column("id", "The fact's identifier, the same in all of its revisions.", type=ColumnType.UUID),
    Column("kind", "Kind of fact.", type=ColumnType.CODE, codes=RecordKind),
    Column("label", "What the fact says, in a few words."),
)

CLAIM = (
    Column("when_edtf", "The period as its source dates it, in EDTF.", "when", ColumnType.EDTF),
    Column("when_in_words", "The period in English."),
    Column("attested", "The period for which a source attests the fact.", type=ColumnType.EDTF),
    Column("definite_from", "First day on which it held for certain.", "definite.from",
           ColumnType.DATE),
    Column("definite_until", "The day after the last on which it held for certain.",
           "definite.until", ColumnType.DATE),
    Column("possible_from", "First day on which it can have held; blank: open.", "possible.from",
           ColumnType.DATE),
    Column("possible_until", "The day after the last on which it can have held; blank: open.",
           "possible.until", ColumnType.DATE),
    Column("precision", "How finely the period is dated.", type=ColumnType.TOKEN),
    Column("certainty", "How firmly the sources assert it.", type=ColumnType.CODE,
           codes=Certainty),
    Column("hedge", "The words with which the source qualifies it."),
    Column("rank", "What the registry makes of the claim.", type=ColumnType.CODE, codes=Rank),
    Column("rationale", "Why the claim is not the accepted one."),
    Column("outcome", "What became of an expectation; blank while it is open.",
           type=ColumnType.CODE, codes=Outcome),
    Column("settled_by", "The fact that fulfilled or disappointed the expectation.",
           "settled_by.id", ColumnType.UUID),
    Column("note", "The registry's remark."),
    Column("disputes", "Facts that this one contradicts.", "disputes[].id", ColumnType.UUIDS),
    Column("disputed_by", "Facts that contradict this one.", "disputed_by[].id",
           ColumnType.UUIDS),
)  # fmt: skip

EVIDENCE = (
    Column("quotes", "The passages it rests on, verbatim, joined by “ | ”.", "citations[].quote",
           separator=" | "),
    Column("sources", "The sources of these passages, in the same order.",
           "citations[].source.slug", ColumnType.SLUGS),
    Column("sources_seen", "How these sources are known, first-hand or second-hand, in the same "
           "order.", "citations[].source.seen"),
)  # fmt: skip

PROVENANCE = (
    Column("revision_id", "Number of the revision in the ledger.", "revision.id",
           ColumnType.INTEGER),
    Column("revision_number", "Number of the revision among those of its record.",
           "revision.number", ColumnType.INTEGER),
    Column("publication_basis", "On what ground it was published.", "revision.basis",
           ColumnType.CODE, PublicationBasis),
    Column("recorded_from", "Since when the registry says so.", "revision.recorded.from",
           ColumnType.MOMENT),
    Column("recorded_until", "Until when the registry said so; blank: it still does.",
           "revision.recorded.until", ColumnType.MOMENT),
    Column("submitted_by", "Who submitted it.", "revision.submitted_by", type=ColumnType.TOKEN),
    Column("approved_by", "Who approved it.", "revision.approved_by", type=ColumnType.TOKEN),
)  # fmt: skip


def actor_columns(name: str, meaning: str) -> tuple[Column, ...]:
    """Return the columns of one actor that a document refers to under ``name``."""
    return (
        Column(name, meaning, f"{name}.slug", ColumnType.SLUG, references="actors"),
        Column(f"{name}_name", f"{meaning} English name.", f"{name}.name"),
        Column(f"{name}_kind", f"{meaning} Kind of actor.", f"{name}.kind", ColumnType.CODE,
               ActorKind),
        Column(f"{name}_iso3", f"{meaning} ISO 3166-1 alpha-3 code of a state.", f"{name}.iso3"),
    )  # fmt: skip


def actor_list_columns(name: str, meaning: str, path: str) -> tuple[Column, ...]:
    """Return the parallel columns of a list of actors."""
    return (
        Column(name, meaning, f"{path}.slug", ColumnType.SLUGS),
        Column(f"{name}_names", f"{meaning} English names, joined by “ | ”.", f"{path}.name",
               separator=" | "),
        Column(f"{name}_iso3", f"{meaning} ISO 3166-1 alpha-3 codes of states.", f"{path}.iso3"),
    )  # fmt: skip


def named_columns(name: str, meaning: str, references: str) -> tuple[Column, ...]:
    """Return slug and name of what a document refers to under ``name``, a row of another table."""
    return (
        Column(name, meaning, f"{name}.slug", ColumnType.SLUG, references=references),
        Column(f"{name}_name", f"{meaning} English name.", f"{name}.name"),
    )


def fact_reference_columns(name: str, meaning: str, references: str) -> tuple[Column, ...]:
    """Return identifier and label of another fact, a row of the table of its kind."""
    return (
        Column(name, meaning, f"{name}.id", ColumnType.UUID, references=references),
        Column(f"{name}_label", f"{meaning} Its label.", f"{name}.label"),
    )


def political_science_columns(
    suffix: str, whose: str, at: str, ccode: str = "ccode", gwcode: str = "gwcode"
) -> tuple[Column, ...]:
    """Return the codes of a state in political science, by the names that its data sets give them.

    They stand under ``ccode`` and ``gwcode`` of what ``at`` leads to. The abbreviation follows
    from the number: the Correlates of War project assigns both together.
    """
    return (
        Column(f"ccode{suffix}", f"{whose} Correlates of War number.", f"{at}{ccode}",
               ColumnType.INTEGER),
        Column(f"stateabb{suffix}", f"{whose} Correlates of War abbreviation.", f"{at}{ccode}",
               ColumnType.TOKEN, spelled=STATE_ABBREVIATIONS),
        Column(f"gwcode{suffix}", f"{whose} Gleditsch–Ward number.", f"{at}{gwcode}",
               ColumnType.INTEGER),
    )  # fmt: skip
