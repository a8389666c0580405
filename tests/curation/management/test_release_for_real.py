"""A release in earnest: rebuilt later, by another process, somewhere else; read over HTTP."""

import os
import random
import subprocess
import sys
import zipfile
from urllib.parse import urlsplit

import pyarrow as pa
import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.db import connections
from django.test.testcases import LiveServerThread
from pyarrow import parquet

from curation.actions.releasing import rebuild, release_first
from curation.models import Release
from tests import factories
from tests.ducks import Traffic, reading_http
from tests.releases import build_little

ELSEWHERE = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
    # No UTF-8 either: what does not say in which encoding it writes would fail.
    {
        "TZ": "America/St_Johns",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "2",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
]


def command(*arguments, folder, **variables):
    """Run a command in a process of its own, on the database of the test."""
    name = connections.settings["default"]["NAME"]
    url = urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{name}").geturl()
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "sco_registry.settings",
        "RELEASES_ROOT": str(folder),
        **variables,
    }
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


@pytest.fixture
def first(own_database, releases_folder):
    return release_first()


def test_the_first_release_is_made_once(seeded):
    assert str(release_first()) == "v2026.11"
    assert release_first() is None
    assert Release.objects.count() == 1


def test_its_archive_holds_what_its_files_say(first, releases_folder):
    archive = zipfile.ZipFile(releases_folder / "v2026.11" / first.archive)

    assert archive.testzip() is None
    names = {name.split("/", 1)[1] for name in archive.namelist()}
    assert {"records.ndjson", "datapackage.json", "SHA256SUMS", "csv/statuses.csv"} <= names


def test_it_verifies_and_is_rebuilt_the_same_elsewhere_after_further_publications(
    first, releases_folder
):
    factories.published_status()
    factories.release("v2026.12", now=first.released_at.replace(year=2027))

    for variables in ELSEWHERE:
        rebuilt = command("release", "--rebuild", "v2026.11", folder=releases_folder, **variables)
        assert rebuilt.returncode == 0, rebuilt.stderr
        assert "all SHA-256 sums are the registered ones" in rebuilt.stdout
    assert rebuild(first) == []
    call_command("verify_release", "v2026.11")


def test_a_changed_byte_of_the_archive_fails_the_verification(first, releases_folder):
    archive = releases_folder / "v2026.11" / first.archive
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)

    verified = command("verify_release", folder=releases_folder)

    assert verified.returncode == 1
    assert f"v2026.11: {first.archive} has SHA-256" in verified.stderr


# --- read in place ---------------------------------------------------------------------------


def build_large(frozen, folder, *, progress):
    """Build the little release, with a table of ten columns that do not compress."""
    numbers = random.Random(1)
    columns = {f"c{i}": [numbers.random() for _ in range(50_000)] for i in range(10)}
    file = folder / "parquet" / "large" / "large.parquet"
    file.parent.mkdir(parents=True)
    parquet.write_table(pa.table(columns), file, row_group_size=25_000)
    return build_little(frozen, folder, progress=progress)


@pytest.fixture
def address(own_database):
    """The address of the API, served by this process."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    yield f"http://127.0.0.1:{server.port}/api/v1"
    server.terminate()


def test_of_a_table_that_is_read_in_place_only_the_part_that_is_needed_travels(address):
    made = factories.release("v2026.12", build=build_large)
    size = made.files.get(path="parquet/large/large.parquet").size
    table = f"'{address}/releases/v2026.12/files/parquet/large/large.parquet'"
    traffic = Traffic()

    with reading_http(traffic) as duck:
        ((rows, mean),) = duck.sql(f"SELECT count(c3), avg(c3) FROM {table}").fetchall()

    assert (rows, round(mean, 1)) == (50_000, 0.5)
    assert len(traffic.ranges) > 1
    assert size / 11 < traffic.received < size / 4
