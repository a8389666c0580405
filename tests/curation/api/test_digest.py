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


def recomputed_from(change):
    """Return the digest of a change, by its own keys."""
    said = {**change, "recorded": {"from": change["recorded_from"]}}
    return recomputed({**change["document"], "revision": said})


def test_every_change_gives_its_digest(get):
    changes = get("changes/", page_size=1000)["results"]

    assert len(changes) > 150
    for change in changes:
        assert recomputed_from(change) == change["digest"]


@pytest.mark.parametrize("collection", ["statuses", "events", "actors", "sources", "status-types"])
def test_the_history_of_a_record_gives_its_digests(get, collection):
    """Entries of collections have null for blank texts; a record's history is as published."""
    for found in get(f"{collection}/", page_size=5)["results"]:
        for entry in get(f"records/{found['id']}/revisions/")["results"]:
            assert recomputed(entry) == entry["revision"]["digest"]
