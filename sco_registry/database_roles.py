"""The roles of a database, and what each may do.

Three roles share the work. The *superuser* only makes the other two. The *owner* owns the database
and everything in it: migrations run as the owner. The *web* role, under which the registry serves
and its commands work, owns nothing: it reads and writes rows, and the rules of the database hold
for it, as it cannot alter, disable or empty anything.
"""

from collections.abc import Iterator

import psycopg
from psycopg import sql

__all__ = ["OWNER", "WEB", "make_role", "take_over", "web_rights"]

OWNER = "sco_registry_owner"
WEB = "sco_registry_web"

# What is not of an extension and is not the owner's, in the words of ALTER … OWNER TO.
OF_OTHERS = """
    WITH own AS (SELECT %(owner)s::regrole::oid AS id),
    extended AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
    bound AS (
        SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype IN ('a', 'i')
    )
    SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW'
            WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, oid::regclass::text
        FROM pg_class, own
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
            AND relowner <> own.id AND NOT (relkind = 'S' AND oid IN (SELECT objid FROM bound))
            AND ('pg_class'::regclass, oid) NOT IN (SELECT classid, objid FROM extended)
    UNION ALL
    SELECT 'ROUTINE', oid::regprocedure::text FROM pg_proc, own
        WHERE pronamespace = 'public'::regnamespace AND proowner <> own.id
            AND ('pg_proc'::regclass, oid) NOT IN (SELECT classid, objid FROM extended)
    UNION ALL
    SELECT 'TYPE', oid::regtype::text FROM pg_type, own
        WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
            AND typowner <> own.id
            AND ('pg_type'::regclass, oid) NOT IN (SELECT classid, objid FROM extended)
    UNION ALL
    SELECT 'TEXT SEARCH CONFIGURATION', oid::regconfig::text FROM pg_ts_config, own
        WHERE cfgnamespace = 'public'::regnamespace AND cfgowner <> own.id
            AND ('pg_ts_config'::regclass, oid) NOT IN (SELECT classid, objid FROM extended)
    UNION ALL
    SELECT 'TEXT SEARCH DICTIONARY', oid::regdictionary::text FROM pg_ts_dict, own
        WHERE dictnamespace = 'public'::regnamespace AND dictowner <> own.id
            AND ('pg_ts_dict'::regclass, oid) NOT IN (SELECT classid, objid FROM extended)
"""


def make_role(connection: psycopg.Connection, name: str, password: str) -> None:
    """Make a role that may log in and nothing else, or give the existing one this password."""
    found = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [name]).rowcount
    statement = "ALTER ROLE {} LOGIN PASSWORD {}" if found else "CREATE ROLE {} LOGIN PASSWORD {}"
    connection.execute(sql.SQL(statement).format(sql.Identifier(name), sql.Literal(password)))


def take_over(connection: psycopg.Connection) -> None:
    """Make the owner of all that is in the connection's database; the superuser may do that.

    Databases of earlier versions belong to the superuser.
    """
    owner = sql.Identifier(OWNER)
    objects = connection.execute(OF_OTHERS, {"owner": OWNER}).fetchall()
    if not objects:
        return
    with connection.transaction():
        for kind, name in objects:
            statement = sql.SQL("ALTER {} {} OWNER TO {}")
            connection.execute(statement.format(sql.SQL(kind), sql.SQL(name), owner))
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(owner))
        for statement in web_rights(WEB):
            connection.execute(statement)


def web_rights(role: str) -> Iterator[sql.Composed]:
    """Yield what the owner says to let a role serve, with tables that are still to come."""
    name = sql.Identifier(role)
    for statement in (
        "GRANT USAGE ON SCHEMA public TO {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
        # Which migrations have run is the owner's business.
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}",
    ):
        yield sql.SQL(statement).format(name)
