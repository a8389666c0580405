"""``manage.py verify_release``: compare releases with the store, the ledger and their archives."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...actions.releasing import contradictions_of, damages_of, release_named, unregistered
from ...errors import CurationError
from ...models import Release

__all__ = ["Command"]


class Command(BaseCommand):
    """Verify one release, or all; exits non-zero and names what is not as it was released.

    The files are read from the store, and their sums compared with the registered ones; what is
    registered is compared with the ledger, and with what the archive says of itself.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Let one release be named."""
        parser.add_argument("identifier", nargs="?", help="Which (default: all).")

    def handle(self, *, identifier: str | None, **options: object) -> None:
        """Verify, and report."""
        try:
            releases = (
                [release_named(identifier)]
                if identifier
                else list(Release.objects.order_by("released_at"))
            )
        except CurationError as error:
            raise CommandError(str(error)) from error
        damaged = [each for each in releases if not self._is_sound(each)]
        unknown = [] if identifier else unregistered()
        for name in unknown:
            self.stderr.write(
                self.style.ERROR(
                    f"  {name}: its archive lies in the store, and no such release is registered"
                )
            )
        if damaged:
            raise CommandError(
                f"{len(damaged)} of {len(releases)} releases do not verify. Bring files and "
                "register back from a backup; manage.py release --rebuild compares the files with "
                "the ledger, and manage.py verify_ledger the ledger with everything else."
            )
        if unknown:
            raise CommandError(
                f"The store has what is not registered: {', '.join(unknown)}. Either making it was "
                "interrupted, then make it again or delete its files; or its registration was "
                "deleted, then bring that back from a backup."
            )
        if not releases:
            self.stdout.write("No release was made yet.")

    def _is_sound(self, release: Release) -> bool:
        damages = [*damages_of(release), *contradictions_of(release)]
        for damage in damages:
            self.stderr.write(self.style.ERROR(f"  {release}: {damage}"))
        if not damages:
            self.stdout.write(
                self.style.SUCCESS(f"Release {release} verifies: {release.file_count} files.")
            )
        return not damages
