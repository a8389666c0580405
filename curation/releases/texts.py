"""The texts of a bundle: what people read first, and what programs do."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from ..exports.changes import moment_text
from ..exports.layouts import FIRST
from .archive import BuiltFile
from .changes import changes_between, changes_text
from .citing import bibtex_of, citation_file, ris_of
from .codebook import codebook_csv, codebook_markdown
from .datapackage import csvw, data_package
from .frozen import Frozen
from .tables import released_tables

__all__ = ["texts_of"]

HERE = Path(__file__).parent


def texts_of(frozen: Frozen, files: Mapping[str, BuiltFile]) -> Iterator[tuple[str, str]]:
    """Yield path and content of each text; ``files`` are the tables, which are written by now."""
    yield "README.md", readme(frozen)
    yield "CODEBOOK.md", codebook_markdown(frozen.layout)
    yield "codebook.csv", codebook_csv(frozen.layout)
    yield "CHANGES.md", _changes(frozen)
    yield "CITATION.cff", citation_file(frozen)
    yield "citation.bib", bibtex_of(frozen)
    yield "citation.ris", ris_of(frozen)
    yield "LICENSE", (HERE / "LICENSE.txt").read_text(encoding="utf-8")
    yield "datapackage.json", data_package(frozen, files)
    yield "csv/csv-metadata.json", csvw(frozen)


def readme(frozen: Frozen) -> str:
    """Return ``README.md``."""
    moment = frozen.place.moment
    template = "layouts/1-README.md" if frozen.layout == FIRST else "README.template.md"
    return Template((HERE / template).read_text(encoding="utf-8")).substitute(
        title=frozen.title,
        identifier=frozen.identifier,
        notes=f"{frozen.notes}\n\n" if frozen.notes else "",
        released_on=frozen.released_on.isoformat(),
        revision=frozen.place.revision,
        moment=f", recorded {moment_text(moment)}" if moment else "",
        digest=frozen.head_digest,
        address=f"| address | <{frozen.address}> |\n" if frozen.address else "",
        tables="\n".join(
            f"| `csv/{each.name}.csv` | {each.table.meaning} |"
            for each in released_tables(frozen.layout).values()
        ),
    )


def _changes(frozen: Frozen) -> str:
    previous = frozen.previous
    if previous is None:
        return f"# Changes in {frozen.identifier}\n\nThis is the first release.\n"
    found = changes_between(previous.place, frozen.place)
    return changes_text(frozen.identifier, previous.identifier, found)
