"""Build the files of a release: a zip with everything, and what is read in place beside it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stream_zip import MemberFile

from ..exports.layouts import FIRST
from ..exports.streaming import csv_blocks
from .archive import BuiltFile, Contents, write_archive
from .documents import record_lines
from .frozen import Frozen
from .panels import Panels
from .parquet import ParquetFile
from .provenance import provenance_chunks
from .tables import ReleasedTable, released_tables
from .texts import texts_of

__all__ = ["Built", "build"]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Built:
    """What was built: the zip first, then the files that lie loose."""

    files: tuple[BuiltFile, ...]


def build(
    frozen: Frozen, folder: Path, *, progress: Progress = lambda step, done, steps: None
) -> Built:
    """Write the files of a release to ``folder``, which is there and empty.

    Everything follows from ``frozen`` and the ledger up to its place: the same at any later time.
    ``progress`` is told what comes next, how many steps are done and how many there are.
    """
    contents = Contents(frozen, folder)
    archive = write_archive(folder, f"{frozen.name}.zip", _members(contents, progress))
    return Built((archive, *contents.beside()))


def _members(contents: Contents, progress: Progress) -> Iterator[MemberFile]:
    frozen = contents.frozen
    panels, tables = Panels(frozen), released_tables(frozen.layout)
    steps = [*tables, "records.ndjson", "provenance.jsonld", "descriptions"]
    for done, step in enumerate(steps):
        progress(step, done, len(steps))
        match step:
            case "records.ndjson":
                yield contents.packed(step, record_lines(frozen))
            case "provenance.jsonld":
                yield contents.packed(step, provenance_chunks(frozen))
            case "descriptions":
                yield from _descriptions(contents)
            case _:
                yield from _table(contents, tables[step], panels)
    progress("", len(steps), len(steps))


def _descriptions(contents: Contents) -> Iterator[MemberFile]:
    for path, text in texts_of(contents.frozen, contents.files):
        yield contents.text(path, text)
    yield contents.text("SHA256SUMS", contents.sums())


def _table(contents: Contents, table: ReleasedTable, panels: Panels) -> Iterator[MemberFile]:
    """Yield a table as CSV, and as the Parquet that is made of it meanwhile."""
    path = f"parquet/{table.name}/{table.name}.parquet"
    with ParquetFile(contents.folder / path, table.columns) as parquet:
        chunks = _teed(csv_of(table, contents.frozen, panels), parquet)
        # One by one, tables came as Parquet alone in the first layout.
        into = contents.packed if contents.frozen.layout == FIRST else contents.copied
        yield into(f"csv/{table.name}.csv", chunks)
    yield contents.stored(path)


def csv_of(table: ReleasedTable, frozen: Frozen, panels: Panels) -> Iterator[bytes]:
    """Yield a table as CSV, in blocks."""
    if table.rows is None:
        return panels.csv_blocks(table)
    return csv_blocks([column.name for column in table.columns], *table.sql(frozen))


def _teed(chunks: Iterable[bytes], parquet: ParquetFile) -> Iterator[bytes]:
    for chunk in chunks:
        parquet.feed(chunk)
        yield chunk
