"""Read the ledger as a chain: compute digests and verify that nothing was altered."""

from .digest import digest_of
from .verification import Flaw, verify

__all__ = ["Flaw", "digest_of", "verify"]
