"""Databases that take long to prepare: made once in a run, by whoever asks first, then copied.

A prepared database is a template of PostgreSQL: nobody may be connected to it, and a copy of it
takes a tenth of a second.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
from fasteners import InterProcessLock
from psycopg import sql

__all__ = ["drop_database", "for_this_run", "new_database", "prepared"]

# Where all the processes of a run find what one of them has prepared.
PLACE = "TEST_PREPARED"


@contextmanager
def for_this_run() -> Iterator[None]:
    """Give the run a place for what is prepared; leave nothing of it, nor the databases."""
    with TemporaryDirectory(prefix="sco-registry-prepared-") as place:
        os.environ[PLACE] = place
        try:
            yield
        finally:
            del os.environ[PLACE]
            for folder in filter(Path.is_dir, Path(place).iterdir()):
                drop_database(folder.stem)  # also of one that was never finished


def prepared(name: str, prepare: Callable[[str, Path], None]) -> Path:
    """Return the folder beside the template ``name``, after ``prepare`` has filled both.

    It is given the address of an empty database and an empty folder. Who asks meanwhile waits;
    a preparation that fails is begun anew by the next who asks, and fails for them as well.
    """
    folder = Path(os.environ[PLACE]) / name
    with InterProcessLock(folder.with_suffix(".lock")):
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            prepare(new_database(name), unfinished)
            unfinished.rename(folder)
    return folder


def new_database(name: str, *, template: str = "template1") -> str:
    """Make a database, instead of an older one of this name if need be; return its address."""
    drop_database(name)
    given = os.environ["TEST_DATABASE_URL"]
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    return urlsplit(given)._replace(path=f"/{name}").geturl()


def drop_database(name: str) -> None:
    """Drop a database if there is one, whoever is connected to it."""
    with psycopg.connect(os.environ["TEST_DATABASE_URL"], autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
