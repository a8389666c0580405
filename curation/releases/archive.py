"""The zip of a release, written in one go, and what lies loose beside it.

The bytes follow from the contents alone: names and order of the entries are the bundle's, every
entry has the moment of the release and the same mode, and what compresses is zlib-ng, pinned
exactly: the zlib of Python is that of the operating system, and others compress otherwise. Since
version 2.2 zlib-ng compresses the same on whatever processor.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stream_zip import NO_COMPRESSION_64, ZIP_32, ZIP_64, MemberFile, stream_zip
from zlib_ng import zlib_ng

from .frozen import Frozen

__all__ = ["BuiltFile", "Contents", "media_type_of", "write_archive"]

MODE = 0o100644  # A regular file that all may read.
LEVEL = 2
BLOCK = 1 << 17
# So many revisions stay below the four gigabytes that every program can unzip.
MOST_IN_ZIP_32 = 100_000

MEDIA_TYPES = {
    ".bib": "application/x-bibtex",
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".ndjson": "application/x-ndjson",
    ".parquet": "application/vnd.apache.parquet",
    ".ris": "application/x-research-info-systems",
    ".zip": "application/zip",
}


def media_type_of(path: str) -> str:
    """Return the media type of a file of a release."""
    return MEDIA_TYPES.get(Path(path).suffix, "text/plain")


@dataclass(frozen=True)
class BuiltFile:
    """A file that was built: its path below the folder, its size, its SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str
    media_type: str


class Contents:
    """The files of a bundle, in the order in which they are put into it, each with its sum."""

    def __init__(self, frozen: Frozen, folder: Path) -> None:
        """Take the release, and the folder in which files lie loose."""
        self.frozen, self.folder = frozen, folder
        self.files: dict[str, BuiltFile] = {}
        self.loose: list[BuiltFile] = []
        self.alongside: list[str] = []

    def packed(self, path: str, chunks: Iterable[bytes]) -> MemberFile:
        """Return an entry of the zip, for a file that is in the zip only."""
        method = ZIP_32 if self.frozen.place.revision <= MOST_IN_ZIP_32 else ZIP_64
        return self._member(path, method, self._counted(path, _even(chunks)))

    def copied(self, path: str, chunks: Iterable[bytes]) -> MemberFile:
        """Return an entry of the zip, for a file that is written loose while it is put there."""
        self.alongside.append(path)
        return self.packed(path, self._written(path, chunks))

    def beside(self) -> list[BuiltFile]:
        """Return the loose files; all entries of the zip have been written."""
        return [*(self.files[path] for path in self.alongside), *self.loose]

    def _written(self, path: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        with self._place(path).open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
                yield chunk

    def text(self, path: str, content: str) -> MemberFile:
        """Write a text loose, and return it as an entry of the zip."""
        self._place(path).write_bytes(content.encode())
        member = self.packed(path, [content.encode()])
        self.loose.append(self._built(path))
        return member

    def stored(self, path: str) -> MemberFile:
        """Return a loose file as an entry of the zip, not compressed once more."""
        self.loose.append(self._built(path))
        size, checksum = 0, 0
        for chunk in _read(self.folder / path):
            size, checksum = size + len(chunk), zlib.crc32(chunk, checksum)
        method = NO_COMPRESSION_64(size, checksum)
        return self._member(path, method, self._counted(path, _read(self.folder / path)))

    def sums(self) -> str:
        """Return the SHA-256 of what was put in so far, as ``sha256sum --check`` reads them."""
        return "".join(f"{file.sha256}  {path}\n" for path, file in sorted(self.files.items()))

    def _member(self, path: str, method: object, chunks: Iterable[bytes]) -> MemberFile:
        moment = self.frozen.released_in_utc
        return f"{self.frozen.name}/{path}", moment, MODE, method, chunks

    def _place(self, path: str) -> Path:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def _counted(self, path: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        size, digest = 0, hashlib.sha256()
        for chunk in chunks:
            size += len(chunk)
            digest.update(chunk)
            yield chunk
        self.files[path] = BuiltFile(path, size, digest.hexdigest(), media_type_of(path))

    def _built(self, path: str) -> BuiltFile:
        return built_file(self.folder, path)


def built_file(folder: Path, path: str) -> BuiltFile:
    """Return size and sum of the file at ``path`` below ``folder``."""
    size, digest = 0, hashlib.sha256()
    for chunk in _read(folder / path):
        size += len(chunk)
        digest.update(chunk)
    return BuiltFile(path, size, digest.hexdigest(), media_type_of(path))


def write_archive(folder: Path, name: str, members: Iterable[MemberFile]) -> BuiltFile:
    """Write the zip; a member is asked for when the one before it has been written."""
    size, digest = 0, hashlib.sha256()
    with (folder / name).open("wb") as file:
        for chunk in stream_zip(members, chunk_size=BLOCK, get_compressobj=_compressor()):
            file.write(chunk)
            size += len(chunk)
            digest.update(chunk)
    return BuiltFile(name, size, digest.hexdigest(), media_type_of(name))


def _compressor() -> Callable[[], object]:
    return lambda: zlib_ng.compressobj(level=LEVEL, wbits=-zlib_ng.MAX_WBITS)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(BLOCK):
            yield chunk


def _even(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in blocks of one size, whatever the portions they come in."""
    block = bytearray()
    for chunk in chunks:
        block += chunk
        while len(block) >= BLOCK:
            yield bytes(block[:BLOCK])
            del block[:BLOCK]
    if block:
        yield bytes(block)
