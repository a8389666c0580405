"""What of a release its files are made from."""

from ...models import Release
from ...releases import Frozen, Previous

__all__ = ["frozen"]


def frozen(release: Release) -> Frozen:
    """Return what fixes the content of the files; a withdrawal is no part of it."""
    before = release.previous
    return Frozen(
        identifier=release.identifier,
        title=release.title,
        notes=release.notes,
        place=release.place,
        head_digest=release.head_digest,
        released_at=release.released_at,
        previous=Previous(before.identifier, before.place) if before else None,
        address=release.address,
    )
