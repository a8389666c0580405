"""Read the text of a document that was uploaded: HTML, PDF or plain text.

A leaf: bytes go in, a text and suggestions for its description come out. What is read is a
proposal; only once an editor has saved it is it the text held.
"""

from .reading import extract
from .result import MEDIA_TYPES, Extract, Unreadable

__all__ = ["MEDIA_TYPES", "Extract", "Unreadable", "extract"]
