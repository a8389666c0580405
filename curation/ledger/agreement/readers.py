"""What readers get against the documents that the digests cover: the text and the citations."""

from ..flaw import Comparison

__all__ = ["READERS"]

ADVICE = (
    "Readers get something else than the ledger says. Compare the definition of the table or "
    "view with the migrations, and find out who could write to the database."
)
# Columns to search by follow from the document too, as long as they are declared so, which the
# rules in force show.
WRITTEN = """
    SELECT id AS revision FROM curation_revision WHERE written IS DISTINCT FROM document::text
"""
# Unnested again from the documents, and compared with what the view says.
CITATIONS = """
    SELECT coalesce(shown.revision_id, cited.id) AS revision,
        coalesce(shown.ordinal, cited.ordinal) AS ordinal
    FROM (
        SELECT revision.id, revision.kind, revision.action, each.ordinality AS ordinal, each.value
        FROM curation_revision AS revision
        CROSS JOIN LATERAL jsonb_array_elements(revision.document -> 'citations')
            WITH ORDINALITY AS each
    ) AS cited
    FULL JOIN curation_published_citation AS shown
        ON shown.revision_id = cited.id AND shown.ordinal = cited.ordinal
    WHERE shown.citation IS DISTINCT FROM cited.value
        OR shown.source IS DISTINCT FROM cited.value -> 'source' ->> 'slug'
        OR (shown.kind, shown.action) IS DISTINCT FROM (cited.kind, cited.action)
"""

READERS = (
    Comparison(
        "Documents as readers get them",
        "readers do not get its document as the ledger has it",
        ADVICE,
        WRITTEN,
    ),
    Comparison(
        "Published citations as readers get them",
        "its citation number {0} is not shown as its document has it",
        ADVICE,
        CITATIONS,
    ),
)
