"""Where a synthetic ledger lives: in a folder that is kept, or one that is thrown away."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from sco_registry.embedded import NAME, THROWAWAY, Cluster, throwaway_cluster

__all__ = ["FOLDER", "ledger_cluster"]

FOLDER = "BENCH_CLUSTER"
"""The environment variable that names the folder to keep clusters in."""


@contextmanager
def ledger_cluster(size: int) -> Iterator[Cluster]:
    """Run the cluster of a ledger of ``size`` revisions, and build it unless it is there.

    Django is set up by this, on that database.
    """
    folder = os.environ.get(FOLDER)
    if not folder:
        with throwaway_cluster() as cluster:
            _build(cluster.url, size)
            yield cluster
        return
    with Cluster(Path(folder) / f"ledger-{size}", settings=THROWAWAY) as cluster:
        _discard_unfinished(cluster)
        _build(cluster.url, size)
        yield cluster


def _build(url: str, size: int) -> None:
    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.settings")
    import django

    django.setup()
    from django.db import connection

    from .building import build

    build(size)
    connection.close()


def _discard_unfinished(cluster: Cluster) -> None:
    """Empty a database whose ledger was begun and not finished."""
    with psycopg.connect(cluster.url) as connection:
        (tables, marked) = connection.execute(
            "SELECT to_regclass('curation_revision'), to_regclass('synthetic_ledger')"
        ).fetchone()
    if tables and not marked:
        print("An unfinished ledger is built anew", file=sys.stderr)
        with psycopg.connect(cluster.url_of("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {NAME}")
            connection.execute(f"CREATE DATABASE {NAME}")
