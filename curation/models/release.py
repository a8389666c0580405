"""Releases: the whole public record, frozen at one place of the ledger, to be cited."""

import re
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from .ledger_questions import AsOf
from .release_rules import RELEASE_RULES, RELEASED_FILE_RULES
from .revision import Revision

__all__ = ["RELEASE_IDENTIFIER", "Release", "ReleaseFile", "ReleaseQuerySet"]

# A year and a month; a number tells further releases of the same month apart. The “v” keeps
# programs from reading the name as a number; releases were made without it once.
NUMBERED = r"[1-9][0-9]{3}\.(0[1-9]|1[0-2])(\.[1-9][0-9]?)?"
RELEASE_IDENTIFIER = f"v?{NUMBERED}"
MEDIA_TYPES = r"^[a-z]+/[a-z0-9.+-]+(; [a-z]+=[a-z0-9-]+)*$"
PATHS = r"^[A-Za-z0-9_][A-Za-z0-9_.=-]*(/[A-Za-z0-9_][A-Za-z0-9_.=-]*)*$"


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Questions about releases."""

    def named(self, text: str) -> Self:
        """Return the release that a reader means: the “v” of its name may be missing, or extra."""
        spellings = [text, text.removeprefix("v") if text.startswith("v") else f"v{text}"]
        return self.filter(identifier__in=spellings)

    def newest_first(self) -> Self:
        """Return them from the last to the first."""
        return self.order_by("-released_at")

    def with_archive(self) -> Self:
        """Read the file that has everything as well: ``archived`` is a list of it alone."""
        is_archive = Q(path=Concat(Value("sco-registry-"), F("release__identifier"), Value(".zip")))
        archives = models.Prefetch(
            "files", ReleaseFile.objects.filter(is_archive), to_attr="archived"
        )
        return self.prefetch_related(archives)

    def latest_made(self) -> "Release | None":
        """Return the one that was made last, withdrawn or not: the next one follows it."""
        return self.newest_first().first()

    def made_by(self, moment: datetime | None) -> Self:
        """Return those that there were by a moment; None: all."""
        return self.filter(released_at__lte=moment) if moment else self.all()

    def recommended(self) -> "Release | None":
        """Return the last that was not withdrawn: what “latest” means to a reader."""
        return self.newest_first().filter(withdrawn_at=None).first()

    def states(self) -> list[str]:
        """Return the names of all, the newest first; that of one withdrawn ends in “!”."""
        found = self.newest_first().values_list("identifier", "withdrawn_at")
        return [f"{name}!" if withdrawn else name for name, withdrawn in found]


class Release(models.Model):
    """A frozen, citable bundle of the whole public record.

    ``revision`` is the last that it counts, ``moment`` since when that is recorded and
    ``head_digest`` its digest: who has the release can check the ledger by it, and the ledger the
    release. Who made it and who withdrew it is copied by name beside the account.
    """

    identifier = models.CharField(
        max_length=12, help_text="“v”, year and month, like v2026.11; further ones: v2026.11.1."
    )
    title = models.CharField(max_length=200)
    notes = models.TextField(blank=True, help_text="What readers should know of it. Public.")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    moment = models.DateTimeField()
    head_digest = models.CharField(max_length=64)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    released_by_name = models.CharField(max_length=200)
    address = models.URLField(
        blank=True, help_text="Where its files say that it can be found; blank: nowhere for good."
    )
    previous = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="following"
    )
    file_count = models.PositiveIntegerField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-released_at"]
        default_permissions = ("view",)
        permissions = [("make_release", "Can make and withdraw releases")]
        constraints = [
            models.UniqueConstraint(
                fields=["identifier"],
                name="release_identifier_is_used_once",
                violation_error_message="There is a release of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(identifier__regex=f"^{RELEASE_IDENTIFIER}$"),
                name="release_is_named_by_year_and_month",
                violation_error_message="A release is named by year and month, like v2026.11; "
                "further ones of the same month are v2026.11.1, v2026.11.2, …",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(released_by_name=""),
                name="release_has_a_title_and_a_maker",
                violation_error_message="A release has a title, and names who made it.",
            ),
            models.UniqueConstraint(
                fields=["previous"],
                nulls_distinct=False,
                name="releases_follow_one_another",
                violation_error_message="Another release was made meanwhile: this one would "
                "follow that. Make it anew.",
            ),
            models.CheckConstraint(
                condition=Q(released_at__gte=F("moment")),
                name="release_is_made_after_its_last_revision",
                violation_error_message="What is released was recorded before.",
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_by__isnull=True,
                    withdrawn_by_name="",
                    withdrawn_at__isnull=True,
                    withdrawal_reason="",
                )
                | (
                    Q(withdrawn_by__isnull=False, withdrawn_at__gt=F("released_at"))
                    & ~Q(withdrawn_by_name="")
                    & ~Q(withdrawal_reason="")
                ),
                name="withdrawal_says_who_when_and_why",
                violation_error_message="Say publicly why the release is withdrawn.",
            ),
        ]
        triggers = RELEASE_RULES

    def __str__(self) -> str:
        return self.identifier

    @property
    def place(self) -> AsOf:
        """The place of the ledger at which it stands."""
        return AsOf(self.revision_id, self.moment)

    @property
    def archive(self) -> str:
        """The name of the file that has everything."""
        return f"sco-registry-{self.identifier}.zip"

    @property
    def stored_archive(self) -> str:
        """The name of that file in the store."""
        return f"{self.identifier}/{self.archive}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn."""
        return self.withdrawn_at is not None

    @staticmethod
    def could_be_named(text: str) -> bool:
        """Tell whether ``text`` has the form of an identifier."""
        return re.fullmatch(RELEASE_IDENTIFIER, text) is not None


class ReleaseFile(models.Model):
    """A file of a release, as it was made: what the store hands out has to have its SHA-256."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=200, help_text="Below the folder of the release.")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64)
    media_type = models.CharField(max_length=100)

    class Meta:
        ordering = ["release", "path"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["release", "path"], name="released_file_is_listed_once"
            ),
            models.CheckConstraint(
                condition=Q(path__regex=PATHS),
                name="released_file_lies_in_its_release",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="released_file_has_a_sha256",
            ),
            models.CheckConstraint(
                condition=Q(media_type__regex=MEDIA_TYPES),
                name="released_file_has_a_media_type",
            ),
        ]
        triggers = RELEASED_FILE_RULES

    def __str__(self) -> str:
        return self.path

    @property
    def stored_as(self) -> str:
        """The name of the file in the store."""
        return f"{self.release.identifier}/{self.path}"
