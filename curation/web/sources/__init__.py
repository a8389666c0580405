"""Sources: an index, each with what rests on it in reading order, and the text for editors.

`resting` gathers what the record quotes of a source, `page` is the public page, `index` lists all
sources, and `text` shows signed-in editors the whole text held.
"""

from .index import SourcesView
from .page import SourceView
from .text import TextView

__all__ = ["SourceView", "SourcesView", "TextView"]
