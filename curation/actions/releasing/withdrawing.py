"""Withdraw a faulty release: publicly, with the reason. It stays where it was."""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from ...errors import ReleaseRefused
from ...models import Release
from ..people import identity, require
from ..refusals import refusals_explained
from .permission import RELEASING

__all__ = ["withdraw_release"]


@transaction.atomic
def withdraw_release(
    release: Release, *, by: AbstractBaseUser, reason: str, now: dt.datetime | None = None
) -> Release:
    """Withdraw ``release`` with a public ``reason``, once and for good.

    It can still be downloaded and quoted, and says that it was withdrawn.

    Raises:
        NotAllowed: ``by`` may not withdraw releases.
        ReleaseRefused: it was withdrawn already.
        RuleBroken: the reason is missing.
    """
    require(by, RELEASING, "withdraw releases")
    subject = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if subject.is_withdrawn:
        raise ReleaseRefused(
            f"Release {subject} was withdrawn already, by {subject.withdrawn_by_name}: "
            f"{subject.withdrawal_reason}"
        )
    subject.withdrawn_by, subject.withdrawn_by_name = by, identity(by)
    subject.withdrawn_at = now or timezone.now()
    subject.withdrawal_reason = reason.strip()
    with refusals_explained(), transaction.atomic():
        subject.save(
            update_fields=[
                "withdrawn_by", "withdrawn_by_name", "withdrawn_at", "withdrawal_reason",
            ]
        )  # fmt: skip
    release.refresh_from_db()
    return release
