"""Approve many facts: each is checked for itself, and one that fails stops only itself."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..audit import Finding, findings_about
from ..errors import CurationError, LeadsNowhere
from ..models import Fact, Revision
from ..vocabulary import RecordKind
from .approve import approve
from .authorship import authorship_of
from .obstacles import obstacles_to
from .refusals import refusals_explained

__all__ = [
    "BulkReport",
    "Outcome",
    "Prospect",
    "approve_each",
    "approve_many",
    "fingerprint_of",
    "in_publication_order",
    "prospects_of",
]

# Others refer to events and statements, and so come after them.
FIRST = {RecordKind.EVENT: 0, RecordKind.STATEMENT: 1}
FINDINGS_UNREAD = (
    "“{}” has findings of the consistency rules that you have not read as they are now. Open its "
    "review page, or read them on the page of those selected."
)


@dataclass(frozen=True)
class Outcome:
    """What became of one fact: the revision that it is now, or the reason why not."""

    fact: Fact
    revision: Revision | None = None
    reason: str = ""


@dataclass
class BulkReport:
    """What became of many facts."""

    published: list[Outcome] = field(default_factory=list)
    refused: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count ``outcome`` where it belongs."""
        (self.published if outcome.revision else self.refused).append(outcome)


@dataclass(frozen=True)
class Prospect:
    """A fact before its approval, with the reasons why it would be refused, if any."""

    fact: Fact
    reasons: tuple[str, ...]


def fingerprint_of(findings: Iterable[Finding]) -> str:
    """Return what identifies a set of findings, for a reviewer to say that they read these.

    It is empty if there are none.
    """
    said = sorted((each.rule.id, str(each.other), each.message) for each in findings)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest() if said else ""


def in_publication_order(facts: Iterable[Fact]) -> list[Fact]:
    """Return ``facts`` so that events and statements come before what refers to them."""
    return sorted(facts, key=lambda fact: FIRST.get(RecordKind(fact.kind), 2))


def approve_many(
    facts: Iterable[Fact],
    *,
    by: AbstractBaseUser,
    read: Mapping[uuid.UUID, str] | None = None,
    comment: str = "",
    now: dt.datetime | None = None,
) -> BulkReport:
    """Approve each of ``facts`` as `approve_each` does, and report what became of them."""
    report = BulkReport()
    for outcome in approve_each(facts, by=by, read=read, comment=comment, now=now):
        report.add(outcome)
    return report


def approve_each(
    facts: Iterable[Fact],
    *,
    by: AbstractBaseUser,
    read: Mapping[uuid.UUID, str] | None = None,
    comment: str = "",
    now: dt.datetime | None = None,
) -> Iterator[Outcome]:
    """Approve ``facts`` one after the other, each as it is given, and yield what became of each.

    One with findings of the consistency rules is approved only if these very findings were read:
    ``read`` has their fingerprint. Who approves a fact alone has them on the page.

    Each has a transaction of its own (a savepoint within another): the ledger is free for others
    in between, and whoever breaks off loses nothing that was done. A fact that refers to one
    further down is tried again after it.
    """
    facts = list(facts)
    findings, read = findings_about(facts), read or {}
    unread = [fact for fact in facts if fingerprint_of(findings[fact.pk]) != read.get(fact.pk, "")]
    yield from (Outcome(fact, reason=FINDINGS_UNREAD.format(fact.label)) for fact in unread)
    waiting = in_publication_order(fact for fact in facts if fact not in unread)
    while waiting:
        later = []
        for fact in waiting:
            outcome = _approved(fact, by, comment, now)
            if isinstance(outcome, LeadsNowhere):
                later.append((fact, str(outcome)))
            else:
                yield outcome
        if len(later) == len(waiting):
            yield from (Outcome(fact, reason=reason) for fact, reason in later)
            return
        waiting = [fact for fact, _ in later]


def _approved(
    fact: Fact, by: AbstractBaseUser, comment: str, now: dt.datetime | None
) -> Outcome | LeadsNowhere:
    """Return the outcome, or the refusal that may be lifted by one of the facts that follow."""
    try:
        with refusals_explained(), transaction.atomic():
            return Outcome(fact, revision=approve(fact, by=by, comment=comment, now=now))
    except LeadsNowhere as refusal:
        return refusal
    except Fact.DoesNotExist:
        return Outcome(fact, reason=f"“{fact.label}” does not exist any more.")
    except CurationError as refusal:
        return Outcome(fact, reason=str(refusal))


def prospects_of(facts: Iterable[Fact], *, by: AbstractBaseUser) -> Iterator[Prospect]:
    """Tell of each of ``facts`` whether ``by`` could approve it, in the order of publication."""
    hoped: set[str] = set()
    waiting = in_publication_order(facts)
    authorship = authorship_of(waiting, by)
    while waiting:
        later = []
        for fact in waiting:
            own = authorship[fact.pk].refusal
            refusals = [*([own] if own else []), *obstacles_to(fact, beside=hoped)]
            if refusals and all(isinstance(each, LeadsNowhere) for each in refusals):
                later.append((fact, refusals))
                continue
            if not refusals:
                hoped.add(str(fact.pk))
            yield Prospect(fact, tuple(str(each) for each in refusals))
        if len(later) == len(waiting):
            yield from (Prospect(fact, tuple(map(str, reasons))) for fact, reasons in later)
            return
        waiting = [fact for fact, _ in later]
