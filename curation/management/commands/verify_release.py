"""``manage.py verify_release``: read released files from the store and compare their sums."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...actions.releasing import damages_of, release_named
from ...errors import CurationError
from ...models import Release

__all__ = ["Command"]


class Command(BaseCommand):
    """Verify one release, or all; exits non-zero and names each file that is not as registered."""

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
        if damaged:
            raise CommandError(
                f"{len(damaged)} of {len(releases)} releases do not verify. Bring the files back "
                "from a backup, or build them anew: manage.py release --rebuild compares."
            )
        if not releases:
            self.stdout.write("No release was made yet.")

    def _is_sound(self, release: Release) -> bool:
        damages = damages_of(release)
        for damage in damages:
            self.stderr.write(self.style.ERROR(f"  {release}: {damage}"))
        if not damages:
            self.stdout.write(
                self.style.SUCCESS(f"Release {release} verifies: {release.file_count} files.")
            )
        return not damages
