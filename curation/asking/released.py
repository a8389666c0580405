"""What releases there are, for whoever names one that there is not."""

from difflib import get_close_matches

from ..models import Release

__all__ = ["nearest", "not_released"]

TOLD = 12


def nearest(identifier: str) -> str:
    """Return the release whose name comes nearest; blank if none does."""
    known = Release.objects.newest_first().values_list("identifier", flat=True)
    return next(iter(get_close_matches(identifier, known, n=1, cutoff=0)), "")


def not_released(identifier: str = "") -> str:
    """Return what to say of releases that there are, in place of one that there is not."""
    known = list(Release.objects.newest_first().values_list("identifier", flat=True)[:TOLD])
    if not known:
        return "Nothing has been released yet: /api/v1/releases/ will list it."
    near = get_close_matches(identifier, known, n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    return f"{hint}The latest are {', '.join(known)}: /api/v1/releases/ lists all."
