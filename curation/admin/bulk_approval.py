"""Approval in bulk: what was shown of each fact, and a page that grows as each is decided."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractBaseUser
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from ..actions import BulkReport, Prospect, approve_each, fingerprint_of, prospects_of
from ..audit import findings_about
from ..comparison import CitationChange, Difference, FieldChange, changed_fields, differences_of
from ..models import FACT_MODELS, Fact
from .changed_since import Since
from .findings import grouped
from .passages import from_a_word, to_a_word

__all__ = ["MOST", "Candidate", "Chosen", "approved_in_bulk", "candidates", "chosen"]

MOST = 500  # Facts that one confirmation can list and a person can have looked at.
OUTCOMES_GO_HERE = "<!-- outcomes -->"


@dataclass(frozen=True)
class Chosen:
    """What a confirmation page showed of a fact, and which findings were read there, if any."""

    key: uuid.UUID
    version: int
    read: str = ""


@dataclass(frozen=True)
class Quotation:
    """A citation on the confirmation page, with the words next to it."""

    change: CitationChange
    before: str
    after: str

    @classmethod
    def of(cls, change: CitationChange) -> "Quotation":
        """Return a citation with whole words around it."""
        cited = change.now or change.before or {}
        return cls(change, from_a_word(cited["prefix"]), to_a_word(cited["suffix"]))


@dataclass(frozen=True)
class Candidate:
    """A fact on the confirmation page: the change, its evidence and what the rules find."""

    prospect: Prospect
    difference: Difference
    finding_groups: list[dict[str, Any]]
    token: str
    is_chosen: bool
    since: Since | None

    @property
    def fact(self) -> Fact:
        """The fact itself."""
        return self.prospect.fact

    @property
    def quotations(self) -> list[Quotation]:
        """The citations of the change, those taken away included."""
        return [Quotation.of(each) for each in self.difference.citations]

    @property
    def claim(self) -> list[FieldChange]:
        """The claim in full, field by field."""
        return changed_fields(self.fact.kind, {"citations": []}, self.difference.document)

    @property
    def number_of_findings(self) -> int:
        """How many findings there are to read."""
        return sum(len(group["findings"]) for group in self.finding_groups)


def candidates(
    facts: Iterable[Fact], user: AbstractBaseUser, was_shown: Mapping[uuid.UUID, Chosen]
) -> list[Candidate]:
    """Return what the page shows of each of ``facts``, in the order of publication.

    ``was_shown`` is what the page showed before, if it is shown again; what has changed since is
    shown as well, and has to be chosen again.
    """
    facts = list(facts)
    differences, findings = differences_of(facts), findings_about(facts)
    return [
        Candidate(
            prospect=prospect,
            difference=differences[prospect.fact.pk],
            finding_groups=grouped(findings[prospect.fact.pk]),
            token=_token(prospect.fact, fingerprint_of(findings[prospect.fact.pk]), user),
            is_chosen=not was_shown or _is_as_shown(prospect.fact, was_shown),
            since=_since(prospect.fact, was_shown),
        )
        for prospect in prospects_of(facts, by=user)
    ]


def _is_as_shown(fact: Fact, was_shown: Mapping[uuid.UUID, Chosen]) -> bool:
    return fact.pk in was_shown and was_shown[fact.pk].version == fact.version


def _since(fact: Fact, was_shown: Mapping[uuid.UUID, Chosen]) -> Since | None:
    if fact.pk not in was_shown or _is_as_shown(fact, was_shown):
        return None
    return Since.shown(FACT_MODELS[fact.kind], fact, was_shown[fact.pk].version or None)


# --- what a page that was sent says -----------------------------------------------------------


def _signer(user: AbstractBaseUser) -> Signer:
    return Signer(salt=f"curation.bulk_approval.{user.pk}")


def _token(fact: Fact, fingerprint: str, user: AbstractBaseUser) -> str:
    """Return what the page sends for a fact: its version, and the findings that were read.

    Of a fact with findings it is signed, and the page has it nowhere but in the box that says that
    they were read.
    """
    if not fingerprint:
        return f"{fact.pk}:{fact.version}"
    return _signer(user).sign(f"{fact.pk}:{fact.version}:{fingerprint}")


def chosen(request: HttpRequest) -> dict[uuid.UUID, Chosen]:
    """Return what was chosen on the confirmation page, in its order; nothing for what is no token.

    What names no version was shown none: that is version 0.
    """
    tokens = [token for sent in request.POST.getlist("facts") for token in sent.split(",")]
    found = [_chosen(token, request.user) for token in tokens[:MOST]]
    return {each.key: each for each in found if each}


def _chosen(token: str, user: AbstractBaseUser) -> Chosen | None:
    key, _, rest = token.partition(":")
    version, _, signed = rest.partition(":")
    try:
        if signed:
            token = _signer(user).unsign(token)
        number = int(version) if version.isascii() and version.isdecimal() else 0
        return Chosen(uuid.UUID(key), number, token.split(":")[2] if signed else "")
    except (BadSignature, ValueError):
        return None


# --- the page that grows ------------------------------------------------------------------------


def approved_in_bulk(
    desk: ModelAdmin, request: HttpRequest, facts: list[Fact], was_shown: Mapping[uuid.UUID, Chosen]
) -> StreamingHttpResponse:
    """Return the page that approves ``facts`` while it is sent, each as it was shown.

    No request is too long for it, since there always is something to send; whoever closes the
    page stops before the next fact, and what was published stays published.
    """
    request.current_app = desk.admin_site.name
    context = {
        **desk.admin_site.each_context(request),
        "title": "Approving",
        "opts": desk.opts,
        "total": len(facts),
        "queue": reverse("admin:curation_waitingfact_changelist"),
    }
    page = render_to_string("admin/curation/bulk_outcomes.html", context, request)
    read = {key: each.read for key, each in was_shown.items()}
    return StreamingHttpResponse(
        _streamed(desk, request, facts, read, page, context), headers={"X-Accel-Buffering": "no"}
    )


def _streamed(
    desk: ModelAdmin,
    request: HttpRequest,
    facts: list[Fact],
    read: Mapping[uuid.UUID, str],
    page: str,
    context: dict[str, Any],
) -> Iterator[str]:
    head, tail = page.split(OUTCOMES_GO_HERE)
    yield head
    report = BulkReport()
    comment = request.POST.get("words", "").replace("\r\n", "\n").strip()
    outcomes = approve_each(facts, by=request.user, read=read, comment=comment)
    for number, outcome in enumerate(outcomes, start=1):
        report.add(outcome)
        if outcome.revision:
            row = FACT_MODELS[outcome.fact.kind](pk=outcome.fact.pk, label=outcome.fact.label)
            desk.log_change(request, row, "Approved with others: it is public now.")
        yield render_to_string(
            "admin/curation/bulk_outcome.html",
            {"outcome": outcome, "number": number, "total": len(facts)},
        )
    yield render_to_string("admin/curation/bulk_summary.html", context | {"report": report})
    yield tail
