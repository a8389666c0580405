"""Whoever reads the API can recompute the ledger's digests, as docs/ledger.md describes them."""

import hashlib

import pytest
import rfc8785

pytestmark = pytest.mark.django_db

ADDED = ("revision", "disputed_by", "statuses", "named_in")


def days(extent):
    return extent and [extent["from"], extent["until"]]


def microseconds(moment):
    whole, _, fraction = moment.removesuffix("Z").partition(".")
    return f"{whole}.{fraction or '0':0<6}+00:00"


def recomputed(entry):
    """Return the digest of an entry of the API."""
    said = entry["revision"]
    document = {key: value for key, value in entry.items() if key not in ADDED}
    is_fact = said["fact_version"] is not None
    canonical = {
        key: said[key]
        for key in (
            "action",
            "approved_by",
            "basis",
            "fact_version",
            "kind",
            "number",
            "previous_digest",
            "schema_version",
            "submitted_by",
            "summary",
        )
    } | {
        "definite": days(document["definite"]) if is_fact else None,
        "document": document,
        "possible": days(document["possible"]) if is_fact else None,
        "record": document["id"],
        "recorded_from": microseconds(said["recorded"]["from"]),
        "submitted_at": microseconds(said["submitted_at"]),
    }
    return hashlib.sha256(rfc8785.dumps(canonical)).hexdigest()


@pytest.mark.parametrize("collection", ["records", "actors", "sources", "status-types"])
def test_the_public_record_gives_the_digests(get, collection):
    entries = get(f"{collection}/", page_size=1000)["results"]

    assert entries
    for entry in entries:
        assert recomputed(entry) == entry["revision"]["digest"]
