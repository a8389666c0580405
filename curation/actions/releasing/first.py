"""The release that a new registry starts with: its record as it was shipped."""

from ...models import Release
from ..people import bootstrap_account
from .building import Progress, unseen
from .making import release

__all__ = ["FIRST", "release_first"]

FIRST = "v2026.11"
TITLE = "The SCO Registry, first release"
NOTES = (
    "The record as it is shipped: what one article tells of the organization, cited passage by "
    "passage, and the timeline of memberships since 2001."
)


def release_first(*, progress: Progress = unseen) -> Release | None:
    """Make the first release in the registry's own name; nothing if there is any release already.

    Raises:
        ReleaseRefused: the record has errors by now.
    """
    if Release.objects.exists():
        return None
    return release(FIRST, title=TITLE, notes=NOTES, by=bootstrap_account(), progress=progress)
