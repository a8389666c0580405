"""Positions without what makes them one."""

from ..vocabulary import RecordKind
from .fragments import kept
from .rule import Rule, Severity

__all__ = ["POSITION_TOLD_IN_NO_STATEMENT", "POSITION_WITHOUT_ISSUE"]

POSITION = (RecordKind.POSITION,)

# The column is NOT NULL and a foreign key: of a healthy database this reports nothing. It is
# asked all the same, for a database restored or altered by other hands.
POSITION_WITHOUT_ISSUE = Rule(
    id="position-without-issue",
    severity=Severity.ERROR,
    title="A position on nothing",
    explanation="A position is one on an issue, and the database refuses any other. If this is "
    "found, the database was altered: compare it with a backup.",
    message="It names no issue that exists.",
    kinds=POSITION,
    sql="""
        SELECT position.fact_id AS record, NULL::uuid AS other, '{}'::jsonb AS particulars
        FROM curation_position AS position
        LEFT JOIN curation_issue AS issue ON issue.id = position.issue_id
        WHERE issue.id IS NULL
    """,
)

POSITION_TOLD_IN_NO_STATEMENT = Rule(
    id="position-told-in-no-statement",
    severity=Severity.NOTICE,
    title="A position told in no statement",
    explanation="Somebody tells where the holder stands, but the statement in which they say so "
    "is not named. Record what the teller said as a statement, and name it in the position.",
    message="{teller} tells it, in no statement on record.",
    kinds=POSITION,
    sql=f"""
        SELECT position.fact_id AS record, NULL::uuid AS other,
            jsonb_build_object('teller', teller.name) AS particulars
        FROM curation_position AS position
        JOIN curation_actor AS teller ON teller.id = position.teller_id
        JOIN curation_fact AS fact ON fact.id = position.fact_id
        WHERE position.statement_id IS NULL AND {kept("fact")}
    """,
)
