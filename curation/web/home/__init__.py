"""The front door: who is in the organization, as what, since when, and who says so.

`page` reads the ledger and puts the parts together: `calendar` is the choice of a day, `roster`
who holds what on it, `world` the same on a map, `timeline` all episodes, `latest` what changed.
"""

from .page import HomeView

__all__ = ["HomeView"]
