"""The same fact, entered twice."""

from .fragments import kept, same_time
from .rule import Rule, Severity

__all__ = ["SAME_FACT_TWICE"]

# Kind → its table and what identifies a claim of that kind.
IDENTITIES = {
    "status": "curation_status",
    "statement": "curation_statement",
    "position": "curation_position",
    "event": "curation_event",
    "figure": """(SELECT figure.fact_id, figure.indicator_id, ARRAY(
            SELECT subject.actor_id FROM curation_figure_subjects AS subject
            WHERE subject.figure_id = figure.fact_id ORDER BY subject.actor_id
        ) AS measured FROM curation_figure AS figure)""",
}
SAME = {
    "status": ("actor_id", "status_id", "organization_id"),
    "statement": ("text", "coalesce({}.speaker_id::text, {}.speaker_as_described)"),
    "position": (
        "issue_id",
        "stance",
        "coalesce({}.holder_id::text, {}.holder_as_described)",
        "coalesce({}.teller_id::text, '')",
        "coalesce({}.statement_id::text, '')",
    ),
    "event": ("type", "lower({}.name)"),
    "figure": ("indicator_id", "measured"),
}


def _of(alias: str, expression: str) -> str:
    return expression.replace("{}", alias) if "{}" in expression else f"{alias}.{expression}"


def _pairs(kind: str) -> str:
    """Return the pairs of one kind that claim the same, equally firmly, for the same time."""
    table = IDENTITIES[kind]
    same = " AND ".join(f"{_of('one', each)} = {_of('another', each)}" for each in SAME[kind])
    return f"""
        SELECT one.fact_id AS record, another.fact_id AS other,
            jsonb_build_object('rank', one_fact.rank) AS particulars
        FROM {table} AS one
        JOIN {table} AS another ON another.fact_id > one.fact_id AND {same}
        JOIN curation_fact AS one_fact ON one_fact.id = one.fact_id
        JOIN curation_fact AS another_fact ON another_fact.id = another.fact_id
        WHERE {kept("one_fact")} AND {kept("another_fact")}
            AND one_fact.rank = another_fact.rank
            AND (one_fact.certainty = 'expected') = (another_fact.certainty = 'expected')
            AND {same_time("one_fact", "another_fact")}
    """


SAME_FACT_TWICE = Rule(
    id="same-fact-twice",
    severity=Severity.WARNING,
    title="The same fact twice",
    explanation="Two records of one kind name the same actors, terms and time, with the same "
    "rank: readers would count them twice. Put the evidence of both under one of them and "
    "delete or retract the other; if they contradict each other, rank one as an alternative.",
    message="“{label}” ({when}) and “{other}” ({other_when}) claim the same; both are {rank}.",
    pairs=True,
    sql=" UNION ALL ".join(f"({_pairs(kind)})" for kind in IDENTITIES),
)
