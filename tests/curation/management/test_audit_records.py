"""``manage.py audit_records``: what it prints, and the code it exits with."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from curation.audit import RULES, find

from ... import factories


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("audit_records", *arguments, stdout=out, no_color=True)
    return out.getvalue()


def failing(*arguments: str) -> tuple[str, CommandError]:
    out = io.StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("audit_records", *arguments, stdout=out, no_color=True)
    return out.getvalue(), caught.value


@pytest.fixture
def overlapping(seeded):
    one = factories.status(when="2020/..")
    return one, factories.status(when="2021/..", actor=one.actor, organization=one.organization)


def test_passes_without_an_error_and_lists_the_warnings(seeded):
    out = run()

    assert "Warning: An expectation whose date has passed (expected-and-past), 1" in out
    assert "Belarus: Full member (Shanghai Cooperation Organization), expected" in out
    assert "Found: 0 errors, " in out


def test_fails_with_an_error(overlapping):
    out, error = failing()

    assert error.returncode == 1
    assert "1 of " in str(error)
    assert out.startswith("Error: Two formal statuses at once, for certain")
    assert "Found: 1 error, " in out


@pytest.mark.parametrize("severity", ["warning", "notice"])
def test_fails_with_less_when_asked_to(seeded, severity):
    _, error = failing("--severity", severity)

    assert error.returncode == 1


def test_asks_only_the_rules_named(overlapping):
    out = run("--rule", "same-fact-twice", "--rule", "expected-and-past", "--format", "json")

    assert {finding["rule"] for finding in json.loads(out)} == {"expected-and-past"}


def test_passes_when_the_rules_named_find_nothing(seeded):
    assert run("--rule", "same-fact-twice", "--severity", "notice") == (
        "Found: 0 errors, 0 warnings, 0 notices.\n"
    )


def test_refuses_an_unknown_rule_with_another_code(seeded):
    out, error = failing("--rule", "no-such-rule")

    assert error.returncode == 2
    assert "“no-such-rule” is no consistency rule. There are: " in str(error)
    assert out == ""


@pytest.mark.parametrize("number", ["0", "-1", "three", "99999"])
def test_refuses_a_term_that_is_no_number(seeded, number):
    _, error = failing(f"--accession-years={number}")

    assert "is not a whole number from 1 to 1200" in str(error)


def test_terms_change_what_is_found(seeded):
    years = "--accession-years"

    assert "accession-without-outcome" in run(years, "1")
    assert "accession-without-outcome" not in run(years, "100")


def test_json_holds_every_finding_with_its_particulars(overlapping):
    out, _ = failing("--format", "json")

    listed = json.loads(out)
    assert len(listed) == len(find())
    assert {listed[0]["record"], listed[0]["other"]} == {str(fact.pk) for fact in overlapping}
    assert listed[0]["particulars"] == {"days": "from 2021-12-31 on"}


def test_csv_holds_a_line_for_each_finding(seeded):
    listed = list(csv.DictReader(io.StringIO(run("--format", "csv"))))

    assert [line["message"] for line in listed] == [finding.message for finding in find()]
    assert {line["severity"] for line in listed} == {"warning"}


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_lists_its_rules(db, form):
    out = run("--list-rules", "--format", form)

    for rule in RULES:
        assert rule.id in out
        assert rule.title in out
