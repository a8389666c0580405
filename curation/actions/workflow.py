"""Move a fact in review, under the eyes of the database's rules."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db import connection
from django.utils import timezone

from ..errors import ChangedSince, WrongState
from ..models import FACT_MODELS, Fact
from ..vocabulary import State
from .origin import changes_from

__all__ = ["expect_state", "expect_version", "locked", "locked_as_shown", "moment", "move"]


def moment(now: dt.datetime | None) -> dt.datetime:
    """Return ``now``, or the present moment."""
    return now or timezone.now()


def locked(fact: Fact) -> Fact:
    """Return ``fact`` as its own kind, fresh from the database and locked until the commit."""
    kind = Fact.objects.select_for_update().values_list("kind", flat=True).get(pk=fact.pk)
    return FACT_MODELS[kind].objects.get(pk=fact.pk)


def locked_as_shown(fact: Fact, version: int | None) -> Fact:
    """Return ``fact`` as `locked` does, if it is what was shown when somebody decided on it.

    That is ``version``, or else the version of the ``fact`` given.

    Raises:
        ChangedSince: it was edited meanwhile.
    """
    subject = locked(fact)
    expect_version(subject, fact.version if version is None else version)
    return subject


def expect_version(row: Any, shown: int) -> None:
    """Check that a locked row is at the version that was shown.

    Raises:
        ChangedSince: naming both versions.
    """
    if row.version != shown:
        raise ChangedSince(
            f"“{row}” was changed after you opened it: you were shown version {shown}, and it is "
            f"at version {row.version} now. Look at what changed, then decide again.",
            rule="decision_is_about_the_version_under_review",
        )


def expect_state(fact: Fact, *states: State, deed: str) -> None:
    """Check that the fact is in one of ``states``.

    Raises:
        WrongState: naming the state it is in, and those it would have to be in.
    """
    if fact.state not in states:
        expected = " or ".join(State(state).label.lower() for state in states)
        raise WrongState(
            f"“{fact.label}” is {State(fact.state).label.lower()} and cannot be {deed}: "
            f"it would have to be {expected}."
        )


def move(
    fact: Fact, state: State, *, announced: str = "", reason: str = "", **submission: object
) -> None:
    """Set the state (and submitter and moment, if given) of ``fact``, here and in the database.

    The database is told the state as the name of the action, unless another is ``announced``; the
    history is told the ``reason``.
    """
    told = changes_from(reason=reason.strip()) if reason.strip() else nullcontext()
    with told, _announced(announced or state):
        Fact.objects.filter(pk=fact.pk).update(state=state, **submission)
    fact.state = state
    for name, value in submission.items():
        setattr(fact, name, value)


@contextmanager
def _announced(action: str) -> Iterator[None]:
    """Tell the database for the time of one change that an action is moving a fact."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('registry.action', %s, true)", [action])
        yield
        cursor.execute("SELECT set_config('registry.action', '', true)")
