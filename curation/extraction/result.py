"""What is read from a document, and what is said when nothing can be."""

from dataclasses import dataclass

__all__ = ["HTML", "MEDIA_TYPES", "PDF", "PLAIN", "Extract", "Unreadable", "cleaned"]

HTML, PDF, PLAIN = "text/html", "application/pdf", "text/plain"
MEDIA_TYPES = (HTML, PDF, PLAIN)


class Unreadable(ValueError):
    """No text can be read from the document; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Extract:
    """A document's text, what sort of document it is, and what it says of itself.

    ``published`` is a day in ISO 8601, ``language`` a BCP 47 tag; blank where the document is
    silent. ``how`` tells an editor how the text was read.
    """

    text: str
    media_type: str
    how: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""


def cleaned(text: str) -> str:
    """Return ``text`` with LF as line end, and without NUL, which no database text can hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
