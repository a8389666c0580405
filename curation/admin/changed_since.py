"""What was written in a row since it was shown, or since it was published, and by whom."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from ..models import Change, Fact, timeline_of
from ..vocabulary import State
from .history_words import Difference, Entry, differences, entry_of
from .labels import Labels, references_of

__all__ = ["Since", "number_sent", "written_since_publication"]


@dataclass(frozen=True)
class Since:
    """How a row differs from the version that was shown; ``version`` is None if none was named."""

    version: int | None
    entries: list[Entry]
    differences: list[Difference]

    @classmethod
    def shown(cls, model: type[Model], row: Any, version: int | None) -> "Since":
        """Look up what was changed after ``version``."""
        changes = timeline_of(model, row.pk) if version is not None else []
        until = [change for change in changes if change.version <= version]
        later = changes[len(until) :]
        if not until or not later:
            return cls(version, [], [])
        before, now = until[-1].after, later[-1].after
        labels = _labels([before, now, *_snapshots(later)])
        entries = [entry_of(change, labels, {}) for change in reversed(later)]
        return cls(version, entries, differences(before, now, labels))


def number_sent(request: HttpRequest, name: str) -> int | None:
    """Return a number that a form carries unseen; None if it is missing or no number."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else None


def written_since_publication(fact: Fact) -> list[Entry]:
    """Return the edits of the working copy since it last said what is public, the latest first."""
    changes = timeline_of(type(fact), fact.pk)
    ends = [number for number, each in enumerate(changes, start=1) if _is_publication(each)]
    written = [each for each in changes[ends[-1] if ends else 0 :] if not each.is_step]
    labels = _labels(_snapshots(written))
    return [entry_of(change, labels, {}) for change in reversed(written)]


def _is_publication(change: Change) -> bool:
    return change.row(change.after).get("state") == State.PUBLISHED


def _snapshots(changes: list[Change]) -> list[Any]:
    return [each for change in changes for each in (change.before, change.after)]


def _labels(snapshots: list[Any]) -> Labels:
    return Labels(references_of(snapshots))
