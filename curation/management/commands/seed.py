"""``manage.py seed``: load and publish the shipped fixtures."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...actions import (
    SeedReport,
    bootstrap_account,
    changes_from,
    renew_references,
    seed,
    seed_timeline,
)
from ...errors import CurationError, TimelineOverwrites
from ...vocabulary import Origin

TIMELINE = "membership-timeline"


class Command(BaseCommand):
    """Load the fixtures and publish what is new, as bootstrap. Twice changes nothing."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Let another folder be named, and the timeline be asked for."""
        parser.add_argument(
            "--folder",
            type=Path,
            default=Path(settings.BASE_DIR) / "fixtures",
            help="Folder of the fixtures (default: fixtures/).",
        )
        parser.add_argument(
            "--with-timeline",
            action="store_true",
            help="Import and publish the timeline of memberships since 2001 as well.",
        )

    def handle(self, *, folder: Path, with_timeline: bool, **options: object) -> None:
        """Seed, and say what was new."""
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            with changes_from(Origin.COMMAND, by=bootstrap_account(), command="seed"):
                report = seed(folder, progress=self._tell)
                self._conclude(report)
                if with_timeline:
                    self._seed_timeline(folder / TIMELINE)
                self._renew()
        except CurationError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error

    def _tell(self, message: str) -> None:
        self.stdout.write(f"  {message}")

    def _conclude(self, report: SeedReport) -> None:
        if report.corrected or report.renewed:
            self.stdout.write(
                self.style.SUCCESS(
                    f"Brought the record up to date: {report.renewed} revisions re-issued, the "
                    f"dates of {report.corrected} shipped facts corrected."
                )
            )
        if report.references or report.facts:
            self.stdout.write(
                self.style.SUCCESS(
                    f"Loaded {report.references} rows of reference data and "
                    f"{report.facts} facts; published {report.facts} facts."
                )
            )
        elif not (report.corrected or report.renewed):
            self.stdout.write("The fixtures are loaded already; nothing changed.")

    def _renew(self) -> None:
        """After an upgrade, publish what sources and actors say now that they could not before."""
        number = renew_references(by=bootstrap_account())
        if number:
            message = f"Published descriptions in their new shape: {number} revisions."
            self.stdout.write(self.style.SUCCESS(message))

    def _seed_timeline(self, folder: Path) -> None:
        """Import the timeline; where editors have been at work, leave it to them."""
        try:
            published = seed_timeline(folder, progress=self._tell)
        except TimelineOverwrites as refusal:
            self.stderr.write(self.style.WARNING(f"The timeline was left out. {refusal}"))
            return
        if published:
            message = f"Imported the timeline of memberships; published {published} facts."
            self.stdout.write(self.style.SUCCESS(message))
        else:
            self.stdout.write("The timeline is imported already; nothing changed.")
