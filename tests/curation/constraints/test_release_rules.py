"""Releases stay as they were made, against raw SQL; each rule refuses under its name."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

COLUMNS = (
    "identifier, title, notes, revision_id, moment, head_digest, released_at, released_by_id, "
    "released_by_name, address, previous_id, file_count, withdrawn_by_name, withdrawal_reason"
)
WITHDRAWN = (
    "withdrawn_by_id = released_by_id, withdrawn_by_name = 'x', withdrawal_reason = 'wrong', "
    "withdrawn_at = released_at + interval '1 day'"
)


@pytest.fixture
def release(seeded):
    return factories.release("v2026.11")


@pytest.fixture
def another(sql, release):
    """Insert a release that follows ``release``, like it but for what is given as SQL."""

    def insert(**otherwise):
        given = {
            "identifier": "'v2026.12'",
            "released_at": "released_at + interval '1 day'",
            "previous_id": "id",
            "file_count": "0",
        } | otherwise
        values = ", ".join(given.get(name, name) for name in COLUMNS.split(", "))
        sql(
            f"INSERT INTO curation_release ({COLUMNS}) SELECT {values} FROM curation_release "
            "WHERE id = %s",
            release.pk,
        )

    return insert


def test_a_well_formed_release_follows(another, sql):
    another()

    sql("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("rule", "otherwise"),
    [
        ("release_identifier_is_used_once", {"identifier": "identifier"}),
        ("release_name_is_no_number", {"identifier": "'2026.12'"}),
        ("release_is_named_by_year_and_month", {"identifier": "'v2026.13'"}),
        ("release_is_named_by_year_and_month", {"identifier": "'2026.9'", "previous_id": "NULL"}),
        ("release_has_a_title_and_a_maker", {"title": "''"}),
        ("release_has_a_title_and_a_maker", {"released_by_name": "''"}),
        ("releases_follow_one_another", {"previous_id": "NULL"}),
        ("release_is_made_after_its_last_revision", {
            "released_at": "moment - interval '1 s'", "previous_id": "NULL"}),
        ("withdrawal_says_who_when_and_why", {"withdrawal_reason": "'wrong'"}),
        ("release_stands_at_a_place_of_the_ledger", {"head_digest": "repeat('0', 64)"}),
        ("release_stands_at_a_place_of_the_ledger", {"moment": "moment - interval '1 s'"}),
        ("release_stands_at_a_place_of_the_ledger", {"revision_id": "revision_id + 1"}),
        ("release_follows_the_one_before_it", {"identifier": "'v2026.10.2'"}),
        ("release_follows_the_one_before_it", {"released_at": "released_at"}),
        ("release_has_exactly_its_files", {"file_count": "1"}),
    ],
)  # fmt: skip
def test_a_release_says_what_is_so(refused, another, rule, otherwise):
    with refused(rule):
        another(**otherwise)


def test_a_release_does_not_go_back_in_the_ledger(refused, another):
    earlier = "SELECT {} FROM curation_revision WHERE id = 1"
    at_the_first = {
        "revision_id": "1",
        "moment": f"({earlier.format('lower(recorded)')})",
        "head_digest": f"({earlier.format('digest')})",
    }

    with refused("release_follows_the_one_before_it"):
        another(**at_the_first)


def test_a_further_release_of_the_month_is_numbered(another, sql):
    another(identifier="'v2026.11.1'")

    sql("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "change",
    [
        "title = 'Other'",
        "notes = 'Other'",
        "identifier = 'v2027.01'",
        "released_at = released_at + interval '1 s'",
        "file_count = file_count + 1",
        f"title = 'Other', {WITHDRAWN}",
    ],
)
def test_a_release_is_never_altered(refused, sql, release, change):
    with refused("release_is_never_altered"):
        sql(f"UPDATE curation_release SET {change} WHERE id = %s", release.pk)


def test_a_release_is_withdrawn_once(refused, sql, release):
    sql(f"UPDATE curation_release SET {WITHDRAWN} WHERE id = %s", release.pk)

    with refused("release_is_never_altered"):
        sql("UPDATE curation_release SET withdrawal_reason = 'y' WHERE id = %s", release.pk)
    with refused("release_is_never_altered"):
        sql(
            "UPDATE curation_release SET withdrawn_by_id = NULL, withdrawn_by_name = '', "
            "withdrawal_reason = '', withdrawn_at = NULL WHERE id = %s",
            release.pk,
        )


@pytest.mark.parametrize(
    "lacking",
    ["withdrawal_reason = ''", "withdrawn_by_name = ''", "withdrawn_at = released_at"],
)
def test_a_withdrawal_says_who_when_and_why(refused, sql, release, lacking):
    name = lacking.split(" = ")[0]
    told = [each for each in WITHDRAWN.split(", ") if not each.startswith(f"{name} ")]

    with refused("withdrawal_says_who_when_and_why"):
        sql(f"UPDATE curation_release SET {', '.join([*told, lacking])} WHERE id = %s", release.pk)


def test_a_release_is_never_deleted(refused, sql, release):
    with refused("release_is_never_deleted"):
        sql("DELETE FROM curation_release WHERE id = %s", release.pk)


def test_releases_are_never_emptied(refused, sql, release):
    sql("SET CONSTRAINTS ALL IMMEDIATE")

    with refused("releases_are_never_emptied"):
        sql("TRUNCATE curation_release CASCADE")
    with refused("released_files_are_never_emptied"):
        sql("TRUNCATE curation_releasefile")


# --- files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE curation_releasefile SET sha256 = repeat('0', 64) WHERE release_id = %s",
        "UPDATE curation_releasefile SET path = 'other' WHERE release_id = %s",
        "DELETE FROM curation_releasefile WHERE release_id = %s",
    ],
)
def test_a_released_file_is_never_altered(refused, sql, release, statement):
    with refused("released_file_is_never_altered"):
        sql(statement, release.pk)


@pytest.mark.parametrize(
    ("rule", "otherwise"),
    [
        ("release_has_exactly_its_files", {}),
        ("released_file_is_listed_once", {"path": "path"}),
        ("released_file_lies_in_its_release", {"path": "'../other'"}),
        ("released_file_lies_in_its_release", {"path": "'/etc/passwd'"}),
        ("released_file_lies_in_its_release", {"path": "'a//b'"}),
        ("released_file_has_a_sha256", {"sha256": "'0'"}),
        ("released_file_has_a_media_type", {"media_type": "'a file'"}),
    ],
)
def test_no_file_is_added_to_a_release(refused, sql, release, rule, otherwise):
    columns = ("release_id", "path", "size", "sha256", "media_type")
    given = {"path": "path || '.more'"} | otherwise
    values = ", ".join(given.get(name, name) for name in columns)

    with refused(rule):
        sql(
            f"INSERT INTO curation_releasefile ({', '.join(columns)}) SELECT {values} FROM "
            "curation_releasefile WHERE release_id = %s LIMIT 1",
            release.pk,
        )
