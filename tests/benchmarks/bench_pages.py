"""How the server time of the pages grows with the record.

    python -m tests.benchmarks.bench_pages [facts, 10000 unless given] [beside how many, 300]

One worker of the production server answers from a synthetic ledger of each size, one after the
other; times are medians over one connection, without compression. No page may read all facts.
"""

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from .ledger.cluster import ledger_cluster

__all__ = ["main"]

MANY, FEW = 10_000, 300
AT_MOST = 3.0
TIMES = 15
ONE = "--one"


def main(arguments: Sequence[str]) -> None:
    """Print the times of each page in both ledgers, and their ratio."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if arguments[:1] == [ONE]:
        _measure(int(arguments[1]))
        return
    many, few = (*map(int, arguments), *(MANY, FEW)[len(arguments) :])
    at_few, at_many = _apart(few), _apart(many)
    print(f"\n{'page':<12}{f'{few:,} facts':>16}{f'{many:,} facts':>16}{'ratio':>8}")
    for name, short in at_few.items():
        ratio = at_many[name] / short
        verdict = "reached" if ratio <= AT_MOST else "missed"
        print(
            f"{name:<12}{short:>13.1f} ms{at_many[name]:>13.1f} ms{ratio:>8.2f}"
            f"  ≤ {AT_MOST:g} {verdict}"
        )


def _apart(size: int) -> dict[str, float]:
    """Return the median milliseconds of each page, measured in a process of its own.

    Django keeps to the database that it was set up on.
    """
    command = [sys.executable, "-m", __spec__.name, ONE, str(size)]
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    lines = (line.split() for line in told.stdout.splitlines())
    return {name: float(taken) for name, taken in lines}


def _measure(size: int) -> None:
    with ledger_cluster(size) as cluster:
        from tests.curation.web.pages import PAGES

        from .serving import Client, served

        with served(cluster.url) as (port, _):
            client = Client(port)
            for case in PAGES:
                taken = []
                for _ in range(TIMES + 1):
                    begun = time.perf_counter()
                    answer = client.get(case.address)
                    taken.append(time.perf_counter() - begun)
                    assert answer.status == 200, (case.name, answer.status)
                print(case.name, statistics.median(taken[1:]) * 1000, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
