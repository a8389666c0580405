"""How fast the public API is: beside a stock peer, beside the limit, and beside itself.

    python -m tests.benchmarks.bench_api [revisions, 100000 unless given] [--only page,csv]

One worker of the production server serves the registry and a stock peer (`peer`) from the same
database, a synthetic ledger (`ledger`); one client asks over one connection, without compression.
Times are medians of turns taken alternately; what counts is their ratio, as seconds differ between
machines. With BENCH_CLUSTER=/a/folder the ledger is kept there for the next time.
"""

import argparse
import platform
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import psutil
import psycopg

from .ledger.cluster import ledger_cluster

if TYPE_CHECKING:
    from .measures import Measure, Setting

__all__ = ["main", "measured"]

SIZE = 100_000
HEADER = ("work", "this", "beside", "that", "ratio", "reach", "")
WIDTHS = (36, 12, 28, 12, 11, 9, 0)


def main(arguments: Sequence[str]) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_api")
    parser.add_argument("size", nargs="?", type=int, default=SIZE, help="revisions in the ledger")
    parser.add_argument("--only", default="", help="what to measure, separated by commas")
    asked = parser.parse_args(arguments)
    # However it is ended, the server and the database end with it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    rows = measured(asked.size, [name for name in asked.only.split(",") if name])
    print(f"\n{asked.size:,} revisions; {_machine()}\n")
    for row in (HEADER, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, WIDTHS, strict=True))
        print(" ".join(cells).rstrip())


def measured(size: int, only: Sequence[str] = ()) -> list[tuple[str, ...]]:
    """Return the lines of the table for a ledger of ``size`` revisions.

    ``only`` has the names of what is to be measured (`measures.MEASURES`); all if it is empty.
    What the API does not answer is a line that says so.
    """
    with ledger_cluster(size) as cluster:
        # Django is set up by now, as these need.
        from .measures import MEASURES, Setting
        from .peer.filling import fill_peer
        from .serving import served

        if strange := set(only) - set(MEASURES):
            raise SystemExit(f"{', '.join(strange)}? There are: {', '.join(MEASURES)}")
        fill_peer()
        with served(cluster.url) as (port, worker):
            setting = Setting(cluster, port, worker)
            return [_line(name, MEASURES[name], setting) for name in only or MEASURES]


def _line(name: str, measure: "Measure", setting: "Setting") -> tuple[str, ...]:
    from .measures import NotAnswered

    print(f"measuring {name}", file=sys.stderr, flush=True)
    begun = (measure.work, "", measure.against, "", "", measure.bound())
    try:
        taken = measure.take(setting)
    except NotAnswered as reason:
        return (*begun, f"not answered ({reason})")
    verdict = "reached" if measure.is_reached_by(taken.value) else "missed"
    value = f"{taken.value:.2f}{measure.unit}"
    return (taken.work or begun[0], taken.ours, begun[2], taken.other, value, begun[5], verdict)


def _machine() -> str:
    cores, memory = psutil.cpu_count(), psutil.virtual_memory().total >> 30
    versions = f"Python {platform.python_version()}, psycopg {psycopg.__version__}"
    return f"{cores} cores, {memory} GB, {platform.machine()}, {versions}"


if __name__ == "__main__":
    main(sys.argv[1:])
