"""Make, check, rebuild and withdraw releases.

What is released is read from the ledger at one place, so that nothing published meanwhile enters
it, and it can be built again at any time. `curation.releases` builds; here it is decided whether
a release may be made, kept in the store, and registered.
"""

from .checking import (
    Damage,
    Difference,
    contradictions_of,
    damage_of,
    damages_of,
    rebuild,
    unregistered,
)
from .finding import release_named
from .first import FIRST, release_first
from .freezing import frozen
from .making import release
from .permission import RELEASING
from .soundness import flaws_of_the_record
from .withdrawing import withdraw_release

__all__ = [
    "FIRST",
    "RELEASING",
    "Damage",
    "Difference",
    "contradictions_of",
    "damage_of",
    "damages_of",
    "flaws_of_the_record",
    "frozen",
    "rebuild",
    "release",
    "release_first",
    "release_named",
    "unregistered",
    "withdraw_release",
]
