"""How to cite a release: the Citation File Format, BibTeX and RIS."""

from typing import Any

import yaml

from ..exports.bibliography import REGISTRY, bibtex, csl_date, ris
from ..exports.changes import moment_text
from ..exports.layouts import FIRST
from .frozen import Frozen

__all__ = ["bibtex_of", "citation_file", "csl_of_release", "ris_of"]


def citation_file(frozen: Frozen) -> str:
    """Return ``CITATION.cff`` (Citation File Format 1.2.0)."""
    told = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite this release of it.",
        "type": "dataset",
        "title": frozen.title,
        "abstract": frozen.notes,
        "authors": [{"name": REGISTRY}],
        "version": frozen.identifier,
        "date-released": frozen.released_on,
        "license": "CC-BY-4.0",
        "url": frozen.address,
        "identifiers": [
            *(_names(frozen) if frozen.layout > FIRST else []),
            {
                "type": "other",
                "value": frozen.head_digest,
                "description": "SHA-256 of the ledger at its revision "
                f"{frozen.place.revision}, up to which this release goes.",
            },
        ],
    }
    filled = {key: value for key, value in told.items() if value}
    return yaml.safe_dump(filled, sort_keys=False, allow_unicode=True, width=98)


def _names(frozen: Frozen) -> list[dict[str, str]]:
    where = (
        f"its page is {frozen.address}"
        if frozen.address
        else f"its page is at /releases/{frozen.identifier}/ of the service that it was taken "
        "from, which had no lasting address"
    )
    return [{"type": "other", "value": frozen.urn, "description": f"Name of the release; {where}."}]


def bibtex_of(frozen: Frozen) -> str:
    """Return the release's citation as BibTeX."""
    return bibtex(csl_of_release(frozen))


def ris_of(frozen: Frozen) -> str:
    """Return the release's citation as RIS."""
    return ris(csl_of_release(frozen))


def csl_of_release(frozen: Frozen) -> dict[str, Any]:
    """Return how to cite a release: the same in its files and on its page."""
    moment = frozen.place.moment
    recorded = f", recorded {moment_text(moment)}" if moment else ""
    item = {
        "id": frozen.name,
        "type": "dataset",
        "title": frozen.title,
        "author": [{"literal": REGISTRY}],
        "publisher": REGISTRY,
        "issued": csl_date(frozen.released_on.isoformat()),
        "version": frozen.identifier,
        "genre": "Data set",
        "number": frozen.name,
        "URL": frozen.address,
        "note": f"{REGISTRY}, release {frozen.identifier}: ledger up to revision "
        f"{frozen.place.revision}{recorded}, SHA-256 {frozen.head_digest}."
        + (f" {frozen.urn}" if frozen.layout > FIRST else ""),
    }
    return {key: value for key, value in item.items() if value}
