"""``manage.py verify_ledger``: recompute every digest and every closed range."""

from django.core.management.base import BaseCommand, CommandError

from ...ledger import verify


class Command(BaseCommand):
    """Verify the ledger; exits non-zero and names the first bad revision if it was altered."""

    help = __doc__

    def handle(self, **options: object) -> None:
        """Verify, and report."""
        sound, flaw = verify()
        if flaw is not None:
            raise CommandError(
                f"Revision {flaw.revision} does not verify: {flaw.message}. "
                f"The {sound} revisions before it do. Compare it with a backup or a release."
            )
        self.stdout.write(self.style.SUCCESS(f"The ledger verifies: {sound} revisions."))
