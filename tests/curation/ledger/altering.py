"""A record with a bit of everything, and the means to alter it as an owner of the database can."""

from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection

from curation.actions import retract, return_for_changes, submit
from curation.ledger import digest_of
from curation.models import Revision
from tests import factories

__all__ = ["Record", "alter", "complaints", "rechain"]


@dataclass
class Record:
    """The ids that alterations name."""

    names: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def prepare(cls) -> "Record":
        """Publish, correct, return, retract, release, and publish once more."""
        corrected = factories.corrected(factories.published_status(), when="2020-05-02/2022-05-01")
        factories.corrected(corrected, public_note="A note.")
        returned = factories.submitted_status()
        return_for_changes(returned, by=factories.reviewer(), comment="Say which day.")
        retracted = factories.published_status()
        retract(retracted, by=factories.reviewer(), reason="Of another year.")
        early = factories.published_status()
        draft = factories.draft_status()
        release = factories.release("2026.12", notes="Of everything.")
        late = factories.published_status(submitter=factories.editor())
        factories.release("2027.01")
        last = factories.published_status()
        submit(draft, by=factories.editor())
        middle = Revision.objects.get(record=early.pk).id
        return cls(
            {
                "head": Revision.objects.order_by("-id").values_list("id", flat=True).first(),
                "middle": middle,
                "corrected": corrected.pk,
                "returned": returned.pk,
                "retracted": retracted.pk,
                "draft": draft.pk,
                "early": early.pk,
                "late": late.pk,
                "last": last.pk,
                "release": release.pk,
                "position": release.revision_id,
                "actor": early.actor_id,
                "source": early.citations.get().source_id,
            }
        )


def alter(statements: str, record: Record) -> None:
    """Execute statements as a superuser whom no trigger stops; at least one row has to change."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in filter(str.strip, statements.split(";;")):
            cursor.execute(statement, record.names)
            assert cursor.rowcount, f"This changed nothing: {statement}"
        cursor.execute("SET LOCAL session_replication_role = origin")


def rechain(since: int) -> None:
    """Compute all digests from the revision ``since`` on again, as a forger would."""
    previous = Revision.objects.values_list("digest", flat=True).filter(id=since - 1).first() or ""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for revision in Revision.objects.filter(id__gte=since).order_by("id"):
            revision.previous_digest = previous
            previous = digest_of(revision)
            cursor.execute(
                "UPDATE curation_revision SET digest = %s, previous_digest = %s WHERE id = %s",
                [previous, revision.previous_digest, revision.id],
            )
        cursor.execute("SET LOCAL session_replication_role = origin")


def complaints(commands: list[tuple[str, ...]]) -> dict[str, str]:
    """Run commands, and return what each of those that fail says."""
    said = {}
    for name, *arguments in commands:
        out = StringIO()
        try:
            call_command(name, *arguments, stdout=out, stderr=out)
        except CommandError as error:
            said[name] = f"{out.getvalue()}\n{error}"
    return said
