"""Make a release: freeze a place of the ledger, build, keep the files, and register all at once."""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from ...disk import disk_advice
from ...errors import ReleaseRefused
from ...models import Release, ReleaseFile, Revision
from ...patience import unlimited
from ..people import identity, require
from ..refusals import refusals_explained
from .building import Build, Progress, build, unseen
from .checking import damages_of
from .freezing import frozen
from .permission import RELEASING
from .scratch import scratch_folder
from .soundness import refuse_unless_sound

__all__ = ["release"]

logger = logging.getLogger(__name__)


def release(
    identifier: str,
    *,
    title: str,
    notes: str = "",
    by: AbstractBaseUser,
    now: dt.datetime | None = None,
    progress: Progress = unseen,
    build: Build = build,
) -> Release:
    """Make the release ``identifier`` of the record as it stands, and return it.

    Whatever can be refused is refused before the long work of building, and nothing is registered
    before all files lie in the store as they were built. ``progress`` is told what is being done,
    how much of it is done, and of how much; if it raises, nothing is left behind.

    Raises:
        NotAllowed: ``by`` may not make releases.
        ReleaseRefused: nothing is published, the record has errors, or the files cannot be
            written; the message says which.
        RuleBroken: the name is taken, in no form, or does not follow the last release.
    """
    require(by, RELEASING, "make releases")
    made = _unregistered(identifier, title.strip(), notes.strip(), by, now)
    _refuse_what_cannot_be_registered(made)
    with unlimited():
        progress("Checking the record", 0, 1)
        refuse_unless_sound()
        progress("Checking the record", 1, 1)
        with _disk_failures_explained(), scratch_folder() as folder:
            built = build(frozen(made), folder, progress=progress)
            made.file_count = len(built.files)
            _register(made, built, folder, progress)
    return made


@contextmanager
def _disk_failures_explained() -> Iterator[None]:
    """Turn what the disk does not take into a refusal that says what to do."""
    try:
        yield
    except OSError as error:
        if advice := disk_advice(error):
            raise ReleaseRefused(
                f"The files of the release cannot be written; nothing was registered. {advice}"
            ) from error
        raise


def _unregistered(
    identifier: str, title: str, notes: str, by: AbstractBaseUser, now: dt.datetime | None
) -> Release:
    place = Revision.objects.place()
    if place.moment is None:
        raise ReleaseRefused("Nothing is published yet: there is nothing to release.")
    return Release(
        identifier=identifier,
        title=title,
        notes=notes,
        revision_id=place.revision,
        moment=place.moment,
        head_digest=Revision.objects.values_list("digest", flat=True).get(pk=place.revision),
        # A clock may be behind the ledger's last moment, which never runs backwards.
        released_at=max(now or timezone.now(), place.moment),
        released_by=by,
        released_by_name=identity(by),
        address=_address(identifier),
        previous=Release.objects.latest_made(),
        file_count=0,
    )


def _address(identifier: str) -> str:
    """Return where the release will be found; blank if the service has no address for good."""
    if not settings.PUBLIC_URL:
        return ""
    return f"{settings.PUBLIC_URL.rstrip('/')}/releases/{identifier}/"


def _refuse_what_cannot_be_registered(made: Release) -> None:
    """Ask the database itself, which has the rules, and take the row back at once."""
    for name in ("identifier", "title"):
        longest = Release._meta.get_field(name).max_length
        if len(getattr(made, name)) > longest:
            raise ReleaseRefused(f"The {name} of a release has at most {longest} letters.")
    with refusals_explained(), transaction.atomic():
        made.save(force_insert=True)
        transaction.set_rollback(True)
    made.pk, made._state.adding = None, True


def _register(made: Release, built: Any, folder: Path, progress: Progress) -> None:
    kept: list[str] = []
    try:
        with refusals_explained(), transaction.atomic():
            made.save(force_insert=True)
            files = [ReleaseFile(release=made, **vars(each)) for each in built.files]
            for number, each in enumerate(files):
                progress("Storing the files", number, len(files))
                kept.append(each.stored_as)
                _keep(each, folder)
            ReleaseFile.objects.bulk_create(files)
            if damages := damages_of(made, progress=progress):
                raise ReleaseRefused(
                    "The store does not give back what it was given: "
                    + "; ".join(str(damage) for damage in damages)
                )
            progress("Storing the files", len(files), len(files))
    except BaseException:
        made.pk, made._state.adding = None, True
        _remove(kept)
        raise


def _remove(names: list[str]) -> None:
    """Remove what was stored; what cannot be removed is logged, and replaced by another attempt."""
    for name in names:
        try:
            storages["releases"].delete(name)
        except OSError as error:
            logger.error("%s stays in the store, though it is of no release: %s", name, error)


def _keep(file: ReleaseFile, folder: Path) -> None:
    """Put a file into the store, in the place of one that an interrupted attempt left there."""
    store = storages["releases"]
    if store.exists(file.stored_as):
        store.delete(file.stored_as)
    with open(folder / file.path, "rb") as content:
        name = store.save(file.stored_as, File(content))
    if name != file.stored_as:
        raise ReleaseRefused(f"The store keeps {file.stored_as} under another name, {name}.")
