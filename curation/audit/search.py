"""Ask the rules: all of them in one question, over all facts or about one."""

import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from ..models import Fact
from .rule import Finding, Rule
from .rules import RULES
from .terms import Terms

__all__ = ["count_findings", "find", "findings_about", "findings_for"]

SELECT = """
    SELECT found.place, fact.kind, found.record, fact.label, fact."when",
        other_fact.kind, found.other, other_fact.label, other_fact."when", found.particulars
    FROM ({found}) AS found
    JOIN curation_fact AS fact ON fact.id = found.record
    LEFT JOIN curation_fact AS other_fact ON other_fact.id = found.other
    ORDER BY found.place, fact.label, found.record, found.other, found.particulars
"""


def count_findings(rules: Sequence[Rule] = RULES, *, terms: Terms | None = None) -> dict[Rule, int]:
    """Return how much each rule finds, rules that find nothing included."""
    if not rules:
        return {}
    sql = f"SELECT place, count(*) FROM ({_union(rules)}) AS found GROUP BY place"
    numbers = dict(_rows(sql, (terms or Terms()).parameters()))
    return {rule: numbers.get(place, 0) for place, rule in enumerate(rules)}


def find(
    rules: Sequence[Rule] = RULES,
    *,
    terms: Terms | None = None,
    start: int = 0,
    limit: int | None = None,
) -> list[Finding]:
    """Return the findings in the order of the rules: ``limit`` of them from ``start`` on."""
    if not rules:
        return []
    sql = SELECT.format(found=_union(rules)) + " OFFSET %(start)s LIMIT %(limit)s"
    parameters = (terms or Terms()).parameters() | {"start": start, "limit": limit}
    return list(_findings(rules, _rows(sql, parameters)))


def findings_for(fact: Fact, *, terms: Terms | None = None) -> list[Finding]:
    """Return what is found about ``fact``; in a pair it is always the first."""
    return findings_about([fact], terms=terms)[fact.pk]


def findings_about(
    facts: Collection[Fact], *, terms: Terms | None = None
) -> dict[uuid.UUID, list[Finding]]:
    """Return what is found about each of ``facts``, in one question."""
    kinds = {fact.kind for fact in facts}
    rules = [rule for rule in RULES if kinds & set(rule.kinds)]
    found: dict[uuid.UUID, list[Finding]] = defaultdict(list)
    if not rules:
        return found
    only = _union(rules, about="record = ANY(%(records)s)")
    swapped = "".join(
        f" UNION ALL SELECT {rules.index(rule)} AS place, other AS record, record AS other, "
        f"particulars FROM ({rule.sql}) AS found WHERE other = ANY(%(records)s)"
        for rule in rules
        if rule.pairs
    )
    parameters = (terms or Terms()).parameters(records=[fact.pk for fact in facts])
    rows = _rows(SELECT.format(found=only + swapped), parameters)
    for finding in _findings(rules, rows):
        found[finding.record].append(finding)
    return found


def _union(rules: Sequence[Rule], *, about: str = "true") -> str:
    return " UNION ALL ".join(
        f"SELECT {place} AS place, record, other, particulars "
        f"FROM ({rule.sql}) AS found WHERE {about}"
        for place, rule in enumerate(rules)
    )


def _findings(rules: Sequence[Rule], rows: Iterable[tuple]) -> Iterator[Finding]:
    for place, *records, particulars in rows:
        yield Finding(rules[place], *records, json.loads(particulars))


def _rows(sql: str, parameters: dict[str, Any]) -> list[tuple]:
    """Return the rows of one question; compiling one so long would take longer than asking it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")
        cursor.execute(sql, parameters)
        return cursor.fetchall()
