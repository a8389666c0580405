"""Read the ledger as a chain: compute digests and differences, and verify that nothing was altered.

`verify` follows the chain itself; `disagreements` compares it with everything outside it, and
`rules_out_of_force` the rules of the database with those that the models declare.
"""

from .agreement import disagreements, disagreements_of_release
from .difference import difference
from .digest import digest_of
from .flaw import Flaw, Progress, unseen
from .rules_in_force import rules_out_of_force
from .verification import verify

__all__ = [
    "Flaw",
    "Progress",
    "difference",
    "digest_of",
    "disagreements",
    "disagreements_of_release",
    "rules_out_of_force",
    "unseen",
    "verify",
]
