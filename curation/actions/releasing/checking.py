"""Check that a release is still what was registered: its files, and what they are made from."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import storages

from ...ledger import disagreements_of_release
from ...models import Release, ReleaseFile
from ...patience import unlimited
from ...releases.self_description import contradictions
from .building import Build, Progress, build, unseen
from .freezing import frozen
from .scratch import scratch_folder

__all__ = [
    "Damage",
    "Difference",
    "contradictions_of",
    "damage_of",
    "damages_of",
    "rebuild",
    "unregistered",
]


@dataclass(frozen=True)
class Damage:
    """A file that the store does not have as it was registered."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path} {self.message}"


@dataclass(frozen=True)
class Difference:
    """A file that is built otherwise than it was; None where there is no such file."""

    path: str
    registered: str | None
    rebuilt: str | None

    def __str__(self) -> str:
        if self.registered is None:
            return f"{self.path} was no part of it"
        if self.rebuilt is None:
            return f"{self.path} is not built any more"
        return f"{self.path} has SHA-256 {self.rebuilt}, registered is {self.registered}"


def damages_of(release: Release, *, progress: Progress = unseen) -> list[Damage]:
    """Read every file of a release from the store, and return those that are not as registered."""
    found = []
    files = list(release.files.order_by("path"))
    for number, file in enumerate(files):
        progress("Verifying the files", number, len(files))
        file.release = release
        if message := damage_of(file):
            found.append(Damage(file.path, message))
    progress("Verifying the files", len(files), len(files))
    return found


def damage_of(file: ReleaseFile) -> str:
    """Read a file, and return how it differs from what was registered; blank: not at all."""
    store = storages["releases"]
    try:
        size = store.size(file.stored_as)
        if size != file.size:
            return f"has {size} bytes instead of {file.size}"
        summed = hashlib.sha256()
        for block in store.stretch(file.stored_as, 0, size):
            summed.update(block)
    except OSError as error:
        return f"cannot be read: {error}"
    if summed.hexdigest() != file.sha256:
        return f"has SHA-256 {summed.hexdigest()} instead of {file.sha256}"
    return ""


def contradictions_of(release: Release) -> Iterator[str]:
    """Yield, in words, where the register disagrees with the ledger or with the archive's text."""
    for flaw in disagreements_of_release(release.identifier):
        yield str(flaw)
    if not Release.objects.filter(pk=release.previous_id or release.pk).exists():
        yield "The release that it follows is gone"
        return
    archive = release.files.filter(path=release.archive).first()
    if archive is None:
        yield f"Its archive, {release.archive}, is not registered"
        return
    try:
        with storages["releases"].open(archive.stored_as) as content:
            yield from contradictions(frozen(release), content)
    except OSError as error:
        yield f"Its archive cannot be read: {error}"


def unregistered() -> list[str]:
    """Return the names of releases whose archive lies in the store and that are not registered."""
    store = storages["releases"]
    try:
        folders, _ = store.listdir("")
    except FileNotFoundError:
        return []
    named = {each for each in folders if Release.could_be_named(each)}
    unknown = named - set(Release.objects.values_list("identifier", flat=True))
    return sorted(each for each in unknown if store.exists(Release(identifier=each).stored_archive))


def rebuild(
    release: Release, *, progress: Progress = unseen, build: Build = build
) -> list[Difference]:
    """Build a release anew from the ledger, and return what comes out otherwise."""
    with unlimited(), scratch_folder() as folder:
        built = build(frozen(release), folder, progress=progress)
    then = {file.path: file.sha256 for file in release.files.all()}
    now = {file.path: file.sha256 for file in built.files}
    return [
        Difference(path, then.get(path), now.get(path))
        for path in sorted(then | now)
        if then.get(path) != now.get(path)
    ]
