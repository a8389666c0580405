"""Names in the languages of the registry, English with Russian and Chinese beside, and of those."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pycountry

from ..vocabulary import NameKind

__all__ = ["BESIDE", "language_name", "names_beside"]

# Chinese names were published as "zh" before they said in which characters they are.
BESIDE = {"ru": ("ru",), "zh-Hans": ("zh-Hans", "zh")}
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


@cache
def language_name(tag: str) -> str:
    """Return what a language is called in English; its code where that is not known."""
    code = tag.split("-")[0].lower()
    key = "alpha_2" if len(code) == 2 else "alpha_3"
    found = pycountry.languages.get(**{key: code})
    return found.name.split(" (")[0] if found else tag
