"""Verify the whole record: the chain, everything that has to agree with it, and its rules."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection, transaction

from ..documents import references_that_differ
from ..ledger import Flaw, Progress, disagreements, rules_out_of_force, unseen, verify
from ..models import Revision
from ..roles import Role, permissions_of

__all__ = ["Verified", "privileged_accounts", "verify_record"]


@dataclass(frozen=True)
class Verified:
    """How many revisions verified, the digest of the last in the ledger, and what is wrong.

    The flaw of the earliest revision comes first; those that concern no revision come last.
    """

    revisions: int
    head_digest: str
    flaws: tuple[Flaw, ...]


def verify_record(
    expected: Mapping[int, str] | None = None, *, progress: Progress = unseen
) -> Verified:
    """Verify the ledger, and compare it with all that was made from it or that it was made from.

    All of it is read in one snapshot of the database: what is published meanwhile is no flaw.
    """
    with _one_snapshot():
        count, flaw = verify(expected, progress=progress)
        flaws = [flaw] if flaw else []
        flaws += disagreements(progress=progress)
        flaws += references_that_differ(progress=progress)
        flaws += rules_out_of_force()
        last = Revision.objects.order_by("-id").values_list("digest", flat=True).first()
    return Verified(count, last or "", tuple(sorted(flaws, key=_place)))


def privileged_accounts() -> Iterator[str]:
    """Yield, in words, what accounts or roles may do beyond the table of roles.

    That is no flaw of the record; whoever runs the registry should know of it.
    """
    active = get_user_model().objects.filter(is_active=True)
    for account in active.filter(is_superuser=True).order_by("username"):
        yield f"{account.get_username()} is a superuser, whom no rule of the admin restrains"
    for account in active.filter(user_permissions__isnull=False).distinct().order_by("username"):
        yield f"{account.get_username()} has permissions of their own, besides those of a role"
    for group in Group.objects.filter(name__in=list(Role)).prefetch_related(
        "permissions__content_type"
    ):
        held = {
            f"{each.content_type.app_label}.{each.codename}" for each in group.permissions.all()
        }
        if added := sorted(held - permissions_of(Role(group.name))):
            yield f"the role {group.name} has more permissions than it should: {', '.join(added)}"


def _place(flaw: Flaw) -> tuple[bool, int]:
    return flaw.revision is None, flaw.revision or 0


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """Let every question see the same state of the database; inside a transaction, that one."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
