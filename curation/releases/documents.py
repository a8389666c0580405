"""The full documents of a release: every standing record, an entry a line."""

import json
from collections.abc import Iterator

from ..exports import FactEntry, RecordEntry
from ..exports.json_text import Beside, EntryText
from ..exports.streaming import json_lines
from ..vocabulary import FACT_KINDS, REFERENCE_KINDS
from .frozen import Frozen
from .tables import standing

__all__ = ["record_lines"]


def record_lines(frozen: Frozen) -> Iterator[bytes]:
    """Yield the documents as they were published, with revision and release.

    So their digests can be recomputed. Reference data come first, then facts.
    """
    yield from _lines(frozen, REFERENCE_KINDS, RecordEntry)
    yield from _lines(frozen, FACT_KINDS, FactEntry)


def _lines(frozen: Frozen, kinds: tuple[str, ...], entry: type[EntryText]) -> Iterator[bytes]:
    rows = standing(frozen.place, *kinds).annotate(beside=Beside(entry(frozen.place)))
    sql, params = rows.values_list("written", "beside").query.sql_with_params()
    # The document's own brace gives way to what stands beside it: cheaper to cut out here.
    end = f', "release": {json.dumps(frozen.identifier)}}}\n'.encode()
    for block in json_lines(sql, params):
        yield block.replace(b"}\t", b"").replace(b"}\n", end)
