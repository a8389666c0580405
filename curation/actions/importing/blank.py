"""New instances of a model, many of them."""

from functools import lru_cache

from django.db.models import Model
from django.db.models.base import ModelState

__all__ = ["blank"]


def blank(model: type[Model]) -> Model:
    """Return a new instance with the defaults of its fields, and no id yet.

    The same as ``model()``, whose work on each field is done once and not for each row.
    """
    instance = model.__new__(model)
    instance.__dict__.update(_defaults(model))
    instance._state = ModelState()
    return instance


@lru_cache
def _defaults(model: type[Model]) -> dict[str, object]:
    values = dict(vars(model()))
    del values["_state"]
    values[model._meta.pk.attname] = None
    return values
