"""Foreign keys of the registry's tables: what they name is there."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from ..flaw import Comparison

__all__ = ["links"]


def links() -> tuple[Comparison, ...]:
    """Return a comparison for every foreign key of a table of the registry."""
    return tuple(_link(field) for field in _foreign_keys())


def _foreign_keys() -> Iterator[models.ForeignKey]:
    for model in apps.get_app_config("curation").get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_fields:
                if isinstance(field, models.ForeignKey) and field.db_constraint:
                    yield field


def _link(field: models.ForeignKey) -> Comparison:
    table, column = field.model._meta.db_table, field.column
    target = field.target_field
    return Comparison(
        f"What {table}.{column} names",
        f"Row {{0}} of {table} names a row of {target.model._meta.db_table} that is gone",
        "Rows were deleted past the rules of the database. Bring them back from a backup.",
        f"""
        SELECT NULL::bigint AS revision, child."{field.model._meta.pk.column}"::text AS row
        FROM {table} AS child WHERE child."{column}" IS NOT NULL AND NOT EXISTS (
            SELECT FROM {target.model._meta.db_table} AS parent
            WHERE parent."{target.column}" = child."{column}")
        """,
    )
