"""The history of every row against the row, and against what was published of it.

Every row that the registry keeps a history of says what its last entry says; a row that is gone
left an entry of its deletion. What is altered past the triggers therefore shows, unless its
history was altered with it; of published versions even that shows, since revisions say what the
history has to say.
"""

from django.db import models

from ...models import HISTORIES
from ...vocabulary import FACT_KINDS
from ..flaw import Comparison

__all__ = ["histories"]

ADVICE = (
    "It was altered past the triggers that write the history. Compare it with a backup, and find "
    "out who could write to the database."
)
KINDS = ", ".join(f"'{kind}'" for kind in FACT_KINDS)
# Of a registry that was begun before it kept a history, the oldest rows have no first entry.
IS_COMPLETE = """(
    SELECT coalesce(
        min(applied) < (SELECT min(lower(recorded)) FROM curation_revision WHERE id = 1), true)
    FROM django_migrations WHERE app = 'curation' AND name = '0004_history')"""

HEAD = """
    SELECT id, state, version,
        lag(state) OVER of_fact AS former_state, lag(version) OVER of_fact AS former_version
    FROM curation_facthistory WINDOW of_fact AS (PARTITION BY id ORDER BY pgh_id)
"""
REMEMBERED = {
    "when": "when",
    "attested": "attested",
    "certainty": "certainty",
    "hedge": "hedge",
    "rank": "rank",
    "rationale": "rationale",
    "outcome": "outcome",
    "public_note": "note",
}


def histories() -> tuple[Comparison, ...]:
    """Return the comparisons of all histories."""
    return (
        *(_last_entry(model, history) for model, history in HISTORIES.items()),
        *(
            _versions(model, history)
            for model, history in HISTORIES.items()
            if any(field.name == "version" for field in model._meta.local_fields)
        ),
        Comparison(
            "Publications and retractions in the history of facts",
            "The history of fact {0} has version {1} {2}, and the ledger has no revision of that",
            "The end of the ledger may have been cut off. Bring it back from a backup.",
            UNRECORDED,
        ),
        Comparison(
            "Revisions in the history of facts",
            "the history of its fact does not say that version {0} was published, or what it said",
            ADVICE,
            FORGOTTEN,
        ),
        *(_contexts(history) for history in HISTORIES.values()),
    )


def _name(model: type[models.Model]) -> str:
    return model._meta.db_table


def _last_entry(model: type[models.Model], history: type[models.Model]) -> Comparison:
    pk = model._meta.pk.column
    columns = [
        field.column for field in history._meta.local_fields if not field.name.startswith("pgh_")
    ]
    now, then = (
        "(" + ", ".join(f'{row}."{column}"' for column in columns) + ")"
        for row in ("present", "entry")
    )
    return Comparison(
        f"The history of {_name(model)}",
        f"Row {{0}} of {_name(model)} {{1}}",
        ADVICE,
        f"""
        SELECT NULL::bigint AS revision, coalesce(present."{pk}", entry."{pk}")::text AS row,
            CASE WHEN present."{pk}" IS NULL THEN 'is gone, and its history has no deletion of it'
                WHEN entry.pgh_id IS NULL OR entry.first_label <> 'insert'
                    THEN 'has lost its history, or the beginning of it'
                ELSE 'does not say what the last entry of its history says' END
        FROM {_name(model)} AS present
        FULL JOIN (
            SELECT entry.*, ends.first_label FROM {_name(history)} AS entry JOIN (
                SELECT max(pgh_id) AS pgh_id,
                    (array_agg(pgh_label ORDER BY pgh_id))[1] AS first_label
                FROM {_name(history)} GROUP BY "{pk}"
            ) AS ends USING (pgh_id)
        ) AS entry ON entry."{pk}" = present."{pk}"
        WHERE CASE
            WHEN present."{pk}" IS NULL THEN entry.pgh_label <> 'delete'
            WHEN entry.pgh_id IS NULL THEN {IS_COMPLETE}
            ELSE entry.pgh_label = 'delete' OR {now} IS DISTINCT FROM {then}
                OR entry.first_label <> 'insert' AND {IS_COMPLETE}
        END
        """,
    )


def _versions(model: type[models.Model], history: type[models.Model]) -> Comparison:
    return Comparison(
        f"Versions in the history of {_name(model)}",
        f"The history of row {{0}} of {_name(model)} goes from version {{1}} to version {{2}}",
        ADVICE,
        f"""
        SELECT NULL::bigint AS revision, id::text, former, version FROM (
            SELECT id, version,
                lag(version, 1, 1) OVER (PARTITION BY id ORDER BY pgh_id) AS former
            FROM {_name(history)}
        ) AS entry WHERE version NOT IN (former, former + 1) AND {IS_COMPLETE}
        """,
    )


def _contexts(history: type[models.Model]) -> Comparison:
    return Comparison(
        f"Who made the changes in {_name(history)}",
        f"Entry {{0}} of {_name(history)} names a context that is gone: who made the change and "
        "why is lost",
        ADVICE,
        f"""
        SELECT NULL::bigint AS revision, pgh_id FROM {_name(history)} AS entry
        WHERE pgh_context_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM pghistory_context WHERE id = entry.pgh_context_id)
        """,
    )


# A transition in review that the ledger knows nothing of.
UNRECORDED = f"""
    SELECT NULL::bigint AS revision, entry.id::text AS fact, entry.version, entry.state
    FROM ({HEAD}) AS entry
    WHERE entry.version = entry.former_version AND (
        entry.state = 'published' AND entry.former_state = 'submitted' AND NOT EXISTS (
            SELECT FROM curation_revision AS revision WHERE revision.record = entry.id
                AND revision.fact_version = entry.version AND revision.action = 'publish')
        OR entry.state = 'retracted' AND entry.former_state <> 'retracted' AND NOT EXISTS (
            SELECT FROM curation_revision AS revision WHERE revision.record = entry.id
                AND revision.action = 'retract'))
"""
SAYS_THE_SAME = " AND ".join(
    f"entry.\"{column}\" = coalesce(revision.document ->> '{key}', '')"
    for column, key in REMEMBERED.items()
)
FORGOTTEN = f"""
    SELECT revision.id AS revision, revision.fact_version
    FROM curation_revision AS revision
    WHERE revision.kind IN ({KINDS}) AND revision.action = 'publish' AND {IS_COMPLETE}
        AND NOT EXISTS (
            SELECT FROM curation_facthistory AS entry
            WHERE entry.pgh_obj_id = revision.record AND entry.state = 'published'
                AND entry.version = revision.fact_version
                AND {SAYS_THE_SAME}
        )
"""
