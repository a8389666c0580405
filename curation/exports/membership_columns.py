"""Columns of the tables of derived memberships."""

from ..vocabulary import (
    MISSING_LEVELS,
    ActorKind,
    Basis,
    CountedBasis,
    Knowledge,
    MembershipLevel,
    Movement,
    SharedMembership,
    TimeUnit,
    UnitRule,
)
from .column import Column, ColumnType
from .shared_columns import political_science_columns

__all__ = ["COMPARISON_COLUMNS", "DYAD_COLUMNS", "PANEL_COLUMNS", "ROSTER_COLUMNS"]

LEVEL = (
    "Level of membership as in the Correlates of War data on organizations, lossy: 1 full, 2 "
    "associate, 3 observer, 0 none, -9 if several levels are possible or nothing is known, -1 no "
    "organization; blank: the scheme has none, or the actor is no state."
)


def code_columns(prefix: str, path: str, whose: str, suffix: str = "") -> tuple[Column, ...]:
    """Return name and codes of an actor that stands under ``path``.

    The names of the codes are those of the data sets that have them, with ``suffix``.
    """
    return (
        Column(prefix, f"{whose} Slug.", f"{path}.slug", ColumnType.SLUG, references="actors"),
        Column(f"{prefix}_name", f"{whose} English name.", f"{path}.name"),
        Column(f"{prefix}_iso2", f"{whose} ISO 3166-1 alpha-2 code.", f"{path}.iso2"),
        Column(f"{prefix}_iso3", f"{whose} ISO 3166-1 alpha-3 code.", f"{path}.iso3"),
        Column(f"{prefix}_iso_numeric", f"{whose} ISO 3166-1 numeric code, three digits.",
               f"{path}.iso_numeric"),
        *political_science_columns(suffix, whose, f"{path}."),
    )  # fmt: skip


def outcome_columns(suffix: str = "", under: str = "", whose: str = "") -> tuple[Column, ...]:
    """Return the columns of what is known of one actor over a unit of time."""
    at = f"{under}." if under else ""
    return (
        Column(f"knowledge{suffix}", f"{whose}What is known of the formal status.",
               f"{at}knowledge", ColumnType.CODE, Knowledge),
        Column(f"status{suffix}", f"{whose}The formal status that is certain by the rule; of "
               "several, the one held last.", f"{at}status.slug", ColumnType.SLUG,
               references="status-types"),
        Column(f"status_name{suffix}", f"{whose}Its English name.", f"{at}status.name"),
        Column(f"membership_level{suffix}", f"{whose}{LEVEL}", f"{at}membership_level",
               ColumnType.INTEGER, MembershipLevel, missing=MISSING_LEVELS),
        Column(f"statuses{suffix}", f"{whose}All formal statuses that are certain by the rule, in "
               "the order in which they were last held.", f"{at}statuses[]", ColumnType.SLUGS),
        Column(f"possible{suffix}", f"{whose}Formal statuses that may meet the rule and are not "
               "certain.", f"{at}possible[]", ColumnType.SLUGS),
        Column(f"start_basis{suffix}", f"{whose}What made the episode of the status start.",
               f"{at}start_basis", ColumnType.CODE, Basis),
        Column(f"attendance{suffix}", f"{whose}Attendance without a formal status, certain by the "
               "rule.", f"{at}attendance[]", ColumnType.SLUGS),
        Column(f"attendance_possible{suffix}", f"{whose}Attendance that is not certain.",
               f"{at}attendance_possible[]", ColumnType.SLUGS),
        Column(f"process{suffix}", f"{whose}Steps of a procedure, certain by the rule.",
               f"{at}process[]", ColumnType.SLUGS),
        Column(f"process_possible{suffix}", f"{whose}Steps of a procedure that are not certain.",
               f"{at}process_possible[]", ColumnType.SLUGS),
        Column(f"activity{suffix}", f"{whose}Activity, certain by the rule.", f"{at}activity[]",
               ColumnType.SLUGS),
        Column(f"activity_possible{suffix}", f"{whose}Activity that is not certain.",
               f"{at}activity_possible[]", ColumnType.SLUGS),
        Column(f"days_held{suffix}", f"{whose}Days on which the status is certain, none of them to "
               "come; blank: on how many is not known.",
               f"{at}days_held", ColumnType.INTEGER),
        Column(f"records{suffix}", f"{whose}Identifiers of the records that this rests on.",
               f"{at}rests_on[].record", ColumnType.UUIDS),
        Column(f"revisions{suffix}", f"{whose}The revisions of these records, in the same order.",
               f"{at}rests_on[].revision"),
    )  # fmt: skip


PERIOD = (
    Column("organization", "The organization.", "organization.slug", ColumnType.SLUG,
           references="actors"),
    Column("unit", "The unit of time.", type=ColumnType.CODE, codes=TimeUnit),
    Column("year", "The year; of a month or a day, the year in which it lies.",
           type=ColumnType.INTEGER),
    Column("period", "The year, month or day.", type=ColumnType.EDTF),
    Column("period_from", "Its first day.", "from", ColumnType.DATE),
    Column("period_until", "The day after its last.", "until", ColumnType.DATE),
    Column("days", "The number of its days.", type=ColumnType.INTEGER),
)  # fmt: skip

COUNTING = (
    Column("rule", "How the unit is made of its days.", type=ColumnType.CODE, codes=UnitRule),
    Column("basis", "From which kind of date episodes were to count; blank: as accepted.",
           type=ColumnType.CODE, codes=CountedBasis),
)  # fmt: skip

PANEL_COLUMNS = (
    *PERIOD,
    *code_columns("actor", "actor", "The state."),
    *outcome_columns(),
    *COUNTING,
)

ROSTER_COLUMNS = (
    *PERIOD,
    *code_columns("actor", "actor", "Who is told about."),
    Column("actor_kind", "Kind of actor.", "actor.kind", ColumnType.CODE, ActorKind),
    *outcome_columns(),
    *COUNTING,
)

DYAD_COLUMNS = (
    *PERIOD,
    *code_columns("state_1", "state_1.actor", "The state with the lower number.",
                  "1"),
    *code_columns("state_2", "state_2.actor", "The other state.", "2"),
    *outcome_columns("_1", "state_1", "First state. "),
    *outcome_columns("_2", "state_2", "Second state. "),
    Column("shared_status", "The formal status that both hold; blank: none, or not the same.",
           type=ColumnType.SLUG, references="status-types"),
    Column("shared_level", "The lower of the two levels of membership, from high to low 1, 2, 3, "
           "0; 0 settles it, otherwise -9 if one is missing; -1: no organization.",
           type=ColumnType.INTEGER, codes=MembershipLevel, missing=MISSING_LEVELS),
    Column("shared", "What the two share by that level.", type=ColumnType.CODE,
           codes=SharedMembership),
    *COUNTING,
)  # fmt: skip

COMPARISON_COLUMNS = (
    Column("organization", "The organization.", "organization.slug", ColumnType.SLUG),
    Column("a", "The earlier day.", type=ColumnType.DATE),
    Column("b", "The later day.", type=ColumnType.DATE),
    *code_columns("actor", "actor", "Of whom something else is known on the later day."),
    Column("actor_kind", "Kind of actor.", "actor.kind", ColumnType.CODE, ActorKind),
    Column("movement", "What became of it.", type=ColumnType.CODE, codes=Movement),
    *outcome_columns("_a", "before", "On the earlier day. "),
    *outcome_columns("_b", "after", "On the later day. "),
    COUNTING[1],
)
