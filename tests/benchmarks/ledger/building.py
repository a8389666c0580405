"""Fill an empty database with a ledger of any size."""

import hashlib
import json
import sys
import time
import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from curation.actions import seed
from curation.documents import SCHEMA_VERSION
from curation.models import Revision
from curation.vocabulary import Action, PublicationBasis

from .cast import RARE_ACTOR, Cast
from .documents import Writer
from .indexes import without_indexes
from .plan import FIRST, Plan
from .texts import COMMON_WORD, RARE_WORD

__all__ = ["COMMON_WORD", "RARE_ACTOR", "RARE_WORD", "build"]

COLUMNS = (
    "id", "record", "kind", "number", "action", "basis", "document", "schema_version", "definite",
    "possible", "recorded", "fact_version", "summary", "submitted_by", "submitted_at",
    "approved_by", "digest", "previous_digest",
)  # fmt: skip
PEOPLE = [f"{name} ({name.lower()})" for name in ("Amina", "Boris", "Chen", "Dilnoza", "Emil")]
SUMMARIES = {
    Action.PUBLISH: "Evidence read anew.",
    Action.REISSUE: "A source is labelled otherwise now.",
    Action.RETRACT: "The passage does not say so.",
}
SHIFT = """
    UPDATE curation_revision SET submitted_at = submitted_at - %(by)s, recorded =
        tstzrange(lower(recorded) - %(by)s, upper(recorded) - %(by)s)
"""
MARK = "synthetic_ledger"
SHAPE = 2
"""Another number whenever ledgers of the same size come out otherwise than before."""


def build(size: int) -> None:
    """Bring the connected database to a ledger of ``size`` synthetic revisions.

    They follow the shipped record and the reference data that they refer to. A database that
    holds that many already is brought up to date with the present migrations and kept.

    Raises:
        RuntimeError: the database holds another ledger: of another size, or made otherwise.
    """
    started = time.perf_counter()

    def tell(step: str) -> None:
        print(f"{time.perf_counter() - started:7.1f} s  {step}", file=sys.stderr, flush=True)

    tell("migrations")
    call_command("migrate", verbosity=0)
    wanted = (size, SHAPE, SCHEMA_VERSION)
    if (present := _built()) is not None:
        if present != wanted:
            raise RuntimeError(
                f"The ledger kept here is (size, shape, schema version) {present}, not {wanted}: "
                "remove its folder."
            )
        return
    tell("shipped record, actors, sources")
    with transaction.atomic():
        seed(settings.BASE_DIR / "fixtures")
        cast = Cast(size)
    _fill(size, cast, tell)
    tell("vacuum and statistics")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FREEZE, ANALYZE)")
        cursor.execute(
            f"CREATE TABLE {MARK} AS SELECT %s AS size, %s AS shape, %s AS schema_version", wanted
        )
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        tell(f"{size:,} revisions; the database takes {cursor.fetchone()[0]}")


def _built() -> tuple[int, ...] | None:
    with connection.cursor() as cursor:
        if MARK not in connection.introspection.table_names(cursor):
            return None
        cursor.execute(f"SELECT * FROM {MARK}")
        return cursor.fetchone()


def _fill(size: int, cast: Cast, tell: Any) -> None:
    plan = Plan(size)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        _make_room(cursor)
        head = Revision.objects.order_by("id").last()
        columns = ", ".join(COLUMNS)
        with without_indexes("curation_revision", tell):
            with cursor.copy(f"COPY curation_revision ({columns}) FROM STDIN") as copy:
                for done, row in enumerate(_rows(plan, cast, head), start=1):
                    copy.write_row(row)
                    if done % 50_000 == 0:
                        tell(f"{done:,} of {size:,} written")
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('curation_revision', 'id'), "
                "(SELECT max(id) FROM curation_revision))"
            )
        cursor.execute("SET session_replication_role = DEFAULT")


def _make_room(cursor: Any) -> None:
    """Move what was published already to before the first synthetic moment."""
    cursor.execute("SELECT max(lower(recorded)) - %s FROM curation_revision", [FIRST])
    (by,) = cursor.fetchone()
    cursor.execute(SHIFT, {"by": by + (by.resolution * 1_000_000)})


def _rows(plan: Plan, cast: Cast, head: Revision) -> Iterator[tuple[Any, ...]]:
    """Yield the synthetic revisions in the order of `COLUMNS`, as PostgreSQL reads them."""
    writer, digest = Writer(cast, plan.records), head.digest
    for place in range(plan.size):
        record, number, action = plan.record[place], plan.number[place], plan.actions[place]
        is_tombstone = action == Action.RETRACT
        document, dated = writer.document(record, number - is_tombstone)
        document["disputes"] = writer.disputed_by(record)
        text = json.dumps(document, ensure_ascii=False)
        previous, digest = digest, hashlib.sha256((digest + text).encode()).hexdigest()
        since, until = plan.recorded(place)
        yield (
            head.id + 1 + place,
            uuid.UUID(document["id"]),
            document["kind"],
            number,
            action.value,
            (PublicationBasis.LABEL if action == Action.REISSUE else PublicationBasis.REVIEW).value,
            text,
            SCHEMA_VERSION,
            dated.definite,
            dated.possible,
            f"[{since.isoformat()},{until.isoformat() if until else ''})",
            number + 2,
            SUMMARIES[action] if number > 1 else "",
            PEOPLE[record % len(PEOPLE)],
            since,
            PEOPLE[(record + 1) % len(PEOPLE)],
            digest,
            previous,
        )
