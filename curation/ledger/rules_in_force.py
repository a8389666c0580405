"""Whether the database still has the rules that the migrations gave it: each there, and in force.

The tables are made once more as temporary ones, empty, with everything that the models declare,
and the catalogue's descriptions of both are compared. So PostgreSQL itself says whether a
constraint of the right name says the right thing.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction

from .flaw import Flaw

__all__ = ["rules_out_of_force"]

ADVICE = (
    "Somebody changed the tables past the migrations, or migrations are still to be applied "
    "(manage.py migrate). Restore the rule, and look for what was altered while it was missing."
)
CREATE_TRIGGER = re.compile(r"CREATE\s+(?:CONSTRAINT\s+)?TRIGGER\b.*?;", re.DOTALL)
IS_A_RULE = re.compile(r"^CREATE UNIQUE INDEX|ADD CONSTRAINT (?!.*FOREIGN KEY)", re.DOTALL)
BODY = re.compile(r"\$\$(.*)\$\$", re.DOTALL)
SCHEMA = re.compile(r"\b(public|pg_temp(_\d+)?)\.")

# What the catalogue says of each table: sort, name and description of everything that holds in it.
DESCRIBED = """
    WITH tables AS (
        SELECT oid AS table_oid, relname AS table_name FROM pg_class
        WHERE relname = ANY(%(tables)s) AND relkind = 'r' AND relnamespace = (
            CASE WHEN %(temporary)s THEN pg_my_temp_schema() ELSE 'public'::regnamespace::oid END)
    )
    SELECT table_name, 'column', attname::text, concat_ws(' ', format_type(atttypid, atttypmod),
            CASE WHEN attnotnull THEN 'NOT NULL' END,
            CASE WHEN attgenerated <> '' THEN 'GENERATED ' || pg_get_expr(adbin, adrelid) END)
        FROM tables JOIN pg_attribute ON attrelid = table_oid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT table_name, 'constraint', conname::text, pg_get_constraintdef(pg_constraint.oid)
            || CASE WHEN convalidated THEN '' ELSE ' (not validated)' END
        FROM tables JOIN pg_constraint ON conrelid = table_oid WHERE contype IN ('c', 'x')
    UNION ALL
    SELECT table_name, 'unique rule', index.relname::text, pg_get_indexdef(indexrelid)
            || CASE WHEN indisvalid AND indisready THEN '' ELSE ' (not valid)' END
        FROM tables
        JOIN pg_index ON indrelid = table_oid AND indisunique
        JOIN pg_class AS index ON index.oid = indexrelid
    UNION ALL
    SELECT table_name, 'trigger', tgname::text, pg_get_triggerdef(pg_trigger.oid)
            || CASE WHEN tgenabled = 'O' THEN '' ELSE ' (disabled)' END
        FROM tables JOIN pg_trigger ON tgrelid = table_oid WHERE NOT tgisinternal
"""
# A dump writes lists of texts in another way than it reads them.
CASTS = (
    (re.compile(r"\(ARRAY\[([^\]]*)\]\)::text\[\]"), r"ARRAY[\1]"),
    (re.compile(r"\(('[^']*')::character varying\)::text"), r"\1::character varying"),
)
SWITCHED_OFF = """
    SELECT 'Triggers of foreign keys are disabled on ' || tgrelid::regclass
        FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE tgisinternal AND tgenabled <> 'O' AND relname = ANY(%(tables)s)
    UNION SELECT 'A rewrite rule, ' || rulename || ', is defined on ' || ev_class::regclass
        FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class
        WHERE relname = ANY(%(tables)s) AND relkind = 'r'
    UNION SELECT 'Row security hides rows of ' || pg_class.oid::regclass
        FROM pg_class WHERE relname = ANY(%(tables)s) AND relrowsecurity
    UNION SELECT 'Triggers are off in this session (session_replication_role)'
        WHERE current_setting('session_replication_role') <> 'origin'
    UNION SELECT 'A role or database switches triggers off (session_replication_role)'
        FROM pg_db_role_setting, unnest(setconfig) AS setting
        WHERE setting LIKE 'session_replication_role=%%'
            AND setting <> 'session_replication_role=origin'
