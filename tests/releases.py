"""Releases for tests that are not about what a release is made of: quickly built."""

import hashlib
import json
import zipfile
from pathlib import Path

from curation.actions.releasing.building import Progress, unseen
from curation.exports import moment_text
from curation.releases import Frozen
from curation.releases.bundle import Built, BuiltFile
from curation.releases.citing import citation_file
from curation.releases.texts import readme

__all__ = ["build_little"]

EARLIEST = (1980, 1, 1, 0, 0, 0)
TYPES = {
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".zip": "application/zip",
}


def build_little(frozen: Frozen, folder: Path, *, progress: Progress = unseen) -> Built:
    """Build a release of three files whose content follows from what is frozen alone."""
    progress("Writing little", 0, 3)
    told = f"{moment_text(frozen.place.moment)} {frozen.head_digest} {frozen.previous is None}"
    (folder / "parquet" / "statuses").mkdir(parents=True)
    (folder / "parquet" / "statuses" / "0.parquet").write_bytes(bytes(range(256)) * 40)
    (folder / "README.md").write_text(f"{frozen.title}\n{moment_text(frozen.released_at)}\n{told}")
    archive = folder / f"sco-registry-{frozen.identifier}.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        entry = zipfile.ZipInfo("README.md", EARLIEST)
        zipped.writestr(entry, (folder / "README.md").read_bytes())
        for path, text in _description(frozen).items():
            zipped.writestr(zipfile.ZipInfo(f"{frozen.name}/{path}", EARLIEST), text)
    progress("Writing little", 3, 3)
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return Built(tuple(built(each, folder) for each in files))


def _description(frozen: Frozen) -> dict[str, str]:
    """Return what the archive says of itself, as a real one does."""
    created = frozen.released_in_utc.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "CITATION.cff": citation_file(frozen),
        "README.md": readme(frozen),
        "datapackage.json": json.dumps({"created": created}),
    }


def built(file: Path, folder: Path) -> BuiltFile:
    """Describe a file that lies in the folder."""
    content = file.read_bytes()
    return BuiltFile(
        path=file.relative_to(folder).as_posix(),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=TYPES[file.suffix],
    )
