"""A registry of an earlier version, upgraded as `make run` upgrades it.

Each folder here was left by one version after its first start: a dump of the database, the archive
of the release that it made, and the addresses that it had given out with the SHA-256 sum of what
each answered then.
"""

import csv
import hashlib
import http.client
import lzma
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from sco_registry.embedded import POSTGRES_BIN_PATH
from tests.prepared import drop_database, new_database
from tests.site import running

HERE = Path(__file__).parent
VERSIONS = sorted(dump.parent.name for dump in HERE.glob("*/database.sql.xz"))
HOST = "localhost:8100"  # the addresses were given out under this name, and answers contain it


@dataclass
class Upgraded:
    """The upgraded registry: its server, its database and its folders."""

    url: str
    database: str
    home: Path

    def answer(self, address: str) -> tuple[int, bytes]:
        """Return the status and the body of what the registry answers at this address."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        connection.request("GET", address, headers={"Host": HOST})
        with connection.getresponse() as response:
            body = response.read()
        connection.close()
        return response.status, body

    def run(self, *command: str) -> str:
        """Run a command of ``manage.py`` on the upgraded registry; return what it prints."""
        environment = os.environ | {
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "sco_registry.settings",
            "RELEASES_ROOT": str(self.home / "releases"),
        }
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module", params=VERSIONS)
def upgraded(request, tmp_path_factory) -> Iterator[Upgraded]:
    """Restore what the version left, and start the present version on it."""
    left, home = HERE / request.param, tmp_path_factory.mktemp("upgraded")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    name = re.sub(r"[^0-9a-z]", "_", f"test_sco_registry_upgraded_{request.param}_{worker}")
    database = new_database(name)
    try:
        restore(database, left / "database.sql.xz")
        unpack(left, home / "releases")
        with running(database, home) as (url, _):
            yield Upgraded(url, database, home)
    finally:
        drop_database(name)


def restore(database: str, dump: Path) -> None:
    command = [POSTGRES_BIN_PATH / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", database]
    text = lzma.decompress(dump.read_bytes())
    subprocess.run(command, input=text, check=True, stdout=subprocess.DEVNULL)


def unpack(left: Path, releases: Path) -> None:
    """Lay the released files where the version kept them: the archive beside its contents."""
    for archive in left.glob("*.zip"):
        release = archive.stem.removeprefix("sco-registry-")
        with zipfile.ZipFile(archive) as bundle:
            bundle.extractall(releases)
        (releases / archive.stem).rename(releases / release)
        (releases / release / archive.name).write_bytes(archive.read_bytes())


def addresses(version: str) -> list[dict[str, str]]:
    with open(HERE / version / "permalinks.csv", newline="") as file:
        return list(csv.DictReader(file))


def test_addresses_given_out_by_an_earlier_version_answer_the_same_bytes(upgraded, request):
    version = request.node.callspec.params["upgraded"]

    changed = []
    for row in addresses(version):
        status, body = upgraded.answer(row["address"])
        if status != 200 or hashlib.sha256(body).hexdigest() != row["sha256"]:
            changed.append(f"{row['sort']} {status} {row['address']}")

    assert not changed, "\n".join(changed)


def test_the_upgraded_ledger_verifies_with_its_releases(upgraded):
    assert "verifies" in upgraded.run("verify_ledger")
    upgraded.run("verify_release")
    upgraded.run("audit_records")


def test_an_upgrade_changes_nothing_a_second_time(upgraded):
    again = upgraded.run("seed", "--with-timeline")

    assert "The fixtures are loaded already; nothing changed." in again
    assert "The timeline is imported already; nothing changed." in again
