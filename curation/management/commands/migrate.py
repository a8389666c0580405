"""``manage.py migrate`` under the role that owns the tables (``MIGRATION_DATABASE_URL``)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db.migrations.recorder import MigrationRecorder

from sco_registry.database_roles import web_rights

from ...servers import PRIMARY

__all__ = ["Command"]


class Command(migrate.Command):
    """Django's own, under another role; afterwards the role that serves has its rights."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate.

        Raises:
            CommandError: the database is another application's.
        """
        if options["database"] == PRIMARY.alias:
            _refuse_database_of_others()
        if options["database"] == PRIMARY.alias and settings.MIGRATION_DATABASE:
            with _as_owner():
                super().handle(*args, **options)
        else:
            super().handle(*args, **options)


def _refuse_database_of_others() -> None:
    """Refuse a database that another Django project migrates: its address was meant for that."""
    recorder = MigrationRecorder(PRIMARY.connection)
    migrated = {app for app, _ in recorder.applied_migrations()} if recorder.has_table() else set()
    others = sorted(migrated - set(apps.app_configs))
    if others and "curation" not in migrated:
        raise CommandError(
            f"The database that DATABASE_URL names belongs to another Django project (with "
            f"{', '.join(others)}). Name an empty one, or unset the variable."
        )


@contextmanager
def _as_owner() -> Iterator[None]:
    """Connect under the owner's role inside, and grant what the role that serves needs."""
    connection = PRIMARY.connection
    served_with = connection.settings_dict
    connection.close()
    connection.settings_dict = served_with | settings.MIGRATION_DATABASE
    try:
        yield
        role = served_with["USER"]
        if role and role != settings.MIGRATION_DATABASE["USER"]:
            with connection.cursor() as cursor:
                for statement in web_rights(role):
                    cursor.execute(statement)
    finally:
        connection.close()
        connection.settings_dict = served_with
