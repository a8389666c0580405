"""What the API says of releases and of what differs between them."""

from typing import Any

from django.urls import reverse
from rest_framework.request import Request

from ..exports import moment_text
from ..models import Release, ReleaseFile
from ..releases.changes import Change

__all__ = ["differing", "summarized", "with_files"]

Entry = dict[str, Any]


def summarized(release: Release, request: Request) -> Entry:
    """Return a release without its single files; it was read `with_archive`."""
    before = release.previous

    def address(name: str, **parts: str) -> str:
        return request.build_absolute_uri(reverse(name, kwargs=parts))

    return {
        "identifier": release.identifier,
        "url": address("release", identifier=release.identifier),
        "page": address("release-page", identifier=release.identifier),
        "title": release.title,
        "notes": release.notes,
        "released_at": moment_text(release.released_at),
        "released_by": release.released_by_name,
        "revision": release.revision_id,
        "known_at": moment_text(release.moment),
        "head_digest": release.head_digest,
        "previous": before.identifier if before else None,
        "changes": before
        and address("release-difference", earlier=before.identifier, later=release.identifier),
        "withdrawn": _withdrawal(release),
        "archive": _file(release, release.archived[0], request),
    }


def with_files(release: Release, request: Request) -> Entry:
    """Return a release with all of its files."""
    files = [_file(release, each, request) for each in release.files.order_by("path")]
    return summarized(release, request) | {"files": files}


def _withdrawal(release: Release) -> Entry | None:
    if release.withdrawn_at is None:
        return None
    return {
        "at": moment_text(release.withdrawn_at),
        "by": release.withdrawn_by_name,
        "reason": release.withdrawal_reason,
    }


def _file(release: Release, file: ReleaseFile, request: Request) -> Entry:
    there = reverse("released-file", kwargs={"identifier": release.identifier, "path": file.path})
    return {
        "path": file.path,
        "url": request.build_absolute_uri(there),
        "size": file.size,
        "sha256": file.sha256,
        "media_type": file.media_type,
    }


def differing(change: Change) -> Entry:
    """Return what differs in one record."""
    return {
        "change": str(change.sort),
        "record": change.record,
        "kind": str(change.kind),
        "label": change.label,
        "revision": change.revision,
        "reason": change.reason,
        "keys": list(change.keys),
        "before": change.before,
        "after": change.after,
    }
