"""Seed: load the shipped fixtures and publish them, through the ordinary actions.

What exists already is left as it is, so that seeding twice changes nothing and an editor's later
work is never overwritten; a date that the fixtures had wrong is corrected where nobody has touched
it. What an upgrade makes of dates is renewed. All or nothing: one flaw in a file, and nothing is
loaded.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from ...models import Fact
from ..approve import approve
from ..confirmation import confirm_evidence
from ..people import bootstrap_account
from ..renewing import renew_record
from ..submit import submit
from .facts import load_facts
from .names import load_names
from .references import load_references
from .timeline import seed_timeline

__all__ = ["SeedReport", "seed", "seed_timeline"]


@dataclass(frozen=True)
class SeedReport:
    """How many rows of reference data, and how many facts, were new and are published now."""

    references: int
    facts: int
    corrected: int = 0
    renewed: int = 0


@transaction.atomic
def seed(
    folder: Path,
    *,
    now: dt.datetime | None = None,
    progress: Callable[[str], None] = lambda message: None,
) -> SeedReport:
    """Load every fixture in ``folder`` and publish what was not there before.

    Raises:
        FixtureError: naming the file and the entry that cannot be loaded, and why.
        CurationError: an action refused a fact.
    """
    references = load_references(folder)
    progress(f"Reference data: {references} new")
    named = load_names(folder, now=now)
    progress(f"Names: of {named} actors and terms new")
    account = bootstrap_account()
    renewed = renew_record(by=account, now=now)
    facts, corrected = [], []
    for source_folder in sorted({path.parent for path in folder.glob("*/*.yaml")}):
        loaded = load_facts(source_folder)
        facts += loaded.created
        corrected += loaded.corrected
    progress(f"Facts: {len(facts)} new")
    for fact in corrected:
        confirm_evidence(fact, by=account, now=now)
    _publish([*facts, *corrected], now=now, progress=progress)
    return SeedReport(references, len(facts), len(corrected), renewed)


def _publish(
    facts: list[Fact], *, now: dt.datetime | None, progress: Callable[[str], None]
) -> None:
    account = bootstrap_account()
    for number, fact in enumerate(facts, start=1):
        submit(fact, by=account, now=now)
        approve(fact, by=account, now=now)
        if number % 25 == 0 or number == len(facts):
            progress(f"Published {number} of {len(facts)}")
