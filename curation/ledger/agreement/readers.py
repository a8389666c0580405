"""What readers get against the documents that the digests cover: derived columns and the view."""

from typing import Any

from django.db import connection
from django.db.models import GeneratedField

from ...models import Revision
from ..flaw import Comparison

__all__ = ["readers"]

ADVICE = (
    "Readers get something else than the ledger says. Compare the definition of the table or "
    "view with the migrations, and find out who could write to the database."
)
# Unnested again from the documents, and compared with what the view says.
CITATIONS = """
    SELECT coalesce(shown.revision_id, cited.id) AS revision, coalesce(shown.ordinal, cited.ordinal)
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


def readers() -> tuple[Comparison, ...]:
    """Return the comparisons of what readers get."""
    return (
        Comparison(
            "Derived columns of revisions",
            "its column “{0}” does not follow from its document",
            ADVICE,
            _derived(),
        ),
        Comparison(
            "Published citations as readers get them",
            "its citation number {0} is not shown as its document has it",
            ADVICE,
            CITATIONS,
        ),
    )


def _derived() -> str:
    """Return the SQL that computes every generated column of revisions again.

    The vector of words to search for takes long to compute, and shows nothing to readers.
    """
    differing = " ".join(
        f'WHEN "{field.column}" IS DISTINCT FROM ({_filled(*field.generated_sql(connection))}) '
        f"THEN '{field.column}'"
        for field in Revision._meta.local_fields
        if isinstance(field, GeneratedField) and field.name != "words"
    )
    return (
        f"SELECT id AS revision, differing FROM (SELECT id, CASE {differing} END AS differing "
        "FROM curation_revision) AS revision WHERE differing IS NOT NULL"
    )


def _filled(sql: str, params: Any) -> str:
    """Return an expression with its parameters written out, as the table was made with them."""
    quote = connection.schema_editor().quote_value
    return sql % tuple(quote(value) for value in params) if params else sql
