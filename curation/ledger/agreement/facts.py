"""Working copies, decisions and confirmations against the revisions that were made from them."""

from ...models.claim_rules import (
    claim_in_document,
    evidence_in_document,
    statement_of_document,
    statement_of_working_copy,
)
from ...vocabulary import FACT_KINDS
from ..flaw import Comparison

__all__ = ["FACTS"]

KINDS = ", ".join(f"'{kind}'" for kind in FACT_KINDS)
FROM_A_BACKUP = "Find out who could write to the database, and bring it back from a backup."

# Revisions of facts that somebody decided on; a re-issue renews labels only.
DECIDED = f"revision.kind IN ({KINDS}) AND revision.basis IN ('review', 'bootstrap')"
REFERENCES = ("actors", "actor"), ("sources", "source")
TERMS = ("status", "status-type"), ("issue", "issue"), ("indicator", "indicator")

PUBLISHED = f"""
    SELECT revision.id AS revision, fact.id::text AS fact, fact.label, fact.state,
        CASE
            WHEN revision.id IS NULL THEN 'the ledger has no revision of it'
            WHEN revision.action = 'retract' THEN 'the ledger has retracted it'
            WHEN fact.state = 'retracted' THEN 'the ledger still has it as published'
            ELSE 'it differs from its revision'
        END AS difference
    FROM curation_fact AS fact
    LEFT JOIN curation_revision AS revision
        ON revision.record = fact.id AND upper_inf(revision.recorded)
    WHERE fact.state IN ('published', 'retracted') AND CASE
        WHEN revision.id IS NULL OR revision.kind <> fact.kind THEN true
        WHEN fact.state = 'retracted' OR revision.action = 'retract'
            THEN fact.state <> 'retracted' OR revision.action <> 'retract'
        ELSE revision.fact_version > fact.version
            OR (revision.definite, revision.possible)
                IS DISTINCT FROM (fact.definite, fact.possible)
            OR {statement_of_document("fact.kind", "revision.document")}
                IS DISTINCT FROM {statement_of_working_copy("fact.kind", "fact.id")}
    END
"""
WITHOUT_A_WORKING_COPY = f"""
    SELECT revision.id AS revision, revision.document ->> 'label' AS label
    FROM curation_revision AS revision
    LEFT JOIN curation_fact AS fact ON fact.id = revision.record
    WHERE upper_inf(revision.recorded) AND revision.kind IN ({KINDS})
        AND (fact.id IS NULL OR fact.version < revision.fact_version)
"""
DECISIONS = f"""
    SELECT revision.id AS revision,
        CASE
            WHEN decision.id IS NULL THEN 'there is no decision on it'
            WHEN decision.fact_id <> revision.record THEN 'its decision is on another fact'
            WHEN decision.by_name <> revision.approved_by
                THEN 'its decision was taken by ' || decision.by_name || ', not by '
                    || revision.approved_by
            WHEN revision.action = 'publish' AND decision.fact_version <> revision.fact_version
                THEN 'its decision is on version ' || decision.fact_version || ', not on version '
                    || revision.fact_version
            ELSE 'its decision says otherwise: ' || decision.verdict || ' “'
                || left(decision.comment, 80) || '”'
        END AS difference
    FROM curation_revision AS revision
    LEFT JOIN curation_reviewdecision AS decision ON decision.revision_id = revision.id
    WHERE {DECIDED} AND (
        decision.id IS NULL OR decision.fact_id <> revision.record
        OR decision.by_name <> revision.approved_by
        OR revision.action = 'publish' AND decision.fact_version <> revision.fact_version
        OR decision.verdict <> CASE revision.action
            WHEN 'publish' THEN 'approved' ELSE 'retracted' END
        OR regexp_replace(decision.comment, '\\s', '', 'g')
            <> regexp_replace(revision.summary, '\\s', '', 'g')
    )
"""
UNFOUNDED_DECISIONS = f"""
    SELECT decision.revision_id AS revision, decision.id AS decision, decision.verdict
    FROM curation_reviewdecision AS decision
    LEFT JOIN curation_revision AS revision ON revision.id = decision.revision_id AND {DECIDED}
    WHERE decision.verdict IN ('approved', 'retracted') AND revision.id IS NULL
"""
CONFIRMATIONS = f"""
    SELECT id AS revision FROM (
        SELECT id, record, kind, action, fact_version, document,
            lag(document) OVER (PARTITION BY record ORDER BY number) AS former
        FROM curation_revision WHERE kind IN ({KINDS})
            AND record IN (SELECT record FROM curation_revision WHERE number = 2)
    ) AS revision
    WHERE action = 'publish' AND former IS NOT NULL
        AND {claim_in_document("kind", "former")}
            IS DISTINCT FROM {claim_in_document("kind", "document")}
        AND {evidence_in_document("former")} IS NOT DISTINCT FROM {evidence_in_document("document")}
        AND NOT EXISTS (
            SELECT FROM curation_evidenceconfirmation AS confirmation
            WHERE confirmation.fact_id = record
                AND confirmation.fact_version = revision.fact_version
        )
"""


def _named() -> str:
    """Return the SQL of what current documents refer to: revision, kind and slug."""
    lists = (
        f"SELECT id, '{kind}' AS kind, slug FROM current, "
        f"jsonb_array_elements_text({column}) AS named (slug)"
        for column, kind in REFERENCES
    )
    terms = (f"SELECT id, '{kind}', {column} FROM current" for column, kind in TERMS)
    return " UNION ALL ".join((*lists, *terms))


UNPUBLISHED_REFERENCES = f"""
    WITH current AS (
        SELECT id, actors, sources, status, issue, indicator FROM curation_revision
        WHERE upper_inf(recorded) AND action <> 'retract' AND kind IN ({KINDS})
    )
    SELECT named.id AS revision, named.kind, named.slug FROM ({_named()}) AS named (id, kind, slug)
    WHERE slug IS NOT NULL AND NOT EXISTS (
        SELECT FROM curation_revision AS reference WHERE upper_inf(reference.recorded)
            AND reference.kind = named.kind AND reference.slug = named.slug
    )
"""

FACTS = (
    Comparison(
        "Published facts and their revisions",
        "fact {0} (“{1}”) is {2}, but {3}",
        FROM_A_BACKUP,
        PUBLISHED,
    ),
    Comparison(
        "Revisions and their working copies",
        "the working copy of “{0}” is gone, or older than what was published of it",
        FROM_A_BACKUP,
        WITHOUT_A_WORKING_COPY,
    ),
    Comparison("Revisions and the decisions on them", "{0}", FROM_A_BACKUP, DECISIONS),
    Comparison(
        "Decisions and their revisions",
        "decision {0} ({1}) names it, and the ledger has no such revision of a fact",
        FROM_A_BACKUP,
        UNFOUNDED_DECISIONS,
    ),
    Comparison(
        "Changed claims and the confirmations of their evidence",
        "its claim changed and its evidence did not, and no confirmation of the evidence is on "
        "record",
        FROM_A_BACKUP,
        CONFIRMATIONS,
    ),
    Comparison(
        "What published facts refer to",
        "it refers to the {0} “{1}”, which the ledger does not have",
        FROM_A_BACKUP,
        UNPUBLISHED_REFERENCES,
    ),
)
