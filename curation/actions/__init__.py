"""What can be done to facts: the only writers of state, and of the ledger.

Each action is atomic and keyword-only but for its subject; whoever acts is passed as ``by``, the
moment as ``now``. Refusals are `curation.errors.CurationError`.
"""

from .approve import approve
from .fact_citations import cite
from .origin import changes_from, give_reason
from .people import bootstrap_account, identity
from .references import publish_reference
from .refusals import explain, refusals_explained
from .restore import restore
from .retract import retract
from .return_for_changes import return_for_changes
from .seeding import SeedReport, seed, seed_timeline
from .submit import submit, withdraw

__all__ = [
    "SeedReport",
    "approve",
    "bootstrap_account",
    "changes_from",
    "cite",
    "explain",
    "give_reason",
    "identity",
    "publish_reference",
    "refusals_explained",
    "restore",
    "retract",
    "return_for_changes",
    "seed",
    "seed_timeline",
    "submit",
    "withdraw",
]
