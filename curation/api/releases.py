"""The release that an address or a parameter names."""

from difflib import get_close_matches

from rest_framework.exceptions import NotFound

from ..models import Release

__all__ = ["nearest", "not_released", "released"]

TOLD = 12


def released(identifier: str) -> Release:
    """Return the release of this name.

    Raises:
        NotFound: there is none; the message names those there are.
    """
    found = None
    if Release.could_be_named(identifier):
        rows = Release.objects.filter(identifier=identifier).select_related("previous")
        found = rows.with_archive().first()
    if found is None:
        raise NotFound(f"No release is called so. {not_released(identifier)}")
    return found


def nearest(identifier: str) -> str:
    """Return the release whose name comes nearest; blank if none does."""
    known = Release.objects.newest_first().values_list("identifier", flat=True)
    return next(iter(get_close_matches(identifier, known, n=1, cutoff=0)), "")


def not_released(identifier: str = "") -> str:
    """Return what to say of releases that there are, in place of one that there is not."""
    known = list(Release.objects.newest_first().values_list("identifier", flat=True)[:TOLD])
    if not known:
        return "Nothing was released yet: /api/v1/releases/ will list it."
    near = get_close_matches(identifier, known, n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    return f"{hint}The last ones are {', '.join(known)}: /api/v1/releases/ lists all."
