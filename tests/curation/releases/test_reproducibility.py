"""The same release has the same bytes, whenever and wherever it is built."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
import zipfile

import pytest
from django.conf import settings
from django.db import connection

from curation.models import Revision
from tests import factories
from tests.curation.releases.conftest import frozen_now
from tests.curation.releases.test_tables import EXPECTED

pytestmark = pytest.mark.django_db

IN_A_FRESH_PROCESS = """
import datetime, hashlib, pathlib, sys, tempfile
import django
django.setup()
from curation.models import AsOf
from curation.releases import Frozen
from curation.releases.bundle import build
identifier, title, notes, revision, moment, digest, released = sys.argv[1:]
place = AsOf(int(revision), datetime.datetime.fromisoformat(moment))
frozen = Frozen(identifier, title, notes, place, digest, datetime.datetime.fromisoformat(released))
with tempfile.TemporaryDirectory() as folder:
    for file in build(frozen, pathlib.Path(folder)).files:
        print(file.sha256, file.path)
"""


def address_of_this_database():
    told = connection.settings_dict
    user, name, host, port = (told[key] for key in ("USER", "NAME", "HOST", "PORT"))
    if not host or host.startswith("/"):
        return f"postgres://{user}@/{name}?host={host}&port={port}"
    return f"postgres://{user}:{told['PASSWORD']}@{host}:{port}/{name}"


def test_two_builds_are_the_same_in_every_byte(shipped, zipped):
    assert zipped(shipped) == zipped(shipped)


def test_further_publications_change_nothing(shipped, zipped):
    before = zipped(shipped)
    factories.published_status()
    corrected = factories.published_status(public_note="Corrected.")

    assert Revision.objects.filter(record=corrected.pk, id__gt=shipped.place.revision).exists()
    assert zipped(shipped) == before


def test_another_place_another_moment_or_another_name_make_other_bytes(shipped, zipped):
    before = zipped(shipped)
    factories.published_status()

    assert zipped(frozen_now()) != before
    assert zipped(frozen_now(place=shipped.place, head_digest=shipped.head_digest)) == before
    assert zipped(frozen_now(place=shipped.place, identifier="v2026.12")) != before


@pytest.mark.parametrize(
    ("zone", "locale", "seed"),
    [("Asia/Dushanbe", "C", "0"), ("America/St_Johns", "tr_TR.UTF-8", "4711")],
)
def test_a_fresh_process_elsewhere_builds_the_same(built, shipped, zone, locale, seed):
    asked = [
        shipped.identifier, shipped.title, shipped.notes, str(shipped.place.revision),
        shipped.place.moment.isoformat(), shipped.head_digest,
        shipped.released_at.astimezone(dt.timezone(dt.timedelta(hours=5))).isoformat(),
    ]  # fmt: skip

    told = subprocess.run(
        [sys.executable, "-c", IN_A_FRESH_PROCESS, *asked],
        check=True,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "TEST_DATABASE_URL": address_of_this_database(),
            "TZ": zone,
            "LC_ALL": locale,
            "PYTHONHASHSEED": seed,
        },
    )

    assert told.stdout.splitlines() == [f"{file.sha256} {file.path}" for file in built.files]


def test_what_is_told_of_the_built_files_is_so(built, folder):
    for file in built.files:
        content = (folder / file.path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert found == {file.path for file in built.files}


def test_the_sums_hold_for_every_file_and_leave_none_out(unpacked):
    lines = (unpacked / "SHA256SUMS").read_text().splitlines()

    sums = dict(reversed(line.split("  ")) for line in lines)
    assert sums == {
        str(path.relative_to(unpacked)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in unpacked.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }


def test_the_only_moment_in_the_zip_is_that_of_the_release(built, folder, shipped):
    with zipfile.ZipFile(folder / built.files[0].path) as archive:
        entries = archive.infolist()

    moment = shipped.released_at
    told = (moment.year, moment.month, moment.day, moment.hour, moment.minute)
    assert {entry.date_time[:5] for entry in entries} == {told}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert all(entry.filename.startswith("sco-registry-v2026.11/") for entry in entries)
    assert len({entry.filename for entry in entries}) == len(entries)


def test_every_table_can_be_had_as_csv_by_itself_with_the_bytes_of_the_archive(built, folder):
    loose = {file.path: file for file in built.files if file.path.startswith("csv/")}

    with zipfile.ZipFile(folder / built.files[0].path) as archive:
        packed = [each for each in archive.namelist() if each.endswith(".csv") and "/csv/" in each]
        assert len(packed) == len(EXPECTED) == len([each for each in loose if "csv" in each[-3:]])
        for name in packed:
            path = name.partition("/")[2]
            content = archive.read(name)
            assert (folder / path).read_bytes() == content
            assert loose[path].sha256 == hashlib.sha256(content).hexdigest()
            assert loose[path].media_type == "text/csv"
