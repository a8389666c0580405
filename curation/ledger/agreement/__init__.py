"""The ledger against everything that was made from it, or that it was made from.

Each module declares comparisons: questions to the database that a sound registry answers with no
rows. `disagreements` asks them all. Nothing is read into memory but what does not agree.
"""

from collections.abc import Iterator

from ..flaw import Flaw, Progress, unseen
from .evidence import EVIDENCE
from .facts import FACTS
from .history import histories
from .links import links
from .readers import READERS
from .releases import RELEASES

__all__ = ["disagreements", "disagreements_of_release"]

SHOWN = 5  # flaws of each comparison; more say nothing new


def disagreements(*, progress: Progress = unseen) -> Iterator[Flaw]:
    """Yield what does not agree with the ledger, at most a few flaws of each sort."""
    comparisons = (*RELEASES, *FACTS, *EVIDENCE, *READERS, *histories(), *links())
    for number, comparison in enumerate(comparisons):
        progress(comparison.title, number, len(comparisons))
        yield from comparison.flaws(SHOWN)
    progress("Comparing the ledger", len(comparisons), len(comparisons))


def disagreements_of_release(identifier: str) -> Iterator[Flaw]:
    """Yield what the register of one release and the ledger say otherwise than each other."""
    for comparison in RELEASES:
        yield from comparison.flaws(SHOWN, release=identifier)
