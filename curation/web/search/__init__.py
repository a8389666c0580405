"""Looking for actors, records and sources, in English, Russian and Chinese.

`questions` is what can be asked, `finding` looks in the ledger, `page` shows what was found, and
`suggesting` answers while somebody types.
"""

from .page import SearchView
from .suggesting import SuggestionsView

__all__ = ["SearchView", "SuggestionsView"]