"""


def rules_out_of_force() -> Iterator[Flaw]:
    """Yield every rule of the database that is missing, altered, disabled, or none of ours."""
    for message in (*_functions(), *_links(), *_switched_off(), *_differences()):
        yield Flaw(None, message, ADVICE)


def _tables() -> list[type[models.Model]]:
    """Return the tables that have rules of ours: all of our own, and of others that we watch."""
    ours = apps.get_app_config("curation").get_models(include_auto_created=True)
    return list(dict.fromkeys(each._meta.concrete_model for each in ours if each._meta.managed))


def _names() -> list[str]:
    return [model._meta.db_table for model in _tables()]


def _asked(sql: str, **params: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _triggers() -> Iterator[tuple[str, str]]:
    """Yield the name and the SQL of every trigger that the models declare."""
    for model, trigger in pgtrigger.registered():
        if model._meta.app_label == "curation":
            yield trigger.get_pgid(model), trigger.compile(model).install_sql


def _functions() -> Iterator[str]:
    bodies = dict(_asked("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'pgtrigger\\_%%'"))
    for name, install in _triggers():
        if name not in bodies:
            yield f"The function of the rule {name} is missing"
        elif _spaced(bodies[name]) != _spaced(BODY.search(install)[1]):
            yield f"The function of the rule {name} was altered"


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _links() -> Iterator[str]:
    """Yield the foreign keys that do not hold; their names are the framework's affair."""
    held = set(
        _asked(
            "SELECT relname, attname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid "
            "JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] "
            "WHERE contype = 'f' AND convalidated"
        )
    )
    for model in _tables():
        for field in model._meta.local_fields:
            link = (model._meta.db_table, field.column)
            if isinstance(field, models.ForeignKey) and field.db_constraint and link not in held:
                yield f"The foreign key {link[0]}.{link[1]} is missing or does not hold"


def _switched_off() -> list[str]:
    return [message for (message,) in _asked(SWITCHED_OFF, tables=_names())]


def _differences() -> Iterator[str]:
    present = _described(temporary=False)
    with _declared():
        declared = _described(temporary=True)
    for key in sorted(present | declared):
        table, sort, name = key
        if key not in present:
            yield f"The {sort} {name} of {table} is missing"
        elif key not in declared:
            yield f"The {sort} {name} of {table} is none of the registry's"
        elif present[key].startswith(f"{declared[key]} ("):
            state = present[key].removeprefix(f"{declared[key]} (").removesuffix(")")
            yield f"The {sort} {name} of {table} is {state}"
        elif present[key] != declared[key]:
            yield f"The {sort} {name} of {table} is “{present[key]}” instead of “{declared[key]}”"


def _described(*, temporary: bool) -> dict[tuple[str, str, str], str]:
    rows = _asked(DESCRIBED, tables=_names(), temporary=temporary)
    return {(table, sort, name): _plain(description) for table, sort, name, description in rows}


def _plain(description: str) -> str:
    """Return a description without what says nothing: schemas, and casts of texts in a list."""
    for pattern, replacement in ((SCHEMA, ""), *CASTS):
        description = pattern.sub(replacement, description)
    return description


@contextmanager
def _declared() -> Iterator[None]:
    """Make every table as the models declare it, for a moment and for this session alone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = pg_temp, public")
        for model in _tables():
            with connection.schema_editor(atomic=False) as editor:
                editor.execute(*editor.table_sql(model))
                statements = [*editor.deferred_sql]
                editor.deferred_sql.clear()
            for statement in map(str, statements):
                if IS_A_RULE.search(statement):
                    cursor.execute(statement)
        for _, install in _triggers():
            cursor.execute(CREATE_TRIGGER.search(install)[0])
        yield
        transaction.set_rollback(True)
