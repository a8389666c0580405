"""How a reader asks, whatever the surface: parameters, what is wrong with them, and permanence.

An answer follows from a question and a place in the ledger. `grammar` reads the question of a
request, `parameters` are the kinds of value it can have, `flaws` say what is wrong with one, and
`places` finds the place that is asked about, and `permanence` gives an answer its permalink, its
validator and its lifetime. Knows nothing of the
form of answers.
"""

from .between import TwoDays
from .called import called
from .flaws import BadParameters, Flaw, unknown_parameter
from .grammar import FormatOnly, Grammar, KnownAt
from .permanence import (
    FOR_EVER,
    FOR_NOW,
    entity_tag,
    is_final,
    keep,
    permalink,
    pinned,
    place_on,
    quoted_on,
    unpinned,
)
from .places import place_at
from .released import not_released

__all__ = [
    "FOR_EVER",
    "FOR_NOW",
    "BadParameters",
    "Flaw",
    "FormatOnly",
    "Grammar",
    "KnownAt",
    "TwoDays",
    "called",
    "entity_tag",
    "is_final",
    "keep",
    "not_released",
    "permalink",
    "pinned",
    "place_at",
    "place_on",
    "quoted_on",
    "unknown_parameter",
    "unpinned",
]
