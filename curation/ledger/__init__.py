"""Read the ledger as a chain: compute digests, differences, and verify that nothing was altered."""

from .difference import difference
from .digest import digest_of
from .verification import Flaw, verify

__all__ = ["Flaw", "difference", "digest_of", "verify"]
