"""Name rows by their labels, with one query for each table however many are named."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Field, Model

from ..actions import identity
from ..models import HISTORIES, Fact, Snapshot

__all__ = ["Labels", "references_of"]

NOTHING = "–"


class Labels:
    """Labels of rows, fetched at once; of those deleted since, from their history."""

    def __init__(self, wanted: Iterable[tuple[type[Model], Any]]) -> None:
        """Fetch the labels of ``wanted``: pairs of a model and a key."""
        keys: dict[type[Model], set] = defaultdict(set)
        for model, key in wanted:
            if key not in (None, "") and _may_be_key(model, key):
                keys[_table(model)].add(str(key))
        self._labels = {model: _labels(model, wanted) for model, wanted in keys.items()}

    def of(self, model: type[Model], key: Any) -> str:
        """Return the label of a row, or what can be said of one that nobody knows any more."""
        if key in (None, ""):
            return NOTHING
        return self._labels.get(_table(model), {}).get(str(key), f"(unknown: {key})")

    def words(self, field: Field, value: Any) -> str:
        """Return a column's value as an editor reads it."""
        if value is None or value == "":
            return NOTHING
        if field.remote_field:
            return self.of(field.remote_field.model, value)
        choices = dict(field.flatchoices or ())
        if value in choices:
            return str(choices[value])
        return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def references_of(snapshots: Iterable[Snapshot]) -> set[tuple[type[Model], Any]]:
    """Return what the rows of ``snapshots`` refer to, as pairs of a model and a key."""
    return {
        (field.remote_field.model, row[field.attname])
        for snapshot in snapshots
        for (model, _), row in snapshot.items()
        for field in model._meta.concrete_model._meta.local_concrete_fields
        if field.remote_field and row.get(field.attname) is not None
    }


def _table(model: type[Model]) -> type[Model]:
    concrete = model._meta.concrete_model
    return Fact if issubclass(concrete, Fact) else concrete


def _may_be_key(model: type[Model], key: Any) -> bool:
    """Tell whether a text that a browser sent can be a key at all."""
    try:
        model._meta.pk.to_python(key)
    except ValidationError:
        return False
    return True


def _labels(model: type[Model], keys: set[str]) -> dict[str, str]:
    if model is get_user_model():
        return {str(user.pk): identity(user) for user in model.objects.filter(pk__in=keys)}
    column = "label" if model is Fact else "name"
    rows = model._base_manager.filter(pk__in=keys).values_list("pk", column)
    found = {str(pk): label for pk, label in rows}
    if missing := keys - found.keys():
        former = HISTORIES[model].objects.filter(id__in=missing).order_by("pgh_id")
        for pk, label in former.values_list("id", column):
            found[str(pk)] = f"{label} (deleted since)"
    return found
