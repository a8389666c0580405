"""The rules of snapshots and originals hold against raw SQL, each under its name."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

DIGEST = "0" * 64


def test_an_address_is_catalogued_once(refused, sql):
    factories.source(url="https://example.org/a")
    other = factories.source()

    with refused("address_is_catalogued_once"):
        sql("UPDATE curation_source SET url = 'https://example.org/a' WHERE id = %s", other.pk)


def test_a_snapshot_shares_the_address_of_its_document():
    first = factories.source(url="https://example.org/a")

    assert factories.source(url=first.url, snapshot_of=first).pk


def test_a_snapshot_holds_a_text(refused):
    first = factories.source()

    with refused("snapshot_holds_a_text"):
        factories.source(text="", snapshot_of=first)


@pytest.mark.parametrize("target", ["itself", "snapshot"])
def test_a_snapshot_is_of_a_first_text(refused, sql, target):
    snapshot = factories.source(snapshot_of=factories.source())
    source = factories.source()
    named = source if target == "itself" else snapshot

    with refused("snapshot_is_of_a_first_text"):
        sql("UPDATE curation_source SET snapshot_of_id = %s WHERE id = %s", named.pk, source.pk)


def test_a_text_that_has_snapshots_is_not_made_one(refused, sql):
    first, other = factories.source(), factories.source()
    factories.source(snapshot_of=first)

    with refused("snapshot_is_of_a_first_text"):
        sql("UPDATE curation_source SET snapshot_of_id = %s WHERE id = %s", other.pk, first.pk)


def test_snapshots_are_numbered_by_the_database_whatever_is_said(sql):
    first = factories.source()
    snapshots = [factories.source(snapshot_of=first, snapshot_number=9) for _ in range(2)]

    sql("UPDATE curation_source SET snapshot_number = 7 WHERE id = %s", snapshots[0].pk)

    for source in (first, *snapshots):
        source.refresh_from_db()
    assert [each.snapshot_number for each in (first, *snapshots)] == [1, 2, 3]


@pytest.mark.parametrize(
    "assignment",
    [
        "original = 'x'",
        f"original_sha256 = '{DIGEST}'",
        "original = 'x', original_name = 'x.pdf', media_type = 'application/pdf'",
        f"original = 'x', original_name = 'x.pdf', original_sha256 = '{DIGEST}'",
        "original = 'x', original_name = 'x', media_type = 'text/plain', original_sha256 = 'ab'",
    ],
)
def test_an_original_comes_with_its_sha256(refused, sql, assignment):
    source = factories.source()

    with refused("original_comes_with_its_sha256"):
        sql(f"UPDATE curation_source SET {assignment} WHERE id = %s", source.pk)


@pytest.mark.parametrize("column", ["original", "original_name", "media_type"])
def test_an_original_is_never_altered(refused, sql, column):
    source = factories.source(
        original="x", original_name="x.pdf", media_type="text/html", original_sha256=DIGEST
    )

    with refused("original_is_never_altered"):
        sql(f"UPDATE curation_source SET {column} = 'other' WHERE id = %s", source.pk)
    with refused("original_is_never_altered"):
        sql(
            "UPDATE curation_source SET original = '', original_name = '', media_type = '', "
            "original_sha256 = '' WHERE id = %s",
            source.pk,
        )
