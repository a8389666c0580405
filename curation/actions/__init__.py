"""What can be done to facts: the only writers of state, and of the ledger.

Each action is atomic and keyword-only but for its subject; whoever acts is passed as ``by``, the
moment as ``now``. Refusals are `curation.errors.CurationError`.
"""

from .approve import approve
from .fact_citations import cite
from .originals import keep_original
from .people import bootstrap_account, identity
from .references import publish_reference
from .refusals import explain, refusals_explained
from .retract import retract
from .return_for_changes import return_for_changes
from .seeding import SeedReport, seed
from .snapshots import Finding, Recheck, move_citation, move_citations, recheck
from .submit import submit, withdraw

__all__ = [
    "Finding",
    "Recheck",
    "SeedReport",
    "approve",
    "bootstrap_account",
    "cite",
    "explain",
    "identity",
    "keep_original",
    "move_citation",
    "move_citations",
    "publish_reference",
    "recheck",
    "refusals_explained",
    "retract",
    "return_for_changes",
    "seed",
    "submit",
    "withdraw",
]
