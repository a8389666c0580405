"""``manage.py import_records``: preview a file of records, and import it if asked to."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...actions.importing import (
    SHEETS,
    Progress,
    confirm,
    discard,
    finish,
    preview,
    submit_batch,
)
from ...errors import CurationError
from ...models import ImportBatch
from ...vocabulary import RowOutcome

SHOWN = 20


class Command(BaseCommand):
    """Preview a CSV or XLSX file; with --confirm import it, as drafts, all or nothing."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the kind, the file, in whose name, and what to do."""
        parser.add_argument("kind", choices=list(SHEETS), help="Kind of record in the file.")
        parser.add_argument("file", type=Path, help="CSV or XLSX, with the template's headings.")
        parser.add_argument("--by", required=True, help="User name of whoever imports.")
        parser.add_argument("--confirm", action="store_true", help="Import if nothing is wrong.")
        parser.add_argument("--submit", action="store_true", help="Submit the facts for review.")

    def handle(self, *, kind: str, file: Path, by: str, **options: bool) -> None:
        """Preview, and go on as far as asked."""
        user = get_user_model().objects.filter(username=by).first()
        if user is None:
            raise CommandError(f"There is no user {by}.")
        if options["submit"] and not options["confirm"]:
            raise CommandError("Only what is imported can be submitted: add --confirm.")
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            batch = finish(preview(kind, content, file.name, by=user), self._show)
            self._report(batch)
            if options["confirm"]:
                self._import(batch, user, submit=options["submit"])
        except CurationError as error:
            raise CommandError(f"Nothing was imported. {error}") from error

    def _show(self, step: Progress) -> None:
        self.stdout.write(f"  {step.deed}: {step.done:,} of {step.total:,}")

    def _report(self, batch: ImportBatch) -> None:
        self.stdout.write(
            f"{batch.created} to create, {batch.changed} to change, "
            f"{batch.unchanged} as they are, {batch.refused} with errors."
        )
        if not batch.refused:
            return
        for row in batch.rows.filter(outcome=RowOutcome.REFUSED)[:SHOWN]:
            for column, reason in row.errors:
                self.stderr.write(f"  line {row.number}, {column or 'the row'}: {reason}")
        raise CommandError("Nothing was imported: correct the file.")

    def _import(self, batch: ImportBatch, user: object, *, submit: bool) -> None:
        if not batch.created and not batch.changed:
            discard(batch, by=user)
            self.stdout.write("Everything in the file is there already; nothing changed.")
            return
        batch = finish(confirm(batch, by=user), self._show)
        self.stdout.write(self.style.SUCCESS(f"Imported as batch {batch.pk}."))
        if submit:
            done = finish(submit_batch(batch, by=user), self._show)
            self.stdout.write(f"{done.submitted} submitted, {done.already} were already.")
            for label, reason in done.failed:
                self.stderr.write(f"  {label}: {reason}")
