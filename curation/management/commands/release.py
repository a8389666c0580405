"""``manage.py release``: make a release of the public record, or build one anew to compare."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...actions import bootstrap_account
from ...actions.releasing import rebuild, release, release_named
from ...disk import disk_advice
from ...errors import CurationError

__all__ = ["Command", "account_named"]


class Command(BaseCommand):
    """Freeze the record at its present place in the ledger, and build a bundle to be cited.

    Refused while the audit finds errors or the ledger does not verify. With --rebuild, the bundle
    is built anew from the ledger and compared with what was registered; nothing is kept.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name, and what to say about it."""
        parser.add_argument("identifier", help="Year and month, like v2026.11; then v2026.11.1, …")
        parser.add_argument("--title", default="", help="What it is called. Needed.")
        parser.add_argument("--notes", default="", help="What readers should know of it. Public.")
        parser.add_argument(
            "--by",
            default=None,
            help="User name of whoever releases it (default: the registry itself, as bootstrap).",
        )
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="Build it anew from the ledger, and compare with the sums that are registered.",
        )

    def handle(self, *, identifier: str, **options: Any) -> None:
        """Make the release, or build it anew."""
        try:
            if options["rebuild"]:
                self._rebuild(identifier, options)
            else:
                self._make(identifier, options)
        except CurationError as error:
            raise CommandError(str(error)) from error
        except OSError as error:  # of the store, or of the disk while it is built anew
            raise CommandError(disk_advice(error) or str(error)) from error

    def _make(self, identifier: str, options: dict[str, Any]) -> None:
        if not options["title"].strip():
            raise CommandError("A release has a title: add --title “…”.")
        by = account_named(options["by"])
        told = {name: options[name] for name in ("title", "notes")}
        made = release(identifier, by=by, progress=self._tell, **told)
        archive = made.files.get(path=made.archive)
        self.stdout.write(f"{archive.sha256}  {archive.path}  {archive.size:,} bytes")
        self.stdout.write(
            self.style.SUCCESS(f"Released {made} at revision {made.revision_id} of the ledger.")
        )

    def _rebuild(self, identifier: str, options: dict[str, Any]) -> None:
        if given := [name for name in ("title", "notes", "by") if options[name]]:
            raise CommandError(f"With --rebuild, leave out --{given[0]}: a release never changes.")
        kept = release_named(identifier)
        if differences := rebuild(kept, progress=self._tell):
            for difference in differences:
                self.stderr.write(f"  {difference}")
            raise CommandError(
                f"Release {kept} is built otherwise than it was: {len(differences)} of its files "
                "differ. Either other versions of the software or of its libraries run now, or the "
                "record was altered: manage.py verify_ledger and verify_release show whether."
            )
        sums = self.style.SUCCESS("all SHA-256 sums are the registered ones")
        self.stdout.write(f"Release {kept}, built anew: {kept.file_count} files, {sums}.")

    def _tell(self, deed: str, done: int, total: int) -> None:
        self.stdout.write(f"  {deed}: {done:,} of {total:,}")


def account_named(username: str | None) -> AbstractBaseUser:
    """Return the account of this name; without a name, that of the registry itself.

    Raises:
        CommandError: there is none.
    """
    if username is None:
        return bootstrap_account()
    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no user {username}.")
    return user
