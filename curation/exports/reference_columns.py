"""Columns of the tables of reference data."""

from ..vocabulary import (
    MISSING_LEVELS,
    ActorKind,
    MembershipLevel,
    NameKind,
    Seen,
    SourceKind,
    StatusDimension,
)
from .column import Column, ColumnType
from .shared_columns import PROVENANCE, named_columns, political_science_columns

__all__ = [
    "ACTOR_COLUMNS",
    "ACTOR_NAME_COLUMNS",
    "INDICATOR_COLUMNS",
    "ISSUE_COLUMNS",
    "SOURCE_COLUMNS",
    "STATUS_TYPE_COLUMNS",
]

IDENTITY = (
    Column("id", "The record's identifier.", type=ColumnType.UUID),
    Column("slug", "Its stable name in addresses and references.", type=ColumnType.SLUG),
)
NAME = Column("name", "English name.")
NOTE = Column("note", "The registry's remark.")

TERM_NAMES = (
    Column("name_ru", "Its name in Russian."),
    Column("name_zh", "Its name in Chinese, in simplified characters."),
    Column("other_names", "What else it is called, joined by “ | ”.", "other_names[]",
           separator=" | "),
    Column("names_basis", "Where the Russian and the Chinese names are known from."),
)  # fmt: skip

ACTOR_COLUMNS = (
    *IDENTITY,
    NAME,
    Column("kind", "Kind of actor.", type=ColumnType.CODE, codes=ActorKind),
    *named_columns("parent", "What it is part of.", "actors"),
    Column("iso2", "ISO 3166-1 alpha-2 code of a state.", type=ColumnType.TOKEN),
    Column("iso3", "ISO 3166-1 alpha-3 code of a state.", type=ColumnType.TOKEN),
    Column("iso_numeric", "ISO 3166-1 numeric code of a state.", type=ColumnType.TOKEN),
    *political_science_columns("", "Of a state:", "", "cow_number", "gw_number"),
    Column("wikidata", "Wikidata identifier.", type=ColumnType.TOKEN),
    Column(
        "article", "“the”, if a sentence puts it before the English name.", type=ColumnType.TOKEN
    ),
    Column("names", "Its other names, joined by “ | ”.", "names[].name", separator=" | "),
    Column("name_languages", "Their languages, in the same order.", "names[].language"),
    Column("name_kinds", "Their kinds, in the same order.", "names[].kind"),
    NOTE,
    *PROVENANCE,
)

ACTOR_NAME_COLUMNS = (
    Column("actor", "Who bears the name.", "of.slug", ColumnType.SLUG, references="actors"),
    Column("language", "Its language, as a BCP 47 tag.", type=ColumnType.TOKEN),
    Column("name", "The name."),
    Column("kind", "How the name relates to its actor.", type=ColumnType.CODE, codes=NameKind),
    Column("when_edtf", "When it was in use, in EDTF; blank: no limit is known.", "when",
           ColumnType.EDTF),
    Column("name_basis", "Where the name is known from.", "basis"),
    NOTE,
    *PROVENANCE,
)  # fmt: skip

SOURCE_COLUMNS = (
    *IDENTITY,
    Column("title", "Title; in brackets when the cataloguer supplied it."),
    Column("kind", "Kind of source.", type=ColumnType.CODE, codes=SourceKind),
    Column("author", "Author."),
    Column("publisher", "Publisher."),
    Column("published", "When it was published, in EDTF.", type=ColumnType.EDTF),
    Column("url", "Where it was found.", type=ColumnType.URL),
    Column("archive_url", "Where it is archived.", type=ColumnType.URL),
    Column("accessed_on", "When it was consulted.", type=ColumnType.DATE),
    Column("seen", "How the document is known.", type=ColumnType.CODE, codes=Seen),
    Column("known_through", "Of a document known at second hand: through what."),
    Column("language", "Its language.", type=ColumnType.TOKEN),
    Column("rights", "Rights in its text."),
    Column("sha256", "SHA-256 of the text held, in UTF-8.", type=ColumnType.TOKEN),
    Column("length", "Code points of the text held; 0: none.", type=ColumnType.INTEGER),
    Column("snapshot_of", "The document as it was first consulted.", "snapshot_of.slug",
           ColumnType.SLUG, references="sources"),
    Column("metadata_note", "Where inferred pieces of this description come from."),
    NOTE,
    *PROVENANCE,
)  # fmt: skip

STATUS_TYPE_COLUMNS = (
    *IDENTITY,
    NAME,
    *TERM_NAMES,
    Column("dimension", "Kind of status.", type=ColumnType.CODE,
           codes=StatusDimension),
    Column("membership_level", "Level of membership of those who hold it, as in the Correlates of "
           "War data on organizations.", "cow_code", ColumnType.INTEGER,
           MembershipLevel, missing=MISSING_LEVELS),
    Column("validity", "When the organization used it, in EDTF.", type=ColumnType.EDTF),
    Column("valid_from", "First day of its use.", "valid.from", ColumnType.DATE),
    Column("valid_until", "The day after its last use.", "valid.until", ColumnType.DATE),
    *named_columns("merged_into", "What it was merged into.", "status-types"),
    NOTE,
    *PROVENANCE,
)  # fmt: skip

ISSUE_COLUMNS = (
    *IDENTITY,
    NAME,
    *TERM_NAMES,
    Column("description", "What the question is."),
    NOTE,
    *PROVENANCE,
)

INDICATOR_COLUMNS = (
    *IDENTITY,
    NAME,
    *TERM_NAMES,
    Column("unit", "Its unit.", type=ColumnType.TOKEN),
    Column("description", "What exactly is measured."),
    NOTE,
    *PROVENANCE,
)
