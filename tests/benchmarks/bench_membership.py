"""How long derived memberships take to compute and to write out, without a database.

    python -m tests.benchmarks.bench_membership

Forty states over 300 months, and 990 pairs of states over 26 years; seconds of the processor.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["main"]

REPEATED = 5


def main() -> None:
    """Print the table."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from curation.exports import (
        PANEL_DYAD_YEAR,
        PANEL_STATE_YEAR,
        csv_lines,
        json_writer,
    )
    from curation.membership import Panel
    from curation.vocabulary import TimeUnit

    def panel() -> Panel:
        return Panel(_record(40), 2001, 2025, unit=TimeUnit.MONTH)

    def dyads() -> Panel:
        return Panel(_record(45), 2001, 2026)

    def rows(derived: Panel, entries: Iterable[Any]) -> Iterable[Any]:
        return ({**derived.frame(), **entry} for entry in entries)

    _timed("panel: cells", lambda: panel().cells())
    _timed("panel: JSON", lambda: map(json_writer(), panel().entries()))
    _timed("panel: CSV", lambda: csv_lines(PANEL_STATE_YEAR, rows(p := panel(), p.entries())))
    _timed("dyads: entries", lambda: dyads().dyad_entries())
    _timed("dyads: JSON", lambda: map(json_writer(), dyads().dyad_entries()))
    _timed("dyads: CSV", lambda: csv_lines(PANEL_DYAD_YEAR, rows(d := dyads(), d.dyad_entries())))


def _record(states: int) -> Any:
    """Return a record in which each state climbs from partner to member."""
    from tests.curation.membership.episodes import episode, record, state

    episodes = []
    for number in range(states):
        first, actor = 2002 + number % 10, f"state-{number:02}"
        since, step, in_full = f"{first}-03-21", f"{first + 3}-05-01", f"{first + 9}-07-04"
        earliest = f"{first}-03-01"
        episodes += [
            episode("partner", since, step, possible=(earliest, step), actor=actor),
            episode("observer", step, in_full, actor=actor),
            episode("acceding", f"{first + 6}-01-01", in_full, actor=actor),
            episode("full-member", in_full, None, actor=actor),
        ]
    actors = [state(f"state-{number:02}", number) for number in range(states)]
    return record(*episodes, states=actors)


def _timed(name: str, make: Callable[[], Iterable[Any]]) -> None:
    taken = []
    for _ in range(REPEATED):
        start = time.process_time()
        number = sum(1 for _ in make())
        taken.append(time.process_time() - start)
    print(f"{name:<16}{number:>8,} rows {statistics.median(taken) * 1000:>8.0f} ms")


if __name__ == "__main__":
    main()
