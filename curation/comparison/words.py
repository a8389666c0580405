"""Values of documents in words, and texts compared word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from ..dates import Period, in_words
from ..documents import REFERENCE_MODELS
from ..models import FACT_MODELS, Citation
from .extents import extent_in_words

__all__ = ["Run", "caption_of", "compared", "gloss_of", "said"]

WORD = re.compile(r"\s+|\w+|[^\w\s]")
MODELS = {**FACT_MODELS, **REFERENCE_MODELS, "citation": Citation}
CAPTIONS = {
    "when": "When",
    "possible": "Possibly held",
    "definite": "Certainly held",
    "start_basis": "Basis of the start",
    "end_basis": "Basis of the end",
    "note": "Public note",
    "about": "About",
    "place_actor": "State of the place",
    "disputes": "Contradicts",
}


@dataclass(frozen=True)
class Run:
    """Some words in a row: those that both texts have, or those that one has alone."""

    text: str
    marked: bool


def compared(before: str, after: str) -> tuple[list[Run], list[Run]]:
    """Return both texts in runs, with what the other lacks marked.

    A single word (a date, a name) is marked as a whole: parts of it mean nothing.
    """
    if " " not in before and " " not in after:
        return [Run(before, True)], [Run(after, True)]
    old, new = WORD.findall(before), WORD.findall(after)
    left, right = [], []
    steps = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    for tag, old_from, old_to, new_from, new_to in steps:
        left.append(Run("".join(old[old_from:old_to]), tag != "equal"))
        right.append(Run("".join(new[new_from:new_to]), tag != "equal"))
    return [run for run in left if run.text], [run for run in right if run.text]


def caption_of(key: str) -> str:
    """Return what a key of a document is called on the form."""
    return CAPTIONS.get(key) or key.replace("_", " ").capitalize()


def said(kind: str, key: str, value: Any) -> str:
    """Return a value of a document of this kind, or of a citation, in words; blank for none."""
    if key in ("possible", "definite"):
        return extent_in_words(value)
    if isinstance(value, str):
        return _choices(kind, key).get(value, value)
    return "; ".join(_each(value))


def gloss_of(key: str, value: Any) -> str:
    """Return what a date means in English; blank for other values."""
    return in_words(Period.parse(value)) if key in ("when", "attested") and value else ""


def _each(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _each(item)
    elif isinstance(value, dict):
        name = next((value[key] for key in ("name", "title", "label") if key in value), None)
        inner = (text for each in value.values() for text in _each(each))
        yield str(name) if name else " – ".join(inner)
    elif value is not None:
        yield f"{value:,}" if isinstance(value, int | float) else str(value)


def _choices(kind: str, key: str) -> dict[str, str]:
    try:
        return dict(MODELS[kind]._meta.get_field(key).flatchoices)
    except FieldDoesNotExist:
        return {}
