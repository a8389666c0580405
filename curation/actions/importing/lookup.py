"""Look up what the cells of a file refer to: many keys with one query for each kind of record."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model

from ...models import Fact, Source

__all__ = ["Lookup", "is_uuid"]


def is_uuid(text: str) -> bool:
    """Tell whether a text is a UUID."""
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


class Lookup:
    """Records by model and key: those of the database, and those that the file itself brings."""

    def __init__(self, brought: dict[tuple[type[Model], str], Model]) -> None:
        """Keep what the file brings."""
        self._brought = brought
        self._found: dict[type[Model], dict[str, Model]] = defaultdict(dict)
        self._keys: dict[type[Model], list[str]] = {}

    def load(self, wanted: dict[type[Model], set[str]]) -> None:
        """Fetch the records with these keys, and forget others."""
        self._found.clear()
        for model, keys in wanted.items():
            self._found[model] = dict(_fetched(model, keys))

    def get(self, model: type[Model], key: str) -> Model | None:
        """Return the record of ``model`` with this key, if there is one."""
        if issubclass(model, Fact):
            key = str(uuid.UUID(key)) if is_uuid(key) else key
        return self._found[model].get(key) or self._brought.get((model, key))

    def keys(self, model: type[Model]) -> Iterable[str]:
        """Return all slugs of ``model``; ids of facts are nothing to guess at."""
        if issubclass(model, Fact):
            return ()
        if model not in self._keys:
            brought = [key for of, key in self._brought if of is model]
            self._keys[model] = [*model.objects.values_list("slug", flat=True), *brought]
        return self._keys[model]


def _fetched(model: type[Model], keys: set[str]) -> Iterable[tuple[str, Model]]:
    if issubclass(model, Fact):
        ids = [key for key in keys if is_uuid(key)]
        return ((str(fact.pk), fact) for fact in model.objects.filter(pk__in=ids))
    rows = model.objects.filter(slug__in=keys)
    if model is Source:
        rows = rows.defer("held_text")
    return ((row.slug, row) for row in rows)
