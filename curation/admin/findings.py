"""Findings of the consistency rules at the desk: their list, and their numbers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from unfold.widgets import UnfoldAdminSelectWidget

from ..audit import RULES, Finding, Rule, Severity, Terms, count_findings, find

__all__ = ["FindingCounts", "FindingsPage", "address_of_findings", "grouped"]

SEVERITY_COLOURS = {
    Severity.ERROR: "danger",
    Severity.WARNING: "warning",
    Severity.NOTICE: "info",
}
PER_PAGE = 50
COUNTED = "finding-counts"
SECONDS_COUNTED = 60


def address_of_findings(**filters: str) -> str:
    """Return the address of the list of findings, narrowed to a ``rule`` or a ``severity``."""
    return f"{reverse('admin:curation_fact_findings')}?{urlencode(filters)}"


def grouped(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return the findings under their rules, with the addresses of the facts concerned."""
    return [
        {
            "rule": rule,
            "colour": SEVERITY_COLOURS[rule.severity],
            "findings": [_line(finding) for finding in listed],
        }
        for rule, listed in groupby(findings, key=lambda finding: finding.rule)
    ]


def _line(finding: Finding) -> dict[str, Any]:
    other = finding.other and {
        "label": finding.other_label,
        "address": _form(finding.other_kind, finding.other),
    }
    address = _form(finding.kind, finding.record)
    return {"finding": finding, "address": address, "other": other}


def _form(kind: str, record: object) -> str:
    return reverse(f"admin:curation_{kind}_change", args=[record])


@dataclass(frozen=True)
class FindingCounts:
    """How much each rule found, and when that was counted."""

    by_rule: dict[str, int]
    counted_at: dt.datetime

    @classmethod
    def recent(cls, *, renew: bool = False) -> "FindingCounts":
        """Return what was counted within the last minute, or count anew."""
        known = None if renew else cache.get(COUNTED)
        if known is None:
            terms = Terms(now=timezone.now())
            numbers = {rule.id: number for rule, number in count_findings(terms=terms).items()}
            known = cls(numbers, terms.now)
            cache.set(COUNTED, known, SECONDS_COUNTED)
        return known

    def of(self, rule: Rule) -> int:
        """Return how much ``rule`` found."""
        return self.by_rule.get(rule.id, 0)

    def of_severity(self, severity: Severity) -> int:
        """Return how much the rules of this severity found."""
        return sum(self.of(rule) for rule in RULES if rule.severity == severity)


class FilterForm(forms.Form):
    """Which findings are listed."""

    severity = forms.ChoiceField(
        required=False,
        choices=[("", "Any severity"), *Severity.choices],
        widget=UnfoldAdminSelectWidget,
    )
    rule = forms.ChoiceField(
        required=False,
        choices=[("", "Any rule"), *((rule.id, rule.title) for rule in RULES)],
        widget=UnfoldAdminSelectWidget,
    )

    def rules(self) -> list[Rule]:
        """Return the rules chosen; none if the address names one that does not exist."""
        if not self.is_valid():
            return []
        severity, rule = self.cleaned_data["severity"], self.cleaned_data["rule"]
        return [each for each in RULES if severity in ("", each.severity) and rule in ("", each.id)]


class FindingList:
    """Findings for a paginator: counted by the database, and fetched by the page.

    Of the rules only those are asked again that have findings on the page.
    """

    def __init__(self, rules: Sequence[Rule], terms: Terms) -> None:
        """Ask ``rules`` on these ``terms``."""
        self.terms = terms
        self.numbers = count_findings(rules, terms=terms)

    def count(self) -> int:
        """Return how many there are."""
        return sum(self.numbers.values())

    def __getitem__(self, page: slice) -> list[Finding]:
        shown, skipped, place = [], 0, 0
        for rule, number in self.numbers.items():
            if place + number <= page.start:
                skipped += number
            elif place < page.stop:
                shown.append(rule)
            place += number
        start, limit = page.start - skipped, page.stop - page.start
        return find(shown, terms=self.terms, start=start, limit=limit)


class FindingsPage:
    """The list of findings, beside the list of all facts."""

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses of the lists, that of the findings first."""
        view = self.admin_site.admin_view(self.findings_view)
        return [path("findings/", view, name="curation_fact_findings"), *super().get_urls()]

    def findings_view(self, request: HttpRequest) -> HttpResponse:
        """List what the consistency rules find, rule by rule, the worst first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = FilterForm(request.GET)
        terms = Terms()
        page = Paginator(FindingList(form.rules(), terms), PER_PAGE).get_page(
            request.GET.get("page")
        )
        filters = {
            name: value for name, value in request.GET.items() if name in form.fields and value
        }
        context = {
            **self.admin_site.each_context(request),
            "title": "Findings",
            "subtitle": "What the consistency rules find in the working copies and the ledger",
            "form": form,
            "is_filtered": bool(filters),
            "filters": urlencode(filters),
            "page": page,
            "groups": grouped(page.object_list),
            "as_of": terms.now,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/curation/findings.html", context)
