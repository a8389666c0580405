"""Read fixture files: YAML that an editor can write, checked entry by entry."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from ...errors import CurationError, FixtureError
from ..refusals import explain

__all__ = ["Entry", "entries", "stable_id"]

# Ids follow from names in the fixtures, so that every installation publishes the same ones.
NAMESPACE = uuid.UUID("5c0ade57-0a5f-5e2c-9d0b-6f1f5c0b2001")


def stable_id(*names: str) -> uuid.UUID:
    """Return the UUID (version 5) of something that the fixtures name."""
    return uuid.uuid5(NAMESPACE, "/".join(names))


@dataclass
class Entry:
    """One entry of a fixture file; values are taken from it, and what is left is an error."""

    path: Path
    name: str
    values: dict[str, Any]

    def take(self, key: str, default: Any = "") -> Any:
        """Return and remove the value of ``key``."""
        value = self.values.pop(key, default)
        return default if value is None else value

    def need(self, key: str) -> Any:
        """Return and remove the value of ``key``.

        Raises:
            FixtureError: there is none.
        """
        if self.values.get(key) in (None, ""):
            raise self.error(f"“{key}” is missing")
        return self.values.pop(key)

    def take_text(self, *keys: str) -> dict[str, str]:
        """Return and remove texts, blank where the entry has none.

        Raises:
            FixtureError: YAML read a number or date where a text was meant.
        """
        texts = {}
        for key in keys:
            value = self.take(key)
            if not isinstance(value, str):
                raise self.error(f"write “{key}” in quotation marks, so that it stays a text")
            texts[key] = value
        return texts

    def refer(self, model: type[Model], key: str) -> Model | None:
        """Return the row whose slug stands under ``key``, or None.

        Raises:
            FixtureError: no row bears that slug.
        """
        slug = self.take(key)
        return self.find(model, slug, key) if slug else None

    def find(self, model: type[Model], slug: str, key: str) -> Model:
        """Return the row of ``model`` with this slug."""
        try:
            return model.objects.get(slug=slug)
        except model.DoesNotExist:
            raise self.error(
                f"“{key}” names {slug!r}, which is no {model._meta.verbose_name}"
            ) from None

    def close(self) -> None:
        """Check that every value was understood.

        Raises:
            FixtureError: naming those that were not.
        """
        if self.values:
            raise self.error("not understood: " + ", ".join(sorted(self.values)))

    def save(self, instance: Model) -> None:
        """Validate and save what the entry describes.

        Raises:
            FixtureError: with the messages of validation or of the database.
        """
        try:
            instance.clean_fields()
            instance.clean()
            with transaction.atomic():
                instance.save()
        except ValidationError as error:
            raise self.error("; ".join(error.messages)) from error
        except IntegrityError as error:
            raise self.error(str(explain(error))) from error

    def error(self, message: str | CurationError) -> FixtureError:
        """Return the error that says where in which file something is wrong."""
        return FixtureError(f"{self.path.name}, {self.name}: {message}.".replace("..", "."))


def entries(path: Path, section: str, *, key: str) -> Iterator[Entry]:
    """Yield the entries of a ``section`` of the YAML file ``path``, each named by its ``key``.

    Raises:
        FixtureError: the file is not YAML, has no such section, or an entry has no name.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise FixtureError(f"{path.name} is not YAML: {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get(section), list):
        raise FixtureError(f"{path.name}: expected a list under “{section}”.")
    seen: set[str] = set()
    for values in _mappings(path, content[section]):
        name = values.get(key)
        if not isinstance(name, str) or name in seen:
            raise FixtureError(f"{path.name}: each entry needs a “{key}” of its own, not {name!r}.")
        seen.add(name)
        yield Entry(path, name, dict(values))


def _mappings(path: Path, items: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for item in items:
        if not isinstance(item, dict):
            raise FixtureError(f"{path.name}: expected “key: value” lines, not {item!r}.")
        yield item
