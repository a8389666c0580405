"""Columns of the table of citations."""

from ..vocabulary import RecordKind, Seen, SourceKind, Support
from .column import Column, ColumnType
from .shared_columns import PROVENANCE

__all__ = ["CITATION_COLUMNS"]

CITATION_COLUMNS = (
    Column("id", "The citation's identifier.", type=ColumnType.UUID),
    Column("fact", "The fact that rests on it.", "fact.id", ColumnType.UUID),
    Column("fact_kind", "Kind of that fact.", "fact.kind", ColumnType.CODE, RecordKind),
    Column("fact_label", "What that fact says, in a few words.", "fact.label"),
    Column("source", "The source quoted.", "source.slug", ColumnType.SLUG,
           references="sources"),
    Column("source_title", "The source's title.", "source.title"),
    Column("source_kind", "Kind of source.", "source.kind", ColumnType.CODE, SourceKind),
    Column("source_publisher", "The source's publisher.", "source.publisher"),
    Column("source_published", "When the source was published, in EDTF.", "source.published",
           ColumnType.EDTF),
    Column("source_url", "Where the source was found.", "source.url", ColumnType.URL),
    Column("source_seen", "How the source is known.", "source.seen", ColumnType.CODE, Seen),
    Column("source_known_through", "Of a source known at second hand: through what.",
           "source.known_through"),
    Column("quote", "The passage, verbatim."),
    Column("quote_start", "Offset of its first character in the text held.", "start",
           ColumnType.INTEGER),
    Column("quote_end", "Offset after its last character.", "end", ColumnType.INTEGER),
    Column("prefix", "The text before it."),
    Column("suffix", "The text after it."),
    Column("locator", "Where it stands, for a reader."),
    Column("reported_from", "The original that the source relies on.", "reported_from.slug",
           ColumnType.SLUG, references="sources"),
    Column("reported_from_title", "That original's title.", "reported_from.title"),
    Column("support", "What the passage does for the fact.", type=ColumnType.CODE,
           codes=Support),
    *PROVENANCE,
)  # fmt: skip
