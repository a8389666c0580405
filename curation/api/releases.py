"""The release that an address or a parameter names."""

from rest_framework.exceptions import NotFound

from ..asking import not_released
from ..models import Release

__all__ = ["released"]


def released(identifier: str) -> Release:
    """Return the release of this name.

    Raises:
        NotFound: there is none; the message names those there are.
    """
    found = None
    if Release.could_be_named(identifier):
        rows = Release.objects.named(identifier).select_related("previous")
        found = rows.with_archive().first()
    if found is None:
        raise NotFound(f"No release is called so. {not_released(identifier)}")
    return found
