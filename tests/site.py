"""A registry that really runs, as `make run` runs it, on a database of its own."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from tests.prepared import drop_database, new_database, prepared

STARTED = "The registry is running"
ACCOUNT = re.compile(
    r"^\s+(?P<role>\w[\w ]*?)\s{2,}(?P<username>[\w-]+)\s{2,}(?P<password>\S{12,})$", re.MULTILINE
)
FIRST = "test_sco_registry_first_start"
LOG = "log"


@dataclass
class Site:
    """A running registry: its address and its database's, what it says, and its first start."""

    url: str
    database: str
    log: Path
    first_output: str

    @property
    def passwords(self) -> dict[str, str]:
        """Return the passwords of the accounts, which only the first start says."""
        accounts = ACCOUNT.finditer(self.first_output)
        return {account["username"]: account["password"] for account in accounts}


@contextmanager
def served(name: str, *, anew: bool = False, **variables: str) -> Iterator[Site]:
    """Serve a database called ``name`` with `manage.py serve`, and stop and drop it afterwards.

    The database and the folders are copies of what one first start has left, for the whole run of
    tests; or this is a first start, ``anew``. The ``variables`` are of the environment.
    """
    with TemporaryDirectory(prefix=f"{name}_") as folder:
        home = Path(folder)
        if anew:
            database = new_database(name)
        else:
            first = prepared(FIRST, _start_first)
            database = new_database(name, template=FIRST)
            shutil.copytree(first, home, ignore=shutil.ignore_patterns(LOG), dirs_exist_ok=True)
        try:
            with running(database, home, **variables) as (url, log):
                told = log if anew else first / LOG
                yield Site(url, database, log, told.read_text())
        finally:
            drop_database(name)


def _start_first(database: str, home: Path) -> None:
    with running(database, home):
        pass


@contextmanager
def running(database: str, home: Path, **variables: str) -> Iterator[tuple[str, Path]]:
    """Run the service with its folders in ``home``; yield its address and where it logs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "sco_registry.settings",
        "DATABASE_POOL": "true",
        "WEB_CONCURRENCY": "1",
        "STATIC_ROOT": str(home / "static"),
        "MEDIA_ROOT": str(home / "media"),
        "RELEASES_ROOT": str(home / "releases"),
        **variables,
    }
    # A file, not a pipe: a pipe that nobody reads fills, and the server waits for ever.
    with open(home / LOG, "w") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _await_start(process, home / LOG)
        yield f"http://127.0.0.1:{port}", home / LOG
    finally:
        process.terminate()
        process.wait(timeout=30)


def _await_start(process: subprocess.Popen, log: Path) -> None:
    while STARTED not in (output := log.read_text()):
        assert process.poll() is None, f"The registry did not start:\n{output}"
        time.sleep(0.1)
