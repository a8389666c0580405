"""Build a ledger and keep its server running, for whoever wants to look at it.

    BENCH_CLUSTER=/a/folder python -m tests.benchmarks.ledger [revisions, 100000 unless given]

Prints the DATABASE_URL. Ctrl-C stops the server unless somebody else uses it; without
BENCH_CLUSTER the ledger is thrown away then.
"""

import signal
import sys

from .cluster import ledger_cluster

SIZE = 100_000


def main(size: int) -> None:
    """Build, say where, and wait."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ledger_cluster(size) as cluster:
        print(f"DATABASE_URL='{cluster.url}'", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print("Stopped.", file=sys.stderr)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE)
