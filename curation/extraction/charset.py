"""Turn bytes into characters: by what they declare, else by what they look like."""

import codecs
import re

from charset_normalizer import from_bytes

from .result import Unreadable

__all__ = ["decode"]

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.I)
SAVE_AS_UTF_8 = "Name its character set, or save it as UTF-8 and upload it again."


def decode(data: bytes, charset: str = "", *, declares: bool = False) -> tuple[str, str]:
    """Return the characters, and the name of the character set that ``data`` was read in.

    ``charset`` is what the editor says. ``declares`` tells that the head of the document may
    name a character set, as that of a page does.

    Raises:
        Unreadable: the bytes are no text in that character set, or in any.
    """
    if charset:
        return _strictly(data, charset), charset
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, name), name.removesuffix("-sig")
    declared = DECLARED.search(data[:4096]) if declares else None
    for name in (declared[1].decode("ascii"), "utf-8") if declared else ("utf-8",):
        try:
            return data.decode(name), name.lower()
        except (UnicodeDecodeError, LookupError):
            continue
    if b"\0" in data:
        raise Unreadable(
            "This is neither text nor HTML nor PDF. Save the document as one of these and "
            "upload it again."
        )
    found = from_bytes(data).best()
    if found is None:
        raise Unreadable(f"The character set of the text could not be told. {SAVE_AS_UTF_8}")
    return _strictly(data, found.encoding), found.encoding.replace("cp125", "windows-125")


def _strictly(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unreadable(f"The text is not in {charset}. {SAVE_AS_UTF_8}") from error
