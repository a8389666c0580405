"""Episodes that begin before the organization in which they are held existed."""

from ..vocabulary import RecordKind
from .fragments import days, held, latest_start
from .rule import Rule, Severity

__all__ = ["EPISODE_BEFORE_ITS_ORGANIZATION", "EPISODE_STARTS_BEFORE_ITS_ORGANIZATION"]

# Whom an event of establishment brings into being is told by the role: the founder takes part in
# it too. An organization established more than once exists from the first time on.
EPISODES = f"""
    FROM (
        SELECT participant.actor_id, min(lower(event_fact.possible)) AS day
        FROM curation_eventparticipant AS participant
        JOIN curation_event AS event
            ON event.fact_id = participant.event_id AND event.type = 'establishment'
        JOIN curation_fact AS event_fact ON event_fact.id = event.fact_id
        WHERE participant.role ILIKE 'established%%' AND {held("event_fact")}
        GROUP BY participant.actor_id
        HAVING bool_and(lower(event_fact.possible) IS NOT NULL)
    ) AS established
    JOIN curation_status AS status ON status.organization_id = established.actor_id
    JOIN curation_actor AS organization ON organization.id = status.organization_id
    JOIN curation_fact AS fact ON fact.id = status.fact_id
    WHERE {held("fact")}
"""
HELD_BEFORE = "(lower(fact.definite) < established.day OR upper(fact.possible) <= established.day)"

EPISODE_BEFORE_ITS_ORGANIZATION = Rule(
    id="episode-before-its-organization",
    severity=Severity.ERROR,
    title="A status held before the organization existed",
    explanation="The registry records when the organization was established, in an event in "
    "which it has a role that begins with “established”. Nobody can have held a status in it "
    "before: correct the period of the status, or the date of the event.",
    message="It holds {days}, but {organization} was not established before {established}.",
    kinds=(RecordKind.STATUS,),
    sql=f"""
        SELECT status.fact_id AS record, NULL::uuid AS other, jsonb_build_object(
            'organization', organization.name, 'established', established.day,
            'days', CASE WHEN isempty(fact.definite) THEN {days("fact.possible")}
                ELSE {days("fact.definite")} END
            ) AS particulars
        {EPISODES} AND {HELD_BEFORE}
    """,
)

EPISODE_STARTS_BEFORE_ITS_ORGANIZATION = Rule(
    id="episode-starts-before-its-organization",
    severity=Severity.WARNING,
    title="A status that starts before the organization existed",
    explanation="The date of the start lies before the organization was established, although "
    "no source says that it is the day from which the status was held. Find out what the date "
    "is the date of, or correct it.",
    message="Its period is “{when}”, but {organization} was not established before {established}.",
    kinds=(RecordKind.STATUS,),
    sql=f"""
        SELECT status.fact_id AS record, NULL::uuid AS other, jsonb_build_object(
            'organization', organization.name, 'established', established.day
            ) AS particulars
        {EPISODES} AND {HELD_BEFORE} IS NOT TRUE
            AND {latest_start("fact")} <= established.day
    """,
)
