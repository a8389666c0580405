"""Invented passages: the words of the shipped sources, as frequent as there, and rarer ones."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["COMMON_WORD", "RARE_WORD", "Passage", "held_text", "passages_of", "word_table"]

SHORTEST, LONGEST = 150, 300  # Code points of a passage.
CONTEXT = 32  # Code points of prefix and suffix, as `curation.quotation` takes them.
INVENTED_WORDS, INVENTED_SHARE = 20_000, 0.2
TABLE = 1 << 16
SYLLABLES = [
    "ka",
    "ro",
    "min",
    "tas",
    "bel",
    "or",
    "dun",
    "shi",
    "vek",
    "ana",
    "luk",
    "ser",
    "ghan",
    "pol",
    "tir",
    "ust",
    "zem",
    "far",
    "iq",
    "nav",
]

COMMON_WORD = "cooperation"
RARE_WORD = "zerafshan"
RARE_SHARE = 0.001  # Of the passages.


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and where it stands: offsets in code points, the end exclusive."""

    quote: str
    start: int
    end: int
    prefix: str
    suffix: str
    locator: str


def word_table(texts: list[str], rng: random.Random) -> list[str]:
    """Return 65,536 words from which a uniform choice draws each as often as texts have it.

    Four fifths are the words of ``texts`` as they come, one fifth is invented: the k-th such
    word with a frequency of 1/k (Zipf's law).
    """
    found = [word for text in texts for word in re.findall(r"[^\W\d_]+", text)]
    invented = sorted({"".join(rng.choices(SYLLABLES, k=3)) + rng.choice("aeiou")
                       for _ in range(INVENTED_WORDS)})  # fmt: skip
    rng.shuffle(invented)
    number = int(TABLE * INVENTED_SHARE)
    weights = [1 / (rank + 1) for rank in range(len(invented))]
    return rng.choices(invented, weights, k=number) + rng.choices(found, k=TABLE - number)


def held_text(passages: int, words: list[str], rng: random.Random) -> str:
    """Return the text of a source: passages of 150 to 300 code points, a blank line between."""
    return "\n\n".join(_passage(words, rng) for _ in range(passages))


def _passage(words: list[str], rng: random.Random) -> str:
    length = rng.randint(SHORTEST, LONGEST)
    text = rng.choice(words).capitalize()
    if rng.random() < RARE_SHARE:
        text += f" {RARE_WORD}"
    if rng.random() < 0.5:
        text += f" {COMMON_WORD}"
    while len(text) < length - 1:
        text += f" {rng.choice(words)}"
    return text[: length - 1].rstrip() + "."


def passages_of(text: str) -> Iterator[Passage]:
    """Yield the passages of a text held, each as a citation points to it."""
    start = 0
    for number, quote in enumerate(text.split("\n\n"), start=1):
        end = start + len(quote)
        yield Passage(
            quote=quote,
            start=start,
            end=end,
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
            locator=f"paragraph {number}",
        )
        start = end + 2
