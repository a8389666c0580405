"""Sources, and records of the registry, as CSL-JSON 1.0.2: what every citation is made from.

https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV.
"""

import datetime as dt
from typing import Any

from ...documents import how_known
from ...vocabulary import Action, Rank, RecordKind, SourceKind
from ..addresses import Addresses, as_iri
from ..changes import moment_text
from .dates import csl_date

__all__ = ["REGISTRY", "csl_of", "csl_of_record", "csl_of_registry", "csl_of_source"]

# The registry's name, as author and as container of its records.
REGISTRY = "SCO Registry"

Entry = dict[str, Any]
Item = dict[str, Any]

TYPES = {
    SourceKind.ARTICLE: "article-newspaper",
    SourceKind.INTERVIEW: "interview",
    SourceKind.STATEMENT: "document",
    SourceKind.PROTOCOL: "treaty",
    SourceKind.WEB_PAGE: "webpage",
    SourceKind.DATASET: "dataset",
    SourceKind.OTHER: "document",
}
# What a publisher runs and a document of this kind stands in: a newspaper, a site.
IN_A_CONTAINER = {SourceKind.ARTICLE, SourceKind.INTERVIEW, SourceKind.WEB_PAGE}


def csl_of(entry: Entry, base: str, *, accessed: dt.date | None = None) -> Item:
    """Return how to cite an entry: a source as the document that it is, all else as a record."""
    if entry["revision"]["kind"] == RecordKind.SOURCE:
        return csl_of_source(entry)
    return csl_of_record(entry, base, accessed=accessed)


def csl_of_source(entry: Entry) -> Item:
    """Return a source as it is cited itself; its slug is the ``id``.

    A title in brackets is one that the cataloguer supplied, and keeps them. An author is a
    ``literal`` name: the registry does not say what of it is the family name.
    """
    kind = SourceKind(entry["kind"])
    author = entry["author"]
    return _filled(
        {
            "id": entry["slug"],
            "type": TYPES[kind],
            "title": entry["title"],
            "author": [{"literal": author}] if author else None,
            "container-title": entry["publisher"] if kind in IN_A_CONTAINER else None,
            "publisher": entry["publisher"],
            "issued": csl_date(entry["published"]),
            "URL": as_iri(entry["url"] or entry["archive_url"]),
            "archive": as_iri(entry["archive_url"]) if entry["url"] else None,
            "accessed": csl_date(entry["accessed_on"]),
            "language": entry["language"],
            "genre": kind.label,
            "note": " ".join(filter(None, (_known(entry), entry["note"]))),
        }
    )


def _known(source: Entry) -> str:
    """Return how a document is known that nobody here has seen, as a sentence; else nothing."""
    told = how_known(source)
    return f"{told.rstrip('.')}." if told else ""


def csl_of_record(entry: Entry, base: str, *, accessed: dt.date | None = None) -> Item:
    """Return how to cite a record of the registry, in the revision that the entry is.

    ``base`` is the root of the API with its slash. The address cited is that of the record's page
    as of the moment at which the revision was recorded, so that it leads to this revision for ever
    and is the same wherever the citation was taken from. ``accessed`` is the day of reading.
    """
    said = entry["revision"]
    record = entry.get("fact", entry)
    moment = said["recorded"]["from"]
    page = Addresses(base).page(said["kind"], record["id"], record.get("slug"))
    label = record.get("label") or record.get("name") or record["title"]
    return _filled(
        {
            "id": f"sco-registry-{record['id']}-{said['number']}",
            "type": "entry",
            "title": Rank(rank).marked(label) if (rank := record.get("rank")) else label,
            "author": [{"literal": REGISTRY}],
            "container-title": REGISTRY,
            "publisher": REGISTRY,
            "issued": csl_date(moment[:10]),
            "number": record["id"],
            "version": f"revision {said['number']} (ledger {said['id']})",
            "genre": RecordKind(said["kind"]).label,
            "status": "retracted" if said["action"] == Action.RETRACT else None,
            "URL": f"{page}?known_at={moment}",
            "accessed": csl_date(accessed.isoformat() if accessed else None),
            "note": _identity(said, record["id"]),
        }
    )


def csl_of_registry(revision: int, moment: dt.datetime, permalink: str) -> Item:
    """Return how to cite the whole record as it stood at a place in the ledger.

    ``revision`` is the last one there, ``moment`` since when it has stood so, and ``permalink``
    where it is described as of then.
    """
    day = moment.astimezone(dt.UTC).date()
    return {
        "id": f"sco-registry-{revision}",
        "type": "dataset",
        "title": f"{REGISTRY}: a curated record of the Shanghai Cooperation Organization",
        "author": [{"literal": REGISTRY}],
        "publisher": REGISTRY,
        "issued": csl_date(day.isoformat()),
        "version": f"ledger {revision}",
        "URL": permalink,
        "note": f"CC BY 4.0. As of {moment_text(moment)}.",
    }


def _identity(said: dict[str, Any], record: str) -> str:
    """Return the words that identify a revision, for whoever meets the citation on paper."""
    told = (
        f"{REGISTRY}, record {record}, revision {said['number']}, ledger {said['id']}, "
        f"recorded {said['recorded']['from']}, SHA-256 {said['digest']}."
    )
    if said["action"] == Action.RETRACT:
        return f"{told} Retracted: {said['summary']}"
    return told


def _filled(item: Item) -> Item:
    return {key: value for key, value in item.items() if value not in (None, "", [])}
