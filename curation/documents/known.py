"""How a source is known, and where a reader can look it up: said here and nowhere else.

A source is told from the object by which documents refer to it, or from its own document. Both
leave out, in revisions of before version 3, what was not asked then: nothing is said of that.
"""

from typing import Any

from ..vocabulary import Seen

__all__ = ["how_known", "is_second_hand", "where_to_read"]

Source = dict[str, Any]


def is_second_hand(source: Source) -> bool:
    """Tell whether the document is known through something else, and nobody here has seen it."""
    return source.get("seen") == Seen.SECOND_HAND


def how_known(source: Source) -> str:
    """Return how a document is known that nobody here has seen; blank if somebody has."""
    if not is_second_hand(source):
        return ""
    return f"Known at second hand, through {_within_a_sentence(source['known_through'])}"


def where_to_read(source: Source, *, is_quoted: bool, is_verified: bool) -> str:
    """Return what the registry has of a document, and where a reader finds the rest.

    ``is_quoted`` tells whether words of it are shown, ``is_verified`` whether they were found in
    a text that the registry holds.
    """
    if is_verified:
        return "We hold the text, and the quotation is in it."
    held = "We do not hold the text"
    if is_quoted:
        held += ", so the quotation could not be checked"
    return f"{held}. {_address(source)}".rstrip()


def _address(source: Source) -> str:
    if source["url"]:
        archived = " or in the archive" if source.get("archive_url") else ""
        return f"Read it at its address{archived}."
    if source.get("archive_url"):
        return "Read the archived copy."
    # A revision of before version 3 does not say whether there is an archived copy.
    return "No address is on record." if "archive_url" in source else ""


def _within_a_sentence(text: str) -> str:
    """Return a text that begins with an article as it goes on within a sentence."""
    first, blank, rest = text.partition(" ")
    return f"{first.lower()}{blank}{rest}" if first in ("A", "An", "The") else text
