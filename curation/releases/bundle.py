"""Build the files of a release."""

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..exports import TABLES, Reading, RecordEntry
from ..models import Revision
from .frozen import Frozen

__all__ = ["Built", "BuiltFile", "build"]

Progress = Callable[[str, int, int], None]
EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class BuiltFile:
    """A file as it was built."""

    path: str
    size: int
    sha256: str
    media_type: str


@dataclass(frozen=True)
class Built:
    """All files of a release."""

    files: tuple[BuiltFile, ...]


def _ignored(deed: str, done: int, total: int) -> None:
    pass


def build(frozen: Frozen, folder: Path, *, progress: Progress = _ignored) -> Built:
    """Write the files of the release into ``folder``."""
    progress("Writing the records", 0, 1)
    rows = Revision.objects.as_of(frozen.place).standing().order_by("id")
    reading = Reading(rows=rows, place=frozen.place, table=next(iter(TABLES)), entry=RecordEntry)
    (folder / "records.ndjson").write_bytes(b"".join(reading.json_lines()))
    with zipfile.ZipFile(folder / f"sco-registry-{frozen.identifier}.zip", "w") as archive:
        entry = zipfile.ZipInfo("records.ndjson", EARLIEST)
        archive.writestr(entry, (folder / "records.ndjson").read_bytes())
    progress("Writing the records", 1, 1)
    types = {".ndjson": "application/x-ndjson", ".zip": "application/zip"}
    return Built(
        tuple(
            BuiltFile(
                each.name,
                each.stat().st_size,
                hashlib.sha256(each.read_bytes()).hexdigest(),
                types[each.suffix],
            )
            for each in sorted(folder.iterdir())
        )
    )
