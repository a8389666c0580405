"""Two moments beside each other: who moved from what to what, and on what evidence.

`page` reads the ledger, `moves` tells what it found, `presets` which days are worth comparing.
"""

from .page import CompareView

__all__ = ["CompareView"]
