"""Releases against the ledger: position, digest, moment, files, and their order."""

from ..flaw import Comparison

__all__ = ["RELEASES"]

REBUILD = (
    "A reader who downloaded the release has its digest in CITATION.cff: compare it, then bring "
    "what was altered back from a backup."
)

POSITION = """
    SELECT release.revision_id AS revision, release.identifier AS release,
        CASE
            WHEN revision.id IS NULL THEN 'is not in the ledger any more'
            WHEN revision.digest <> release.head_digest
                THEN 'has the digest ' || revision.digest
                    || ' in the ledger, and ' || release.head_digest || ' in the release'
            ELSE 'was recorded at ' || lower(revision.recorded)
                || ' by the ledger, and at ' || release.moment || ' by the release'
        END AS difference
    FROM curation_release AS release
    LEFT JOIN curation_revision AS revision ON revision.id = release.revision_id
    WHERE (revision.digest, lower(revision.recorded))
        IS DISTINCT FROM (release.head_digest, release.moment)
"""
FILES = """
    SELECT release.revision_id AS revision, release.identifier AS release,
        release.file_count AS made_of, count(file.id) AS registered
    FROM curation_release AS release
    LEFT JOIN curation_releasefile AS file ON file.release_id = release.id
    GROUP BY release.id HAVING count(file.id) <> release.file_count
"""
ORDER = """
    SELECT revision_id AS revision, identifier AS release
    FROM (
        SELECT *, lag(id) OVER in_time AS former, lag(revision_id, 1, 0::bigint) OVER in_time AS f
        FROM curation_release WINDOW in_time AS (ORDER BY released_at, id)
    ) AS release
    WHERE previous_id IS DISTINCT FROM former OR revision_id < f
"""

RELEASES = (
    Comparison(
        "Releases and their positions in the ledger",
        "it is the last revision of release {0}, and {1}",
        REBUILD,
        POSITION,
    ),
    Comparison(
        "Releases and their files",
        "release {0} up to this revision is made of {1} files, and {2} are registered",
        "Bring the register of the release back from a backup.",
        FILES,
    ),
    Comparison(
        "The order of releases",
        "release {0} does not follow the release that was made before it",
        "A release was removed or altered. Bring it back from a backup.",
        ORDER,
    ),
)
