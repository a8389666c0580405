"""Releases: made of a sound record alone, all or nothing; checked, rebuilt and withdrawn."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from curation.actions import withdraw_release
from curation.actions.releasing import Difference, damages_of, rebuild, release_named
from curation.errors import NotAllowed, ReleaseRefused, RuleBroken
from curation.models import Release, Revision
from tests import factories
from tests.releases import build_little

pytestmark = pytest.mark.django_db


def make(identifier="v2026.11", **given):
    return factories.release(identifier, **given)


def stored(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def never(*_, **__):
    raise AssertionError("This should not be built.")


# --- making ----------------------------------------------------------------------------------


def test_a_release_is_frozen_at_the_last_place_of_the_ledger(seeded):
    head = Revision.objects.order_by("-id").first()

    made = make()

    assert (made.revision_id, made.moment, made.head_digest) == (
        head.id,
        head.recorded.lower,
        head.digest,
    )
    assert made.previous is None
    assert made.released_by_name == made.released_by.get_username()


def test_its_files_lie_in_the_store_as_they_were_built(seeded, releases_folder):
    made = make()

    assert stored(releases_folder) == [
        "v2026.11/README.md",
        "v2026.11/parquet/statuses/0.parquet",
        "v2026.11/sco-registry-v2026.11.zip",
    ]
    assert [each.path for each in made.files.all()] == [
        name.removeprefix("v2026.11/") for name in stored(releases_folder)
    ]
    assert made.file_count == 3
    assert damages_of(made) == []


def test_the_next_one_follows_the_last_even_if_that_was_withdrawn(seeded):
    first = make()
    withdraw_release(first, by=first.released_by, reason="Wrong.")

    assert make("v2026.12").previous == first


def test_who_may_not_make_releases_is_refused(seeded):
    with pytest.raises(NotAllowed, match="may not make releases"):
        make(by=factories.editor(), build=never)


@pytest.mark.parametrize(
    ("identifier", "title", "rule"),
    [
        ("november", "A title", "release_is_named_by_year_and_month"),
        ("v2026.13", "A title", "release_is_named_by_year_and_month"),
        ("v2026.11", "A title", "release_identifier_is_used_once"),
        ("v2026.10", "A title", "release_follows_the_one_before_it"),
        ("v2026.12", " ", "release_has_a_title_and_a_maker"),
    ],
)
def test_what_cannot_be_registered_is_not_even_built(seeded, identifier, title, rule):
    make()

    with pytest.raises(RuleBroken) as refused:
        make(identifier, title=title, build=never)

    assert refused.value.rule == rule


def test_a_record_with_errors_is_not_released(seeded):
    factories.held_too_early()

    with pytest.raises(
        ReleaseRefused, match=r"not established before 2001-06-15.*\(episode-before-its"
    ):
        make(build=never)


def test_a_ledger_that_was_altered_is_not_released(seeded):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE curation_revision DISABLE TRIGGER USER")
        cursor.execute("UPDATE curation_revision SET summary = 'forged' WHERE id = 7")

    with pytest.raises(ReleaseRefused, match="Revision 7 does not verify: its content"):
        make(build=never)


def test_an_empty_ledger_is_not_released(seeded):
    with connection.cursor() as cursor:
        for table in ("revision", "reviewdecision", "release", "releasefile"):
            cursor.execute(f"ALTER TABLE curation_{table} DISABLE TRIGGER USER")
        cursor.execute("TRUNCATE curation_revision CASCADE")

    with pytest.raises(ReleaseRefused, match="Nothing is published yet"):
        make(build=never)


def test_what_is_published_while_it_is_built_does_not_enter_it(seeded):
    before = Revision.objects.place()

    def build(frozen, folder, *, progress):
        factories.published_status()
        return build_little(frozen, folder, progress=progress)

    assert make(build=build).place == before
    assert Revision.objects.place() != before


@pytest.mark.parametrize("failing", ["Writing little", "Storing the files", "Verifying the files"])
def test_one_that_is_given_up_leaves_nothing_behind(seeded, releases_folder, failing):
    class GivenUp(Exception):
        pass

    def progress(deed, done, total):
        if deed == failing and done + 1 >= total:
            raise GivenUp

    with pytest.raises(GivenUp):
        make(progress=progress)

    assert not Release.objects.exists()
    assert stored(releases_folder) == []


def test_a_file_that_the_store_does_not_keep_as_built_is_noticed(seeded, releases_folder):
    def build(frozen, folder, *, progress):
        built = build_little(frozen, folder, progress=progress)
        (folder / "README.md").write_bytes(b"x" * built.files[0].size)
        return built

    with pytest.raises(ReleaseRefused, match=r"README\.md has SHA-256"):
        make(build=build)

    assert not Release.objects.exists()
    assert stored(releases_folder) == []


def test_what_an_interrupted_attempt_left_in_the_store_is_replaced(seeded, releases_folder):
    (releases_folder / "v2026.11").mkdir()
    (releases_folder / "v2026.11" / "README.md").write_text("half of")

    assert damages_of(make()) == []


def test_progress_is_told(seeded):
    told = []

    make(progress=lambda deed, done, total: told.append((deed, done, total)))

    assert list(dict.fromkeys(deed for deed, _, _ in told)) == [
        "Checking the record",
        "Writing little",
        "Storing the files",
        "Verifying the files",
    ]
    assert told[-1] == ("Storing the files", 3, 3)


def test_a_clock_that_is_behind_the_ledger_does_not_prevent_a_release(seeded):
    made = make(now=timezone.now() - dt.timedelta(days=1))

    assert made.released_at == made.moment


# --- checking --------------------------------------------------------------------------------


def test_a_changed_byte_is_found(seeded, releases_folder):
    made = make()
    file = releases_folder / "v2026.11" / "parquet" / "statuses" / "0.parquet"
    content = bytearray(file.read_bytes())
    content[1000] ^= 1
    file.write_bytes(content)

    (damage,) = damages_of(made)

    assert damage.path == "parquet/statuses/0.parquet"
    assert "instead of" in damage.message


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda file: file.write_bytes(file.read_bytes()[:-1]), "bytes instead of"),
        (lambda file: file.unlink(), "cannot be read"),
    ],
)
def test_a_lost_or_shortened_file_is_found(seeded, releases_folder, spoil, message):
    made = make()
    spoil(releases_folder / "v2026.11" / "README.md")

    (damage,) = damages_of(made)

    assert message in str(damage)


def test_a_release_is_rebuilt_after_further_publications(seeded):
    made = make(title="First", notes="Of the seeded record.")
    factories.published_status()
    withdraw_release(made, by=made.released_by, reason="Wrong.")

    assert rebuild(Release.objects.get(pk=made.pk), build=build_little) == []


def test_what_is_built_otherwise_is_named(seeded):
    made = make()

    def otherwise(frozen, folder, *, progress):
        built = build_little(frozen, folder, progress=progress)
        return type(built)(built.files[1:])

    assert rebuild(made, build=otherwise) == [
        Difference("README.md", made.files.get(path="README.md").sha256, None)
    ]


def test_a_release_that_does_not_exist_is_answered_by_those_that_do(seeded):
    make()

    with pytest.raises(ReleaseRefused, match=r"Did you mean v2026\.11\? There are: v2026\.11\."):
        release_named("2026.1")


# --- withdrawing -----------------------------------------------------------------------------


def test_a_faulty_release_is_withdrawn_and_stays(seeded):
    made = make()
    user = factories.release_manager(first_name="Ann", last_name="Lee")

    withdraw_release(made, by=user, reason=" India’s codes are wrong. ")

    assert made.is_withdrawn
    assert made.withdrawal_reason == "India’s codes are wrong."
    assert made.withdrawn_by_name == f"Ann Lee ({user.username})"
    assert damages_of(made) == []
    assert Release.objects.recommended() is None


def test_a_withdrawal_gives_a_reason(seeded):
    made = make()

    with pytest.raises(RuleBroken, match="Say publicly why"):
        withdraw_release(made, by=made.released_by, reason="  ")


def test_a_release_is_withdrawn_once(seeded):
    made = make()
    withdraw_release(made, by=made.released_by, reason="Wrong.")

    with pytest.raises(ReleaseRefused, match=r"withdrawn already, by .*: Wrong\."):
        withdraw_release(made, by=made.released_by, reason="Very wrong.")


def test_who_may_not_make_releases_does_not_withdraw_any(seeded):
    made = make()

    with pytest.raises(NotAllowed):
        withdraw_release(made, by=factories.reviewer(), reason="Wrong.")
