"""What a replica takes off the primary, and how soon it shows what is published.

    python -m tests.benchmarks.bench_replica [revisions, 20000 unless given]

One worker of the production server answers four clients, first from the primary alone, then from a
streaming replica of it on the same machine. So the rates show what the detour costs, and the
processor time of the two servers what the primary is relieved of; what a second machine adds is not
measured. The delay is from a publication's commit until the replica shows it.
"""

import argparse
import os
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from sco_registry.embedded import Cluster
from tests.standby import Standby

from .ledger.cluster import ledger_cluster

__all__ = ["main"]

SIZE = 20_000
CLIENTS = 4
SECONDS = 10
PUBLICATIONS = 100
PAGE = "/api/v1/statuses/"
HEAD = "SELECT max(id) FROM curation_revision"


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_replica")
    parser.add_argument("size", nargs="?", type=int, default=SIZE, help="revisions in the ledger")
    asked = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ledger_cluster(asked.size) as primary, standby_of(primary) as standby:
        print(f"{asked.size:,} revisions, {CLIENTS} clients, one worker\n")
        for name, replica in (("primary alone", None), ("with a replica", standby)):
            for line in rates(name, primary, standby, replica):
                print(line)
        print(delays(standby))


@contextmanager
def standby_of(primary: Cluster) -> Iterator[Standby]:
    """Run a replica that is thrown away."""
    home = Path(tempfile.mkdtemp(prefix="sco-registry-"))
    primary.runner.take(home)
    try:
        with Standby(home, primary) as standby:
            yield standby
    finally:
        shutil.rmtree(home, ignore_errors=True)


def rates(name: str, primary: Cluster, standby: Standby, replica: Standby | None) -> Iterator[str]:
    """Yield for a page and for 304 how many are answered a second, and who has worked for it."""
    from .serving import Client, served

    os.environ.pop("DATABASE_REPLICA_URL", None)
    if replica:
        os.environ["DATABASE_REPLICA_URL"] = replica.url
    with served(primary.url) as (port, _):
        tag = Client(port).get(PAGE).headers["etag"]
        for what, headers in (("page of 100", {}), ("304", {"If-None-Match": tag})):
            before = [busy(cluster) for cluster in (primary, standby)]
            rate, slow = load(port, headers)
            spent = [
                1000 * (busy(cluster) - was) / (rate * SECONDS)
                for cluster, was in zip((primary, standby), before, strict=True)
            ]
            yield (
                f"{name:<16} {what:<12} {rate:7.0f}/s   99 %: {1000 * slow:6.1f} ms   "
                f"primary {spent[0]:.2f} ms, replica {spent[1]:.2f} ms of processor each"
            )


def busy(cluster: Cluster) -> float:
    """Return the processor seconds of a server's processes that are still there."""
    postmaster = cluster.postmaster()
    times = [process.cpu_times() for process in (postmaster, *postmaster.children())]
    return sum(each.user + each.system for each in times)


def load(port: int, headers: dict[str, str]) -> tuple[float, float]:
    """Ask with all clients at once; return answers a second and the 99th percentile's seconds."""
    from .serving import Client

    taken: list[float] = []
    end = time.monotonic() + SECONDS

    def ask() -> None:
        client = Client(port)
        while (began := time.monotonic()) < end:
            client.get(PAGE, keep=False, **headers)
            taken.append(time.monotonic() - began)

    threads = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(taken) / SECONDS, statistics.quantiles(taken, n=100)[98]


def delays(standby: Standby) -> str:
    """Publish one by one; return how long each took, and the replica to show it."""
    from django.db import connection

    from curation.actions import approve
    from curation.models import Revision
    from tests import factories

    factories.NUMBER = count(time.time_ns())
    reviewer = factories.reviewer()
    working, waiting = [], []
    with psycopg.connect(standby.url, autocommit=True) as replica, connection.cursor() as cursor:
        # The throw-away cluster leaves commits in memory for a while: nothing to send until then.
        cursor.execute("SET synchronous_commit = on")
        for _ in range(PUBLICATIONS):
            fact = factories.submitted_status(by=factories.editor())
            began = time.monotonic()
            approve(fact, by=reviewer)
            committed = time.monotonic()
            head = Revision.objects.latest("id").id
            while not shows(replica, head):
                time.sleep(0.0005)
            working.append(committed - began)
            waiting.append(time.monotonic() - committed)
    took, median, worst = (
        1000 * value
        for value in (statistics.median(working), statistics.median(waiting), max(waiting))
    )
    return (
        f"\npublished in {took:.0f} ms, shown {median:.1f} ms later (median; worst {worst:.1f} ms)"
    )


def shows(replica: psycopg.Connection, head: int) -> bool:
    """Tell whether the replica has come as far as ``head``."""
    return replica.execute(HEAD).fetchone()[0] >= head


if __name__ == "__main__":
    main(sys.argv[1:])
    sys.exit(0)
