"""``manage.py verify_ledger``: verify the chain, and compare it with everything outside it."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...audit import Verified, privileged_accounts, verify_record
from ...models import Revision
from ...patience import unlimited

__all__ = ["Command"]

EXPECTED = re.compile(r"([1-9][0-9]*):([0-9a-fA-F]{64})")
SHOWN = 20
LONG = 20_000  # revisions, from which on progress is worth reading
STEP = 10_000


class Command(BaseCommand):
    """Verify the ledger; exits non-zero and names the first revision that differs.

    Every digest, number and recorded range is computed again. Releases, working copies,
    decisions, texts held, histories and the rules of the database are compared with the ledger.
    What readers kept of it can be compared too: --expect 359:cf1aedf5… (in every CITATION.cff).
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take digests that somebody kept."""
        parser.add_argument(
            "--expect",
            action="append",
            default=[],
            metavar="ID:DIGEST",
            help="A revision and its digest, as a reader kept them. Can be given several times.",
        )

    def handle(self, *, expect: list[str], **options: Any) -> None:
        """Verify, and report."""
        expected = _expected(expect)
        self._step, self._is_long = "", Revision.objects.count() > LONG
        with unlimited():
            verified = verify_record(expected, progress=self._show)
        for note in privileged_accounts():
            self.stderr.write(self.style.WARNING(f"Note: {note}."))
        if verified.flaws:
            self._fail(verified)
        kept = f", and the {len(expected)} expected digests are in it" if expected else ""
        self.stdout.write(
            self.style.SUCCESS(f"The ledger verifies: {verified.revisions} revisions{kept}.")
        )
        self.stdout.write(f"Its head is {verified.revisions}:{verified.head_digest}")

    def _fail(self, verified: Verified) -> None:
        for flaw in verified.flaws[:SHOWN]:
            self.stderr.write(self.style.ERROR(f"  {flaw}"))
        if len(verified.flaws) > SHOWN:
            self.stderr.write(f"  and {len(verified.flaws) - SHOWN} more")
        first = verified.flaws[0]
        raise CommandError(
            f"{first} The chain verifies up to revision {verified.revisions}. {first.advice}"
        )

    def _show(self, step: str, done: int, total: int) -> None:
        if self._is_long and (step != self._step or done % STEP == 0):
            self.stdout.write(f"  {step}: {done:,} of {total:,}")
            self._step = step


def _expected(given: list[str]) -> dict[int, str]:
    """Return the digests by revision.

    Raises:
        CommandError: one is not written as ID:DIGEST, or two contradict each other.
    """
    expected: dict[int, str] = {}
    for text in given:
        match = EXPECTED.fullmatch(text.strip())
        if match is None:
            raise CommandError(
                f"“{text}” is not ID:DIGEST: write the number of a revision, a colon, and the 64 "
                "hexadecimal digits of its SHA-256."
            )
        revision, digest = int(match[1]), match[2].lower()
        if expected.setdefault(revision, digest) != digest:
            raise CommandError(f"Two different digests are given for revision {revision}.")
    return expected
