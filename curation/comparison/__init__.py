"""Documents compared and told in words: for reviewers at the desk and for readers of pages.

`extents` says ranges of days in English, and `words` any value of a document, and compares two
texts word by word; `difference` says what one document changes of another. Knows nothing of how
either is shown.
"""

from .difference import (
    CitationChange,
    Difference,
    FieldChange,
    changed_citations,
    changed_fields,
    differences_of,
)
from .extents import extent_in_words
from .words import Run, caption_of, compared, gloss_of, said

__all__ = [
    "CitationChange",
    "Difference",
    "FieldChange",
    "Run",
    "caption_of",
    "changed_citations",
    "changed_fields",
    "compared",
    "differences_of",
    "extent_in_words",
    "gloss_of",
    "said",
]
