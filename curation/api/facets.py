"""How many entries have which values."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from ..asking.parameters import Parameter
from ..servers import current_connection

__all__ = ["counted"]

MOST = 100


def counted(rows: QuerySet, parameters: Mapping[str, Parameter]) -> dict[str, list[dict[str, Any]]]:
    """Return, for each parameter, its values among ``rows`` with the number of entries.

    The most frequent come first, a hundred at most; an entry that has a value twice counts once.
    """
    return {name: _values(rows, parameter) for name, parameter in parameters.items()}


def _values(rows: QuerySet, parameter: Parameter) -> list[dict[str, Any]]:
    where = parameter.where
    values = rows.order_by().annotate(facet=where.elements(rows)).values_list("pk", "facet")
    sql, params = (values.distinct() if where.repeats else values).query.sql_with_params()
    with current_connection().cursor() as cursor:
        cursor.execute(
            f"SELECT facet, count(*) FROM ({sql}) AS entry(id, facet) "  # noqa: S608
            "GROUP BY facet ORDER BY count(*) DESC, facet LIMIT %s",
            [*params, MOST],
        )
        return [{"value": value, "count": count} for value, count in cursor.fetchall()]
