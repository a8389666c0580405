"""How the rules are declared, asked, counted and paged."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.audit import RULES, Severity, Terms, at_least, count_findings, find, findings_for
from curation.audit.rules import UnknownRule, rule_named
from curation.models import Status

from ... import factories
from .conftest import TODAY

ON = Terms(now=TODAY)


def test_rules_are_named_in_kebab_case_explained_and_ordered_by_severity():
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.id == rule.id.lower().replace(" ", "-").replace("_", "-")
        assert rule.title
        assert rule.explanation.endswith(".")
    order = [list(Severity).index(rule.severity) for rule in RULES]
    assert order == sorted(order)


def test_a_rule_is_known_by_its_id():
    assert all(rule_named(rule.id) is rule for rule in RULES)
    with pytest.raises(UnknownRule, match=r"“no-such-rule” is no consistency rule\. There are: "):
        rule_named("no-such-rule")


def test_severities_include_the_worse_ones():
    assert {rule.severity for rule in at_least(Severity.ERROR)} == {Severity.ERROR}
    assert {rule.severity for rule in at_least(Severity.WARNING)} == {"error", "warning"}
    assert at_least(Severity.NOTICE) == RULES


def test_counts_are_those_of_the_list(seeded):
    numbers = count_findings(terms=ON)

    listed = [finding.rule for finding in find(terms=ON)]
    assert numbers == {rule: listed.count(rule) for rule in RULES}
    assert sum(numbers.values()) > 0


def test_pages_make_up_the_list(seeded):
    everything = find(terms=ON)

    pages = [find(terms=ON, start=start, limit=3) for start in range(0, len(everything), 3)]

    assert [finding for page in pages for finding in page] == everything


def test_nothing_is_asked_of_no_rules(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find([]) == []
        assert count_findings([]) == {}


@pytest.mark.parametrize("ask", [find, count_findings])
def test_number_of_queries_depends_neither_on_rules_nor_on_facts(seeded, ask):
    def number(*rules):
        with CaptureQueriesContext(connection) as captured:
            ask(rules, terms=ON)
        return len(captured)

    before = number(*RULES)
    for _ in range(5):
        factories.status(when="2024", certainty="expected")

    assert number(*RULES) == number(RULES[0]) == before


def test_one_fact_is_asked_about_in_one_question(seeded):
    fact = Status.objects.first()

    with CaptureQueriesContext(connection) as captured:
        findings_for(fact, terms=ON)

    asked = [query["sql"] for query in captured if "curation_" in query["sql"]]
    assert len(asked) == 3  # the dates of its sources, the words of its quotations, and the rules


def test_shipped_record_has_no_errors(seeded):
    assert find(at_least(Severity.ERROR), terms=ON) == []


def test_shipped_record_is_out_of_date_in_what_the_article_could_not_know(seeded):
    found = {(each.rule.id, each.label.split(" (")[0]) for each in find(terms=ON)}

    belarus = {
        ("accession-without-outcome", "Belarus: Acceding member"),
        ("expected-and-past", "Belarus: Full member"),
    }
    assert found == belarus
