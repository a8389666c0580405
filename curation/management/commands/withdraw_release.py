"""``manage.py withdraw_release``: say publicly that a release is faulty, and why."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...actions.releasing import release_named, withdraw_release
from ...errors import CurationError
from .release import account_named

__all__ = ["Command"]


class Command(BaseCommand):
    """Withdraw a release, for good. It stays where it was, and says that it is withdrawn."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the release and the reason."""
        parser.add_argument("identifier", help="Which release.")
        parser.add_argument("--reason", required=True, help="Why. Public.")
        parser.add_argument("--by", default=None, help="User name (default: bootstrap).")

    def handle(self, *, identifier: str, reason: str, by: str | None, **options: object) -> None:
        """Withdraw it."""
        try:
            release = release_named(identifier)
            withdraw_release(release, by=account_named(by), reason=reason)
        except CurationError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Release {release} is withdrawn: {release.withdrawal_reason}")
