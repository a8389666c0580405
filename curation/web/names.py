"""Names of actors in the languages of the registry: English, with Russian and Chinese beside."""

from collections.abc import Iterable
from typing import Any

from ..vocabulary import NameKind

__all__ = ["BESIDE", "names_beside"]

BESIDE = ("ru", "zh")
# Which of several names in a language is shown.
PREFERRED = (NameKind.SHORT, NameKind.OFFICIAL)


def names_beside(names: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return language and name for each language beside English in which there is a name."""
    shown = []
    for language in BESIDE:
        usable = [
            each for each in names if each["language"] == language and each["kind"] in PREFERRED
        ]
        if usable:
            best = min(usable, key=lambda each: PREFERRED.index(each["kind"]))
            shown.append((language, best["name"]))
    return shown
