"""``manage.py audit_records``: ask the consistency rules; for the CI of the data."""

import csv
import json
from argparse import ArgumentTypeError
from dataclasses import fields
from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...audit import RULES, Finding, Rule, Severity, Terms, at_least, find, rule_named
from ...errors import CurationError

__all__ = ["Command"]

COLUMNS = ("rule", "severity", "kind", "record", "label", "other", "message")
TERMS = {
    "accession_years": "Years after which a procedure should have an outcome",
    "recheck_months": "Months after which a public fact should be checked again",
    "differing_days": "Days after which a changed working copy has waited too long",
}


class Command(BaseCommand):
    """Report what the consistency rules find.

    Exits with 1 if anything is as bad as --severity or worse: by default, if there is an error.
    Everything found is listed, notices included.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Let rules, severity, format and terms be chosen."""
        parser.add_argument(
            "--severity",
            choices=Severity.values,
            default=Severity.ERROR.value,
            help="Fail when something is found that is as bad as this or worse (default: error).",
        )
        parser.add_argument(
            "--rule", action="append", metavar="ID", help="Ask this rule alone; may be repeated."
        )
        parser.add_argument("--format", choices=("text", "json", "csv"), default="text")
        parser.add_argument("--list-rules", action="store_true", help="List the rules and stop.")
        for name, meaning in TERMS.items():
            default = next(each for each in fields(Terms) if each.name == name).default_factory()
            parser.add_argument(
                f"--{name.replace('_', '-')}",
                type=_positive,
                default=default,
                metavar="N",
                help=f"{meaning} (default: {default}).",
            )

    def handle(self, **options: Any) -> None:
        """Ask, report, and fail if what is found is bad enough."""
        try:
            rules = [rule_named(name) for name in options["rule"] or []] or list(RULES)
        except CurationError as error:
            raise CommandError(str(error), returncode=2) from error
        report = REPORTS[options["format"]]
        if options["list_rules"]:
            report.rules(self, rules)
            return
        found = find(rules, terms=Terms(**{name: options[name] for name in TERMS}))
        report.findings(self, found)
        failing = at_least(Severity(options["severity"]))
        bad = sum(finding.rule in failing for finding in found)
        if bad:
            raise CommandError(
                f"{bad} of {len(found)} findings are as bad as “{options['severity']}” or worse."
            )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0 or int(text) > 1200:
        raise ArgumentTypeError(f"“{text}” is not a whole number from 1 to 1200")
    return int(text)


class TextReport:
    """For people: grouped by rule, the worst first."""

    @staticmethod
    def rules(command: BaseCommand, rules: list[Rule]) -> None:
        """Print each rule with its explanation."""
        for rule in rules:
            command.stdout.write(f"{rule.id} ({rule.severity.label.lower()}): {rule.title}")
            command.stdout.write(f"    {rule.explanation}")

    @staticmethod
    def findings(command: BaseCommand, found: list[Finding]) -> None:
        """Print the findings of each rule under its title and explanation."""
        styles = {
            Severity.ERROR: command.style.ERROR,
            Severity.WARNING: command.style.WARNING,
            Severity.NOTICE: command.style.NOTICE,
        }
        for rule, group in groupby(found, key=lambda finding: finding.rule):
            listed = list(group)
            heading = f"{rule.severity.label}: {rule.title} ({rule.id}), {len(listed)}"
            command.stdout.write(styles[rule.severity](heading))
            command.stdout.write(f"  {rule.explanation}")
            for finding in listed:
                command.stdout.write(f"  - {finding.label} [{finding.kind} {finding.record}]")
                command.stdout.write(f"    {finding.message}")
            command.stdout.write("")
        numbers = (
            (sum(finding.severity == severity for finding in found), severity.label.lower())
            for severity in Severity
        )
        summary = ", ".join(f"{number} {name}{'s' * (number != 1)}" for number, name in numbers)
        command.stdout.write(f"Found: {summary}.")


class JsonReport:
    """For programs."""

    @staticmethod
    def rules(command: BaseCommand, rules: list[Rule]) -> None:
        """Print a list of rules."""
        names = ("id", "severity", "title", "explanation")
        _print_json(command, [{name: getattr(rule, name) for name in names} for rule in rules])

    @staticmethod
    def findings(command: BaseCommand, found: list[Finding]) -> None:
        """Print a list of findings."""
        _print_json(
            command, [_row(finding) | {"particulars": finding.particulars} for finding in found]
        )


class CsvReport:
    """For spreadsheets."""

    @staticmethod
    def rules(command: BaseCommand, rules: list[Rule]) -> None:
        """Print a line for each rule."""
        writer = csv.writer(command.stdout)
        writer.writerow(("id", "severity", "title", "explanation"))
        writer.writerows((r.id, r.severity.value, r.title, r.explanation) for r in rules)

    @staticmethod
    def findings(command: BaseCommand, found: list[Finding]) -> None:
        """Print a line for each finding."""
        writer = csv.DictWriter(command.stdout, COLUMNS)
        writer.writeheader()
        writer.writerows(_row(finding) for finding in found)


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "kind": finding.kind,
        "record": str(finding.record),
        "label": finding.label,
        "other": finding.other and str(finding.other),
        "message": finding.message,
    }


def _print_json(command: BaseCommand, content: list[dict]) -> None:
    command.stdout.write(json.dumps(content, ensure_ascii=False, indent=2))


REPORTS = {"text": TextReport, "json": JsonReport, "csv": CsvReport}
