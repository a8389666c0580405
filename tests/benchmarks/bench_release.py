r"""How long the bundle of a release takes to build, beside psql's ``\copy`` of the same tables.

    python -m tests.benchmarks.bench_release [revisions, 100000 unless given]

The bundle is built by a fresh process, whose memory is measured at its peak. Both write to the same
disk, by turns; what counts is the ratio, and the memory. With BENCH_CLUSTER=/a/folder the ledger is
kept there for the next time.
"""

import argparse
import datetime as dt
import json
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .alternating import by_turns
from .ledger.cluster import ledger_cluster

if TYPE_CHECKING:
    from curation.releases import Frozen

__all__ = ["main"]

SIZE = 100_000
REACH, MOST_MEGABYTES = 3, 300
TURNS = 3
IDENTIFIER = "v2026.11"
PANELS = ("panel_state_year", "panel_dyad_year")


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_release")
    parser.add_argument("size", nargs="?", type=int, default=SIZE, help="revisions in the ledger")
    parser.add_argument("--turns", type=int, default=TURNS, help="how often each is done")
    parser.add_argument("--build-in", type=Path, help="build once, and tell how it went")
    asked = parser.parse_args(arguments)
    if asked.build_in:
        _build(asked.build_in)
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ledger_cluster(asked.size) as cluster, tempfile.TemporaryDirectory() as folder:
        from .release_peer import copy_all, keep_panels

        place = Path(folder)
        keep_panels(cluster, _panels())
        peaks, sizes = [], []

        def ours() -> None:
            told = json.loads(_in_a_fresh_process(place / "bundle"))
            peaks.append(told["peak"])
            sizes.append(told["size"])

        pair = by_turns(ours, copy_all(cluster, place, IDENTIFIER), turns=asked.turns, warm=0)
        plain = sum(file.stat().st_size for file in place.glob("*.csv"))
    print(
        f"\n{asked.size:,} revisions: {plain >> 20:,} MB of CSV, a zip of {sizes[0] >> 20:,} MB\n"
    )
    _tell("bundle of a release", pair.ours, r"psql \copy, the same tables", pair.other)
    _verdict("  times as long", pair.ratio, "×", REACH)
    _verdict("  memory at its peak", max(peaks) / (1 << 20), " MB", MOST_MEGABYTES)


def _tell(work: str, ours: float, against: str, other: float) -> None:
    print(f"{work:<24}{ours:>8.1f} s   {against:<30}{other:>8.1f} s")


def _verdict(what: str, value: float, unit: str, reach: float) -> None:
    verdict = "reached" if value <= reach else "missed"
    print(f"{what:<24}{value:>8.2f}{unit}   ≤ {reach}{unit}   {verdict}")


def _in_a_fresh_process(folder: Path) -> str:
    command = [sys.executable, "-m", __spec__.name, "--build-in", str(folder)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _frozen() -> "Frozen":
    from curation.models import Revision
    from curation.releases import Frozen

    place = Revision.objects.place()
    digest = Revision.objects.get(id=place.revision).digest
    moment = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
    return Frozen(IDENTIFIER, "A measurement", "", place, digest, moment)


def _panels() -> dict[str, bytes]:
    from curation.releases.panels import Panels
    from curation.releases.tables import RELEASED

    panels = Panels(_frozen())
    return {name: b"".join(panels.csv_blocks(RELEASED[name])) for name in PANELS}


def _build(folder: Path) -> None:
    import django

    django.setup()
    from curation.releases.bundle import build

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = build(_frozen(), folder).files
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    print(json.dumps({"peak": peak, "size": files[0].size}))


if __name__ == "__main__":
    main(sys.argv[1:])
