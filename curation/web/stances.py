"""Where the holders of positions stand, each counted once, however many claims tell of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.postgres.aggregates import BoolAnd
from django.contrib.postgres.fields.ranges import RangeEndsWith, RangeStartsWith
from django.db.models import DateField, F, Max, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from ..models.revision_queryset import RevisionQuerySet
from ..vocabulary import RecordKind, Stance

__all__ = ["STANCES", "HolderKey", "Tally", "tallies"]

# From one end to the other; what is neither stands between.
STANCES = (Stance.SUPPORTS, Stance.CONDITIONAL, Stance.NEUTRAL, Stance.DOUBTS, Stance.OPPOSES)
STANDING = {
    Stance.SUPPORTS: "in favour",
    Stance.CONDITIONAL: "with conditions",
    Stance.NEUTRAL: "neutral",
    Stance.DOUBTS: "doubtful",
    Stance.OPPOSES: "opposed",
}
FIRST_DAY, LAST_DAY = (Value(day, DateField()) for day in (dt.date.min, dt.date.max))


class HolderKey(NamedTuple):
    """Who holds a position: the slug of an actor, or a description and the slug of a group."""

    slug: str
    described: str = ""
    group: str = ""

    @property
    def counted(self) -> str:
        """What is counted once: the actor, the group, or those who are only described."""
        return self.slug or self.group or self.described.casefold()


class _Claimed(NamedTuple):
    """A stance that a holder is said to take, by accepted claims.

    The last of these begins on ``start`` and the longest lasts until ``end``;
    ``by_itself`` tells whether the holder makes all of them.
    """

    stance: Stance
    start: dt.date
    end: dt.date
    by_itself: bool


@dataclass
class Tally:
    """Who takes which stance on an issue; of those who are ``disputed``, sources disagree."""

    stances: dict[HolderKey, Stance] = field(default_factory=dict)
    disputed: set[HolderKey] = field(default_factory=set)

    @property
    def counts(self) -> list[tuple[Stance, int]]:
        """For each stance, how many holders take it."""
        return [(stance, self._number(stance)) for stance in STANCES]

    @property
    def number_disputed(self) -> int:
        """Of how many holders sources disagree."""
        return len({each.counted for each in self.disputed})

    @property
    def words(self) -> list[tuple[Stance, int, str]]:
        """The stances that anybody takes, each with how many do, and what they do."""
        return [(each, number, STANDING[each]) for each, number in self.counts if number]

    def _number(self, stance: Stance) -> int:
        return len({key.counted for key, own in self.stances.items() if own == stance})


def tallies(standing: RevisionQuerySet, issues: Collection[str]) -> dict[str, Tally]:
    """Return who takes which stance on these issues; one question, however many positions."""
    holder, teller = KT("document__holder__slug"), KT("document__teller__slug")
    rows = (
        standing.of_kind(RecordKind.POSITION)
        .held()
        .filter(issue__in=issues)
        .order_by()
        .annotate(
            of=_or_blank(holder),
            described=_or_blank(KT("document__holder_as_described")),
            within=_or_blank(KT("document__holder_group__slug")),
            stance=KT("document__stance"),
        )
        .values_list("issue", "of", "described", "within", "stance")
        .annotate(
            start=Max(Coalesce(RangeStartsWith(F("possible")), FIRST_DAY)),
            end=Max(Coalesce(RangeEndsWith(F("possible")), LAST_DAY)),
            by_itself=BoolAnd(Coalesce(Exact(holder, teller), Value(False))),
        )
    )
    claimed = defaultdict(list)
    for issue, of, described, within, stance, start, end, by_itself in rows:
        key = issue, HolderKey(of, described, within)
        claimed[key].append(_Claimed(Stance(stance), start, end, by_itself))
    told: dict[str, Tally] = defaultdict(Tally)
    for (issue, holder_key), claims in claimed.items():
        stance = _agreed(claims)
        if stance:
            told[issue].stances[holder_key] = stance
        else:
            told[issue].disputed.add(holder_key)
    return told


def _or_blank(text: KT) -> Coalesce:
    return Coalesce(text, Value(""), output_field=TextField())


def _agreed(claimed: list[_Claimed]) -> Stance | None:
    """Return where a holder stands; None if claims contradict each other.

    One who says first this and later that has changed its mind, and sources agree on it.
    """
    last = max(claimed, key=lambda each: each.start)
    others = [each for each in claimed if each is not last]
    is_change = all(each.by_itself for each in claimed) and all(
        each.end <= last.start for each in others
    )
    return last.stance if is_change or not others else None
