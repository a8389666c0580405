"""The side bar: the registry's models in the order in which an editor thinks of them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ..models import Fact
from .import_entries import importing

__all__ = ["navigation"]

# Heading → title, icon (a Material symbol, which Unfold ships) and model of each line.
GROUPS = {
    "Facts": [
        ("Statuses", "badge", "curation.status"),
        ("Statements", "format_quote", "curation.statement"),
        ("Positions", "thumbs_up_down", "curation.position"),
        ("Events", "event", "curation.event"),
        ("Figures", "monitoring", "curation.figure"),
    ],
    "Actors": [
        ("States", "flag", "curation.stateactor"),
        ("Organizations and bodies", "account_balance", "curation.organizationorbody"),
        ("People and authorities", "person", "curation.personorauthority"),
    ],
    "Sources": [
        ("Sources", "article", "curation.source"),
        ("Citations", "link", "curation.citation"),
    ],
    "Vocabularies": [
        ("Status types", "label", "curation.statustype"),
        ("Issues", "forum", "curation.issue"),
        ("Indicators", "straighten", "curation.indicator"),
    ],
    "Review": [
        ("All facts", "list_alt", "curation.fact"),
        ("Decisions", "gavel", "curation.reviewdecision"),
        ("Reports of readers", "report", "curation.suggestion"),
    ],
    "Ledger": [
        ("Revisions", "history_edu", "curation.revision"),
        ("Published citations", "fact_check", "curation.publishedcitation"),
        ("Releases", "inventory_2", "curation.release"),
    ],
    "Accounts": [
        ("Users", "group", "auth.user"),
        ("Groups", "shield_person", "auth.group"),
    ],
}


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the side bar's groups as far as the user may see what they lead to."""
    groups = []
    for heading, lines in GROUPS.items():
        items = [_line(request, *line) for line in lines if _may_see(request, line[-1])]
        if heading == "Review" and _may_see(request, "curation.fact"):
            items.insert(0, _queue(request))
            items.insert(1, _findings(request, items[1]))
        if items:
            groups.append({"title": heading, "separator": bool(groups), "items": items})
    return groups + importing(request, separator=bool(groups))


def _may_see(request: HttpRequest, model: str) -> bool:
    app, name = model.split(".")
    return request.user.has_perm(f"{app}.view_{name}")


def _line(request: HttpRequest, title: str, icon: str, model: str) -> dict[str, Any]:
    link = reverse(f"admin:{model.replace('.', '_')}_changelist")
    return {"title": title, "icon": icon, "link": link, "active": request.path.startswith(link)}


def _queue(request: HttpRequest) -> dict[str, Any]:
    """Return the line of what waits for review, with its number."""
    line = _line(request, "Waiting for review", "rate_review", "curation.waitingfact")
    number = Fact.objects.awaiting_review().count()
    return line | {"badge": number, "badge_variant": "warning"}


def _findings(request: HttpRequest, all_facts: dict[str, Any]) -> dict[str, Any]:
    """Return the line of what the consistency rules find, a page beside the list of facts."""
    link = reverse("admin:curation_fact_findings")
    is_open = request.path == link
    all_facts["active"] = all_facts["active"] and not is_open
    return {"title": "Findings", "icon": "rule", "link": link, "active": is_open}
