"""How near a name is to what somebody asked for; both are folded (`curation_folded`)."""

from enum import IntEnum

from rapidfuzz.distance import OSA

__all__ = ["Nearness", "nearness", "slips"]

# Of an inflected word: so many letters are the same, and at most so many differ at the end.
FEWEST_OF_A_STEM = 4
LONGEST_ENDING = 3
# Up to so many slips in words of at least so many letters.
SLIPS = ((9, 2), (5, 1))
# Shorter words of the Latin alphabet are parts of too many others.
FEWEST_OF_A_PART = 3


class Nearness(IntEnum):
    """How near a name is, the nearest first."""

    SAME = 0
    INFLECTED = 1
    BEGINS = 2
    HAS_WORD = 3
    CONTAINS = 4
    ALIKE = 5


def nearness(asked: str, name: str) -> Nearness | None:
    """Return how near ``name`` is to what was asked, both folded; None: it is not near."""
    if asked == name:
        return Nearness.SAME
    words, others = asked.split(), name.split()
    if len(words) == len(others) and all(map(_is_form, words, others)):
        return Nearness.INFLECTED
    if name.startswith(asked):
        return Nearness.BEGINS
    if words and all(any(_is_form(word, other) for other in others) for word in words):
        return Nearness.HAS_WORD
    if asked in name and (len(asked) >= FEWEST_OF_A_PART or not asked.isascii()):
        return Nearness.CONTAINS
    return Nearness.ALIKE if words and _are_alike(asked, name) else None


def _are_alike(asked: str, name: str) -> bool:
    """Tell whether both differ by slips, or each word that was asked for from one of the name."""
    others = name.split()
    return _is_slip(asked, name) or all(
        any(_is_form(word, other) or _is_slip(word, other) for other in others)
        for word in asked.split()
    )


def _is_form(asked: str, word: str) -> bool:
    """Tell whether two words are the same, or can be forms of one Russian word."""
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


def slips(asked: str, name: str) -> int:
    """Return by how many slips both differ: as wholes, or each word from the nearest one."""
    others = name.split() or [""]
    words = sum(min(OSA.distance(word, other) for other in others) for word in asked.split())
    return min(OSA.distance(asked, name), words)
