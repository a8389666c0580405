"""How names are compared, in whichever script and however they are written.

`simplified` is about Chinese characters, `nearness` tells how near a name is to what was asked.
What makes no difference between two spellings is decided in one place, the database's function
`curation_folded`, so that rows and questions are folded alike whoever wrote them.
"""

from .nearness import Nearness, nearness, slips
from .simplified import HAN, SIMPLIFIED, TRADITIONAL, either_way, has_han, script_of

__all__ = [
    "HAN",
    "SIMPLIFIED",
    "TRADITIONAL",
    "Nearness",
    "either_way",
    "has_han",
    "nearness",
    "script_of",
    "slips",
]
