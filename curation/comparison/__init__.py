"""Documents compared and told in words: for reviewers at the desk and for readers of pages.

`words` says a value of a document in English and compares two texts word by word; `difference`
says what one document changes of another. Knows nothing of how either is shown.
"""

from .difference import (
    CitationChange,
    Difference,
    FieldChange,
    changed_citations,
    changed_fields,
    differences_of,
)
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
    "gloss_of",
    "said",
]
