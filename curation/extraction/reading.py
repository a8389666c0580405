"""Tell what a document is, and read it accordingly."""

import re
from pathlib import PurePath

from .charset import decode
from .html import from_html
from .pdf import from_pdf
from .result import PLAIN, Extract, Unreadable, cleaned

__all__ = ["extract"]

MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
OTHERS = {
    b"PK\x03\x04": "a Word, OpenDocument or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "a rich text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}


def extract(data: bytes, name: str, charset: str = "") -> Extract:
    """Return what can be read from a document of this content and file name.

    The content decides what it is, whatever the name says; the name helps with markup that does
    not show itself. ``charset`` is the character set of a text, if an editor has named it.

    Raises:
        Unreadable: it is empty, of another sort, locked, damaged, or without text.
    """
    if not data.strip():
        raise Unreadable("The document is empty. Choose another file, or paste the text.")
    if b"%PDF-" in data[:1024]:
        return from_pdf(data)
    for beginning, sort in OTHERS.items():
        if data.startswith(beginning):
            raise Unreadable(
                f"This is {sort}. Save the document as PDF, HTML or plain text and upload that."
            )
    if PurePath(name).suffix.lower() in {".html", ".htm", ".xhtml"} or MARKUP.search(data[:2048]):
        return from_html(data, charset)
    text, found = decode(data, charset)
    if not text.strip():
        raise Unreadable("The document holds nothing but white space.")
    return Extract(text=cleaned(text), media_type=PLAIN, how=f"Plain text, read as {found}.")
