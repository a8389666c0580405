"""What can be done to facts: the only writers of state, and of the ledger.

Each action is atomic and keyword-only but for its subject; whoever acts is passed as ``by``, the
moment as ``now``. Refusals are `curation.errors.CurationError`.
"""

from .approve import approve
from .authorship import Authorship, authorship_of, confirm_correction
from .bulk_approval import (
    BulkReport,
    Outcome,
    Prospect,
    approve_each,
    approve_many,
    fingerprint_of,
    in_publication_order,
    prospects_of,
)
from .confirmation import confirm_evidence, evidence_is_unread
from .discard import discard_changes
from .evidence import misquotation
from .fact_citations import cite
from .obstacles import obstacles_to
from .origin import changes_from, give_reason
from .originals import keep_original
from .people import bootstrap_account, identity
from .references import publish_reference, renew_references
from .refusals import explain, refusals_explained
from .releasing import release, withdraw_release
from .renewing import renew_record
from .restore import restore
from .retract import retract
from .return_for_changes import return_for_changes
from .seeding import SeedReport, seed, seed_timeline
from .snapshots import Finding, Recheck, move_citation, move_citations, recheck
from .submit import submit, withdraw
from .suggestions import close_suggestion, suggest

__all__ = [
    "Authorship",
    "BulkReport",
    "Finding",
    "Outcome",
    "Prospect",
    "Recheck",
    "SeedReport",
    "approve",
    "approve_each",
    "approve_many",
    "authorship_of",
    "bootstrap_account",
    "changes_from",
    "cite",
    "close_suggestion",
    "confirm_correction",
    "confirm_evidence",
    "discard_changes",
    "evidence_is_unread",
    "explain",
    "fingerprint_of",
    "give_reason",
    "identity",
    "in_publication_order",
    "keep_original",
    "misquotation",
    "move_citation",
    "move_citations",
    "obstacles_to",
    "prospects_of",
    "publish_reference",
    "recheck",
    "refusals_explained",
    "release",
    "renew_record",
    "renew_references",
    "restore",
    "retract",
    "return_for_changes",
    "seed",
    "seed_timeline",
    "submit",
    "suggest",
    "withdraw",
    "withdraw_release",
]
