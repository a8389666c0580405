"""How near a name is to what somebody asked for, in whichever script and however it is written.

Names and questions are folded alike: case, accents, width and characters that nobody sees make no
difference, and neither do traditional Chinese characters. What differs still may be an inflection
of a Russian name or a slip of the keyboard.
"""

import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from functools import cache, lru_cache

from opencc import OpenCC
from rapidfuzz.distance import OSA

__all__ = ["Nearness", "folded", "nearness", "simplified"]

# Marks and letters that are not seen, or not pronounced: combining marks, formats (zero-width
# spaces, joiners, soft hyphens, directions), controls.
UNSEEN = {"Mn", "Cf", "Cc"}
APART = {"Pd", "Pc", "Pi", "Pf", "Zs", "Zl", "Zp"}
# Of an inflected word: so many letters are the same, and at most so many differ at the end.
FEWEST_OF_A_STEM = 4
LONGEST_ENDING = 3
# Up to so many slips in words of at least so many letters.
SLIPS = ((9, 2), (5, 1))


class Nearness(IntEnum):
    """How near a name is, the nearest first."""

    SAME = 0
    INFLECTED = 1
    BEGINS = 2
    HAS_WORD = 3
    CONTAINS = 4
    ALIKE = 5


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Return a text with simplified Chinese characters instead of traditional ones."""
    return text if text.isascii() else _converter().convert(text)


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return a text without what makes no difference: case, accents, width, unseen characters."""
    if text.isascii():
        letters = text.casefold()
    else:
        plain = unicodedata.normalize("NFKD", simplified(text)).casefold()
        seen = (each for each in plain if unicodedata.category(each) not in UNSEEN)
        letters = unicodedata.normalize("NFC", "".join(seen))
    apart = (" " if unicodedata.category(each) in APART else each for each in letters)
    return " ".join("".join(apart).replace('"', " ").replace("'", " ").split())


def nearness(asked: str, names: Iterable[str]) -> Nearness | None:
    """Return how near the nearest of ``names`` is to what was asked, all folded; None: none is."""
    if not asked:
        return None
    found = (_nearness(asked, name) for name in names)
    return min((each for each in found if each is not None), default=None)


def _nearness(asked: str, name: str) -> Nearness | None:
    if asked == name:
        return Nearness.SAME
    if _is_inflected(asked, name):
        return Nearness.INFLECTED
    if name.startswith(asked):
        return Nearness.BEGINS
    if f" {asked}" in name:
        return Nearness.HAS_WORD
    if asked in name and (len(asked) > 2 or not asked.isascii()):
        return Nearness.CONTAINS
    return Nearness.ALIKE if _are_alike(asked, name) else None


def _is_inflected(asked: str, name: str) -> bool:
    """Tell whether word for word both can be forms of one Russian name."""
    words, others = asked.split(), name.split()
    return len(words) == len(others) and all(map(_is_form, words, others))


def _are_alike(asked: str, name: str) -> bool:
    """Tell whether each word that was asked for is nearly a word of the name."""
    words = name.split()
    if _is_slip(asked, name):
        return True
    return all(any(_is_form(each, word) or _is_slip(each, word) for word in words)
               for each in asked.split())  # fmt: skip


def _is_form(asked: str, word: str) -> bool:
    """Tell whether two Russian words can be forms of one."""
    if asked == word:
        return True
    if not ("а" <= asked[:1] <= "я"):
        return False
    stem = _shared(asked, word)
    ending = max(len(asked), len(word)) - stem
    return stem >= FEWEST_OF_A_STEM and ending <= min(LONGEST_ENDING, stem - 1)


def _shared(one: str, other: str) -> int:
    """Return with how many letters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _is_slip(asked: str, word: str) -> bool:
    shorter = min(len(asked), len(word))
    most = next((slips for letters, slips in SLIPS if shorter >= letters), 0)
    return bool(most) and OSA.distance(asked, word, score_cutoff=most) <= most
