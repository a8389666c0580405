"""What the pages about a fact in review show: difference, evidence, findings, place in queue."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.urls import reverse

from ..actions import authorship_of, obstacles_to
from ..audit import findings_for
from ..comparison import CitationChange, Difference, differences_of
from ..models import Fact
from ..vocabulary import State
from .changed_since import written_since_publication
from .findings import grouped
from .passages import Passage, passages_of
from .standing import TAINT, Standing

__all__ = ["Exhibit", "Place", "exhibits_of", "next_to_decide", "review_address", "shown"]

COLOURS = {
    "added": "success",
    "removed": "danger",
    "reworded": "warning",
    "moved": "warning",
    "changed": "info",
    "same": "default",
}


@dataclass(frozen=True)
class Exhibit:
    """A citation, with what became of it and, unless it is gone, its surroundings."""

    change: CitationChange
    passage: Passage | None

    @property
    def label_type(self) -> str:
        """The colour in which the sort of change is shown."""
        return COLOURS[self.change.sort]


@dataclass(frozen=True)
class Place:
    """Where a fact stands in the queue."""

    number: int
    total: int
    before: Fact | None
    after: Fact | None

    @classmethod
    def of(cls, fact: Fact) -> "Place":
        """Look up the neighbours of a fact under review."""
        queue = Fact.objects.awaiting_review()
        earlier = queue.filter(_precedes(fact, "lt"))
        return cls(
            number=earlier.count() + 1,
            total=queue.count(),
            before=earlier.order_by("-submitted_at", "-pk").first(),
            after=queue.filter(_precedes(fact, "gt")).first(),
        )


def _precedes(fact: Fact, order: str) -> Q:
    """Return the condition of standing before (``lt``) or after (``gt``) ``fact`` in the queue."""
    same_moment = Q(submitted_at=fact.submitted_at, **{f"pk__{order}": fact.pk})
    return Q(**{f"submitted_at__{order}": fact.submitted_at}) | same_moment


LOOKED_AT_ONCE = 50


def next_to_decide(fact: Fact, user: AbstractBaseUser) -> Fact | None:
    """Return the fact that ``user`` may approve next, after one that was just decided."""
    others = Fact.objects.awaiting_review().exclude(submitted_by=user).exclude(pk=fact.pk)
    later = others.filter(submitted_at__gte=fact.submitted_at) if fact.submitted_at else others
    return _first_open(later, user) or _first_open(others, user)


def _first_open(queue: QuerySet[Fact], user: AbstractBaseUser) -> Fact | None:
    """Return the first that ``user`` neither submitted nor wrote in."""
    start = 0
    while some := list(queue[start : start + LOOKED_AT_ONCE]):
        authorship = authorship_of(some, user)
        for each in some:
            if authorship[each.pk].refusal is None:
                return each
        start += LOOKED_AT_ONCE
    return None


def review_address(fact: Fact, page: str = "review") -> str:
    """Return the address of a page about a fact of whatever kind."""
    return reverse(f"admin:curation_{fact.kind}_{page}_fact", args=[fact.pk])


def exhibits_of(fact: Fact, difference: Difference) -> list[Exhibit]:
    """Return the citations of the working copy in their surroundings, and those that are gone."""
    passages = {passage.id: passage for passage in passages_of(fact)}
    return [Exhibit(change, passages.get(change.id)) for change in difference.citations]


def shown(fact: Fact, user: AbstractBaseUser) -> dict[str, Any]:
    """Return what every page about a fact in review shows."""
    difference = differences_of([fact])[fact.pk]
    standing = Standing.of(fact, user)
    under_review = fact.state == State.SUBMITTED
    obstacles = obstacles_to(fact)
    return {
        "authorship": standing.authorship,
        "correction_address": review_address(fact, "correction"),
        "written": written_since_publication(fact),
        "fact": fact,
        "standing": standing,
        "difference": difference,
        "exhibits": exhibits_of(fact, difference),
        "obstacles": [obstacle for obstacle in obstacles if obstacle.rule != TAINT],
        "tainted": any(obstacle.rule == TAINT for obstacle in obstacles),
        "finding_groups": grouped(findings_for(fact)),
        "place": Place.of(fact) if under_review else None,
        "may_edit": user.has_perm(f"curation.change_{fact.kind}"),
        "form_address": reverse(f"admin:curation_{fact.kind}_change", args=[fact.pk]),
        "confirm_address": review_address(fact, "confirm"),
        "difference_address": review_address(fact, "difference"),
    }
