"""Texts held, and the quotations from them: published ones and those of working copies."""

from ...quotation import CONTEXT_LENGTH
from ..flaw import Comparison

__all__ = ["EVIDENCE"]

FROM_A_BACKUP = (
    "A text held is never altered. Bring it back from a backup, or from the original file."
)


def _is_elsewhere(quote: str, start: str, end: str, prefix: str, suffix: str) -> str:
    """Return the SQL that the text ``held`` does not read so there."""
    return f"""(
        substr(held, {start} + 1, {end} - {start}) <> {quote}
        OR substr(held, greatest({start} - {CONTEXT_LENGTH}, 0) + 1,
            least({start}, {CONTEXT_LENGTH})) <> {prefix}
        OR substr(held, {end} + 1, {CONTEXT_LENGTH}) <> {suffix}
    )"""


CHECKSUMS = """
    SELECT revision.id AS revision, source.slug, revision.document ->> 'sha256' AS published
    FROM curation_source AS source
    LEFT JOIN curation_revision AS revision
        ON revision.record = source.id AND revision.document ->> 'sha256' <> ''
    CROSS JOIN LATERAL (
        SELECT CASE WHEN source.held_text = '' THEN ''
            ELSE encode(sha256(convert_to(source.held_text, 'UTF8')), 'hex') END AS sha256
    ) AS computed
    WHERE source.sha256 <> computed.sha256 OR revision.document ->> 'sha256' <> computed.sha256
"""
PUBLISHED_QUOTATIONS = f"""
    SELECT cited.id AS revision, cited.slug, left(cited.quote, 80) AS quote
    FROM (
        SELECT revision.id, source.held_text AS held, each ->> 'quote' AS quote, source.slug,
            (each ->> 'start')::int AS "start", (each ->> 'end')::int AS "end",
            each ->> 'prefix' AS prefix, each ->> 'suffix' AS suffix
        FROM curation_revision AS revision
        CROSS JOIN LATERAL jsonb_array_elements(
            coalesce(revision.document -> 'citations', '[]')) AS each
        LEFT JOIN curation_source AS source ON source.slug = each -> 'source' ->> 'slug'
    ) AS cited
    WHERE slug IS NULL OR "start" IS NOT NULL
        AND {_is_elsewhere("quote", '"start"', '"end"', "prefix", "suffix")}
"""
QUOTATIONS = f"""
    SELECT NULL::bigint AS revision, citation.id::text AS citation, source.slug,
        left(citation.quote, 80) AS quote
    FROM curation_citation AS citation
    JOIN curation_source AS source ON source.id = citation.source_id
    CROSS JOIN LATERAL (SELECT source.held_text AS held) AS text
    WHERE (held = '') <> (citation."start" IS NULL)
        OR {
    _is_elsewhere(
        "citation.quote",
        'citation."start"',
        'citation."end"',
        "citation.prefix",
        "citation.suffix",
    )
}
"""

EVIDENCE = (
    Comparison(
        "Texts held and their published checksums",
        "the text held of {0} does not have the SHA-256 that was published of it",
        FROM_A_BACKUP,
        CHECKSUMS,
    ),
    Comparison(
        "Published quotations and the texts held",
        "it quotes “{1}” from {0}, where the text held does not read so",
        FROM_A_BACKUP,
        PUBLISHED_QUOTATIONS,
    ),
    Comparison(
        "Quotations of working copies and the texts held",
        "Citation {0} quotes “{2}” from {1}, where the text held does not read so",
        FROM_A_BACKUP,
        QUOTATIONS,
    ),
)
