"""Texts held, and the quotations from them: published ones and those of working copies."""

from ...quotation import CONTEXT_LENGTH
from ..flaw import Comparison

__all__ = ["EVIDENCE"]

FROM_A_BACKUP = (
    "A text held is never altered. Bring it back from a backup, or from the original file."
)


def _is_elsewhere(quote: str, start: str, end: str, prefix: str, suffix: str) -> str:
    """Return the SQL that the text ``held`` does not read so there.

    It is cut once for all three, since a long text is read from its beginning for every cut.
    """
    return f"""(
        length({quote}) <> {end} - {start} OR length({prefix}) <> least({start}, {CONTEXT_LENGTH})
        OR substr(held, {start} - length({prefix}) + 1, length({prefix}) + {end} - {start}
            + {CONTEXT_LENGTH}) <> {prefix} || {quote} || {suffix}
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
# Revisions of a record mostly repeat its citations: each is looked up once.
PUBLISHED_QUOTATIONS = f"""
    SELECT cited.revision, cited.slug, left(cited.quote, 80) AS quote
    FROM (
        SELECT min(revision.id) AS revision, each -> 'source' ->> 'slug' AS slug,
            each ->> 'quote' AS quote, (each ->> 'start')::int AS "start",
            (each ->> 'end')::int AS "end", each ->> 'prefix' AS prefix, each ->> 'suffix' AS suffix
        FROM curation_revision AS revision
        CROSS JOIN LATERAL jsonb_array_elements(
            coalesce(revision.document -> 'citations', '[]')) AS each
        GROUP BY 2, 3, 4, 5, 6, 7
    ) AS cited
    LEFT JOIN curation_source AS source ON source.slug = cited.slug
    CROSS JOIN LATERAL (SELECT source.held_text AS held) AS text
    WHERE source.id IS NULL OR "start" IS NOT NULL
        AND {_is_elsewhere("quote", '"start"', '"end"', "prefix", "suffix")}
"""
QUOTATIONS = f"""
    SELECT NULL::bigint AS revision, citation.id::text AS citation, source.slug,
        left(citation.quote, 80) AS quote
    FROM curation_citation AS citation
    JOIN curation_source AS source ON source.id = citation.source_id
    CROSS JOIN LATERAL (SELECT source.held_text AS held) AS text
    WHERE (held = '') <> (citation."start" IS NULL) OR citation."start" IS NOT NULL AND {
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
