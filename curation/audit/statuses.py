"""Statuses: what excludes each other, what was not in use, and what has led nowhere yet."""

from ..vocabulary import RecordKind
from .fragments import days, held
from .rule import Rule, Severity

__all__ = [
    "ACCESSION_WITHOUT_OUTCOME",
    "FORMAL_STATUSES_MAY_OVERLAP",
    "FORMAL_STATUSES_OVERLAP",
    "STATUS_OUTSIDE_ITS_VALIDITY",
]

STATUS = (RecordKind.STATUS,)

FORMAL_PAIRS = f"""
    FROM curation_status AS one
    JOIN curation_statustype AS one_type
        ON one_type.id = one.status_id AND one_type.dimension = 'formal'
    JOIN curation_fact AS one_fact ON one_fact.id = one.fact_id
    JOIN curation_status AS another
        ON another.actor_id = one.actor_id AND another.organization_id = one.organization_id
        AND another.fact_id > one.fact_id
    JOIN curation_statustype AS another_type
        ON another_type.id = another.status_id AND another_type.dimension = 'formal'
    JOIN curation_fact AS another_fact ON another_fact.id = another.fact_id
    WHERE {held("one_fact")} AND {held("another_fact")}
"""

FORMAL_STATUSES_OVERLAP = Rule(
    id="formal-statuses-overlap",
    severity=Severity.ERROR,
    title="Two formal statuses at once, for certain",
    explanation="An actor has one formal status at a time in an organization, and the ledger "
    "refuses a second. Close the earlier status on the day before the later one starts, or "
    "rank one of the claims as an alternative.",
    message="“{label}” ({when}) and “{other}” ({other_when}) both hold {days}.",
    pairs=True,
    kinds=STATUS,
    sql=f"""
        SELECT one.fact_id AS record, another.fact_id AS other,
            jsonb_build_object('days', {days("(one_fact.definite * another_fact.definite)")})
                AS particulars
        {FORMAL_PAIRS} AND one_fact.definite && another_fact.definite
    """,
)

FORMAL_STATUSES_MAY_OVERLAP = Rule(
    id="formal-statuses-may-overlap",
    severity=Severity.WARNING,
    title="Two formal statuses, conceivably at once",
    explanation="The dates leave room for two formal statuses of one actor in one organization "
    "at the same time. Look for the day on which the one gave way to the other, and date both "
    "more closely.",
    message="“{label}” ({when}) and “{other}” ({other_when}) can both hold {days}.",
    pairs=True,
    kinds=STATUS,
    sql=f"""
        SELECT one.fact_id AS record, another.fact_id AS other,
            jsonb_build_object('days', {days("(one_fact.possible * another_fact.possible)")})
                AS particulars
        {FORMAL_PAIRS} AND one_fact.possible && another_fact.possible
            AND NOT one_fact.definite && another_fact.definite
    """,
)

STATUS_OUTSIDE_ITS_VALIDITY = Rule(
    id="status-outside-its-validity",
    severity=Severity.WARNING,
    title="A status held when it did not exist",
    explanation="The organization used this status only for a time, which its status type "
    "tells. Close the status on the last day of that time, and record what took its place; or "
    "correct the validity of the type.",
    message="It holds {days}, but “{type}” existed {valid}.",
    kinds=STATUS,
    sql=f"""
        SELECT status.fact_id AS record, NULL::uuid AS other, jsonb_build_object(
            'type', type.name, 'valid', {days("type.valid")},
            'days', CASE WHEN isempty(fact.definite) THEN {days("fact.possible")}
                ELSE {days("fact.definite")} END
            ) AS particulars
        FROM curation_status AS status
        JOIN curation_statustype AS type ON type.id = status.status_id AND type.validity <> ''
        JOIN curation_fact AS fact ON fact.id = status.fact_id
        WHERE fact.state <> 'retracted' AND fact.rank = 'accepted'
            AND NOT (fact.definite <@ type.valid AND fact.possible && type.valid)
    """,
)

ACCESSION_WITHOUT_OUTCOME = Rule(
    id="accession-without-outcome",
    severity=Severity.WARNING,
    title="A procedure without an outcome",
    explanation="The actor entered a procedure years ago, and no later formal status says how "
    "it ended. Look for the outcome and record it as a status; if the procedure was broken off, "
    "give its end and what the end is the date of.",
    message="{actor} has been “{type}” since {since}, and no later formal status is recorded "
    "after more than {years} years.",
    kinds=STATUS,
    sql=f"""
        SELECT status.fact_id AS record, NULL::uuid AS other, jsonb_build_object(
            'actor', actor.name, 'type', type.name, 'since', lower(fact.possible),
            'years', %(accession_years)s::int) AS particulars
        FROM curation_status AS status
        JOIN curation_statustype AS type
            ON type.id = status.status_id AND type.dimension = 'process'
        JOIN curation_fact AS fact ON fact.id = status.fact_id
        JOIN curation_actor AS actor ON actor.id = status.actor_id
        WHERE {held("fact")}
            AND lower(fact.possible) < (%(today)s::date - %(accession)s::interval)
            AND (fact.possible @> %(today)s::date OR status.end_basis = 'unknown')
            AND NOT EXISTS (
                SELECT 1 FROM curation_status AS later
                JOIN curation_statustype AS later_type
                    ON later_type.id = later.status_id AND later_type.dimension = 'formal'
                JOIN curation_fact AS later_fact ON later_fact.id = later.fact_id
                WHERE later.actor_id = status.actor_id
                    AND later.organization_id = status.organization_id
                    AND {held("later_fact")}
                    AND lower(later_fact.possible) >= lower(fact.possible)
            )
    """,
)
