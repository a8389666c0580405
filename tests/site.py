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
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from psycopg import sql

STARTED = "The registry is running"
ACCOUNT = re.compile(
    r"^\s+(?P<role>\w[\w ]*?)\s{2,}(?P<username>[\w-]+)\s{2,}(?P<password>\S{12,})$"
)


@dataclass
class Site:
    """A running registry: its address and its database's, its accounts, and what it said."""

    url: str
    database: str
    passwords: dict[str, str]
    output: str
    log: Path


@contextmanager
def served(name: str, **variables: str) -> Iterator[Site]:
    """Serve a freshly prepared database with `manage.py serve`, and stop it afterwards.

    The database and the folders are called after ``name``; ``variables`` are of the environment.
    """
    url = _new_database(name)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "sco_registry.settings",
        "DATABASE_POOL": "true",
        "WEB_CONCURRENCY": "1",
        "STATIC_ROOT": str(settings.BASE_DIR / "var" / f"static-{name}"),
        "MEDIA_ROOT": str(settings.BASE_DIR / "var" / f"media-{name}"),
        "RELEASES_ROOT": str(settings.BASE_DIR / "var" / f"releases-{name}"),
        **variables,
    }
    # A file, not a pipe: a pipe that nobody reads fills, and the server waits for ever.
    with TemporaryDirectory() as folder, open(Path(folder) / "log", "w+") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            passwords, output = _await_start(process, Path(log.name))
            yield Site(f"http://127.0.0.1:{port}", url, passwords, output, Path(log.name))
        finally:
            process.terminate()
            process.wait(timeout=30)
            shutil.rmtree(environment["STATIC_ROOT"], ignore_errors=True)
            shutil.rmtree(environment["MEDIA_ROOT"], ignore_errors=True)
            shutil.rmtree(environment["RELEASES_ROOT"], ignore_errors=True)
            _drop_database(name)


def _await_start(process: subprocess.Popen, log: Path) -> tuple[dict[str, str], str]:
    while STARTED not in (output := log.read_text()):
        assert process.poll() is None, f"The registry did not start:\n{output}"
        time.sleep(0.1)
    accounts = filter(None, map(ACCOUNT.match, output.splitlines()))
    passwords = {account["username"]: account["password"] for account in accounts}
    return passwords, output


def _new_database(name: str) -> str:
    _drop_database(name)
    given = os.environ["TEST_DATABASE_URL"]
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(given)._replace(path=f"/{name}").geturl()


def _drop_database(name: str) -> None:
    with psycopg.connect(os.environ["TEST_DATABASE_URL"], autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
