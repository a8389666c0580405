"""Find a release by its name."""

from difflib import get_close_matches

from ...errors import ReleaseRefused
from ...models import Release

__all__ = ["release_named"]


def release_named(identifier: str) -> Release:
    """Return the release of this name.

    Raises:
        ReleaseRefused: there is none; the message names those there are, the nearest first.
    """
    found = Release.objects.named(identifier).first()
    if found is None:
        known = list(Release.objects.newest_first().values_list("identifier", flat=True)[:20])
        near = get_close_matches(identifier, known, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        there = f" There are: {', '.join(known)}." if known else " None was made yet."
        raise ReleaseRefused(f"There is no release “{identifier}”.{hint}{there}")
    return found
