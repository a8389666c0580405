"""``manage.py seed``: load and publish the shipped fixtures."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...actions import bootstrap_account, changes_from, seed
from ...errors import CurationError
from ...vocabulary import Origin


class Command(BaseCommand):
    """Load the fixtures and publish what is new, as bootstrap. Twice changes nothing."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Let another folder be named."""
        parser.add_argument(
            "--folder",
            type=Path,
            default=Path(settings.BASE_DIR) / "fixtures",
            help="Folder of the fixtures (default: fixtures/).",
        )

    def handle(self, *, folder: Path, **options: object) -> None:
        """Seed, and say what was new."""
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            with changes_from(Origin.COMMAND, by=bootstrap_account(), command="seed"):
                report = seed(folder, progress=lambda message: self.stdout.write(f"  {message}"))
        except CurationError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        if report.references or report.facts:
            self.stdout.write(
                self.style.SUCCESS(
                    f"Loaded {report.references} rows of reference data and "
                    f"{report.facts} facts; published {report.facts} facts."
                )
            )
        else:
            self.stdout.write("The fixtures are loaded already; nothing changed.")
