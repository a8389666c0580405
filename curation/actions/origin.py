"""Tell the history who changes something, why, and by which way.

Everything written inside `changes_from` bears it. The library keeps one context for each thread
and merges into it whatever is said inside, for good, with effect on rows written earlier: here
every context is a new one, and the one around it is in force again when it ends.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection
from pghistory import runtime

from ..vocabulary import Origin
from .people import identity

__all__ = ["changes_from", "device_of_the_change", "give_reason"]


@contextmanager
def changes_from(
    origin: Origin | None = None,
    *,
    by: AbstractBaseUser | str | None = None,
    reason: str = "",
    **details: Any,
) -> Iterator[runtime.Context]:
    """Tell the history of whatever changes inside that it came from ``origin``, ``by`` whom.

    ``by`` is an account, or the name under which the machine knows a person. ``details`` are
    texts and numbers: the id of an import batch, the name of a command, an address. Inside
    another such context, what is not said is taken from that. Gives the library's own context:
    its id and what is told.
    """
    told = _told(origin, by, reason, details)
    around = getattr(runtime._tracker, "value", None)
    if around is None:
        try:
            with pghistory.context(**told) as opened:
                yield opened
        finally:
            _forget()
        return
    runtime._tracker.value = runtime.Context(uuid.uuid4(), {**around.metadata, **told})
    try:
        yield runtime._tracker.value
    finally:
        runtime._tracker.value = around


def give_reason(reason: str) -> None:
    """Say why the changes of the present context are made; outside any, nothing is kept."""
    if reason:
        pghistory.context(reason=reason)


def device_of_the_change() -> str:
    """Return the fingerprint of the browser that the present changes come from, if it is known."""
    around = getattr(runtime._tracker, "value", None)
    return str(around.metadata.get("device", "")) if around is not None else ""


def _told(
    origin: Origin | None, by: AbstractBaseUser | str | None, reason: str, details: dict[str, Any]
) -> dict[str, Any]:
    told = dict(details)
    if origin is not None:
        told["origin"] = Origin(origin).value
    if isinstance(by, str):
        told |= {"user": None, "by": by}
    elif by is not None:
        told |= {"user": by.pk, "by": identity(by)}
    if reason:
        told["reason"] = reason
    return told


def _forget() -> None:
    """Let a transaction that goes on after the context's end write without it."""
    if connection.connection is None or not connection.in_atomic_block or connection.needs_rollback:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', '', true)")
