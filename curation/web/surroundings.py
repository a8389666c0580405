"""What stands around a quotation in its source, for readers: in whole words.

The ledger keeps as many code points before and after it as a TextQuoteSelector needs, and so
cuts through words.
"""

import re
from collections.abc import Mapping
from typing import Any

from ..quotation import CONTEXT_LENGTH

__all__ = ["after", "before"]

# What a cut can have left of a word, with the blank that ends or begins it.
HEAD, TAIL = re.compile(r"\A\S*\s+(?=\S)"), re.compile(r"(?<=\S)\s+\S*\Z")
# Between the mark that something is left out and the words: never at the end of a line.
NO_BREAK = "\N{NO-BREAK SPACE}"


def before(citation: Mapping[str, Any]) -> str:
    """Return the words before the quotation, with an ellipsis where the text goes further back."""
    prefix, start = citation["prefix"], citation["start"]
    if not start or start <= len(prefix):
        return prefix
    return f"…{NO_BREAK}{HEAD.sub('', prefix, count=1)}"


def after(citation: Mapping[str, Any]) -> str:
    """Return the words after the quotation, with an ellipsis where the text can go on."""
    suffix = citation["suffix"]
    if len(suffix) < CONTEXT_LENGTH:
        return suffix
    return f"{TAIL.sub('', suffix, count=1)}{NO_BREAK}…"
