"""Names in the languages of the registry, English with Russian and Chinese beside, and of those."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pycountry

from ..naming import script_of
from ..vocabulary import NameKind

__all__ = ["BESIDE", "language_name", "names_beside", "names_of_term", "other_names_of_term"]

# Chinese names were published as "zh" before they said in which characters they are.
BESIDE = {"ru": ("ru",), "zh-Hans": ("zh-Hans", "zh")}
# The keys under which a term's names in other languages are published.
TERM_KEYS = {"ru": "name_ru", "zh-Hans": "name_zh"}
# Which of several names in a language is shown.
PREFERRED = (NameKind.SHORT, NameKind.OFFICIAL)


def names_beside(names: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return language and name for each language beside English in which there is a name."""
    shown = []
    for language, tags in BESIDE.items():
        usable = [each for each in names if each["language"] in tags and each["kind"] in PREFERRED]
        if usable:
            best = min(usable, key=lambda each: PREFERRED.index(each["kind"]))
            shown.append((language, best["name"]))
    return shown


def names_of_term(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Return a term's names in other languages; documents of former versions have none."""
    known = ((tag, document.get(key) or "") for tag, key in TERM_KEYS.items())
    return [(tag, name) for tag, name in known if name]


def other_names_of_term(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what else a term is called, each with the language that its script tells."""
    return [(script_of(name), name) for name in document.get("other_names") or ()]


@cache
def language_name(tag: str) -> str:
    """Return what a language is called in English; its code where that is not known."""
    code = tag.split("-")[0].lower()
    key = "alpha_2" if len(code) == 2 else "alpha_3"
    found = pycountry.languages.get(**{key: code})
    return found.name.split(" (")[0] if found else tag
