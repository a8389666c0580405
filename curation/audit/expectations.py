"""Expectations that time has overtaken."""

from .fragments import kept, latest_start
from .rule import Rule, Severity

__all__ = ["EXPECTED_AND_PAST"]

DUE = f"least({latest_start('fact')}, upper(fact.possible))"

EXPECTED_AND_PAST = Rule(
    id="expected-and-past",
    severity=Severity.WARNING,
    title="An expectation whose date has passed",
    explanation="What a source expected should have begun by now. Find out what became of it: "
    "record what happened as a fact of its own, and set the outcome of the expectation to "
    "fulfilled or not fulfilled.",
    message="It was expected for “{when}”, which has passed on {passed}; its outcome is blank.",
    sql=f"""
        SELECT fact.id AS record, NULL::uuid AS other, jsonb_build_object(
            'passed', {DUE} - 1) AS particulars
        FROM curation_fact AS fact
        WHERE fact.certainty = 'expected' AND fact.outcome = '' AND {kept("fact")}
            AND {DUE} <= %(today)s::date
    """,
)
