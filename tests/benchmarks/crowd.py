"""Fill a seeded database with copies of its facts, by the hundred thousand.

Copies are made inside the database. Rules, history and checks of references are off meanwhile, as
only its owner can have them: this is for databases that are thrown away.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

__all__ = ["fill"]

# A copy's key follows from the original's and the number of the copy, so that references can be
# copied too. Ten copies share their sources and actors.
KEY = "md5({column}::text || n)::uuid"
SHARED_KEY = "md5({column}::text || n / 10)::uuid"
NUMBERED = "to_char(n, 'FM000000')"
WORD = "' ' || 'w' || to_char((n * 7919) % 100003, 'FM00000')"

SHARED = {
    "curation_actor": {
        "id": SHARED_KEY,
        "slug": f"left({{column}}, 70) || '-' || {NUMBERED}",
        "name": f"left({{column}}, 180) || ' ' || {NUMBERED}",
        "iso_alpha2": "''",
        "iso_alpha3": "''",
        "iso_numeric": "''",
    },
    "curation_source": {
        "seen": "'first-hand'",
        "known_through": "''",
        "id": SHARED_KEY,
        "slug": f"left({{column}}, 70) || '-' || {NUMBERED}",
        "name": f"left({{column}}, 280) || ' ' || {NUMBERED}",
        "held_text": f"{{column}} || slug || {NUMBERED}",
        "sha256": f"encode(sha256(convert_to(held_text || slug || {NUMBERED}, 'UTF8')), 'hex')",
        "url": f"CASE WHEN {{column}} = '' THEN '' ELSE {{column}} || '#' || {NUMBERED} END",
    },
}
FACT = {"fact_id": KEY, "actor_id": SHARED_KEY, "speaker_id": SHARED_KEY, "holder_id": SHARED_KEY}
COPIED = {
    "curation_fact": {
        "id": KEY,
        "label": f"left({{column}} || ' ' || {NUMBERED} || {WORD}, 400)",
        "state": "CASE WHEN n % 10 = 0 THEN 'draft' WHEN n % 97 = 7 THEN 'submitted' "
        "ELSE {column} END",
        "updated_at": "{column} - n * interval '1 minute'",
        "submitted_at": "{column} - n * interval '1 minute'",
    },
    "curation_status": FACT,
    "curation_statement": FACT,
    "curation_position": FACT,
    "curation_event": FACT,
    "curation_figure": FACT,
    "curation_eventparticipant": {"id": None, "event_id": KEY, "actor_id": SHARED_KEY},
    "curation_figure_subjects": {"id": None, "figure_id": KEY, "actor_id": SHARED_KEY},
    "curation_statement_about": {"id": None, "statement_id": KEY, "actor_id": SHARED_KEY},
    "curation_citation": {
        "id": KEY,
        "fact_id": KEY,
        "source_id": SHARED_KEY,
        "quote": f"{{column}} || {WORD}",
    },
    "curation_revision": {
        "id": "id + n * 1000",
        "record": KEY,
        "document": f"""{{column}}
            || jsonb_build_object('label', ({{column}} ->> 'label') || {WORD})
            || CASE WHEN {{column}} ? 'actor' THEN jsonb_build_object(
                'actor', ({{column}} -> 'actor') || jsonb_build_object(
                    'slug', ({{column}} #>> '{{{{actor,slug}}}}') || '-' || n))
               ELSE '{{{{}}}}' END""",
        "digest": "encode(sha256(convert_to(digest || n, 'UTF8')), 'hex')",
    },
    "curation_reviewdecision": {
        "id": None,
        "fact_id": KEY,
        "revision_id": "revision_id + n * 1000",
    },
}
WHICH = {"curation_revision": "kind IN ('status', 'statement', 'position', 'event', 'figure')"}


def fill(number: int) -> int:
    """Copy the seeded facts until there are about ``number``; return how many there are."""
    with connection.cursor() as cursor, _everything_allowed(cursor):
        _remember_the_originals(cursor)
        cursor.execute("SELECT count(*) FROM original_curation_fact")
        (originals,) = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM curation_fact")
        (present,) = cursor.fetchone()
        first, last = present // originals, round(number / originals) - 1
        for table, changes in SHARED.items():
            tens = f"generate_series(10 * ceil({first} / 10.0)::int, {last}, 10)"
            if first == 1:
                tens = f"(SELECT 1 UNION ALL SELECT generate_series(10, {last}, 10))"
            _copy(cursor, table, changes, tens)
        for table, changes in COPIED.items():
            _copy(cursor, table, changes, f"generate_series({first}, {last})")
        cursor.execute("SELECT count(*) FROM curation_fact")
        (present,) = cursor.fetchone()
    return present


@contextmanager
def _everything_allowed(cursor: object) -> Iterator[None]:
    cursor.execute("SET session_replication_role = replica")
    yield
    cursor.execute("SET session_replication_role = DEFAULT")


def _remember_the_originals(cursor: object) -> None:
    for table in (*SHARED, *COPIED):
        condition = WHICH.get(table, "true")
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS original_{table} AS "
            f"SELECT * FROM {table} WHERE {condition}"
        )


def _copy(cursor: object, table: str, changes: dict[str, str | None], numbers: str) -> None:
    """Insert a copy of each original row for each of ``numbers``, with ``changes``."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND "
        "table_schema = 'public' AND is_generated = 'NEVER'",
        [table],
    )
    columns = [name for (name,) in cursor.fetchall() if changes.get(name, "") is not None]
    values = [
        changes[name].format(column=f'"{name}"') if name in changes else f'"{name}"'
        for name in columns
    ]
    quoted = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({quoted}) SELECT {', '.join(values)} "
        f"FROM original_{table}, {numbers} AS numbers (n)"
    )
