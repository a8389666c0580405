"""Chinese characters: the simplified one of each traditional one, and how to look for either.

The table is that of OpenCC (`simplified.txt`: the traditional characters, then the simplified
ones in the same order). It goes by single characters on purpose: with rules for whole words a part
of a name could be converted otherwise than the name.
"""

import re
from collections import defaultdict
from pathlib import Path

__all__ = ["HAN", "SIMPLIFIED", "TRADITIONAL", "either_way", "has_han", "script_of"]

TABLE = Path(__file__).parent / "simplified.txt"
TRADITIONAL, SIMPLIFIED = TABLE.read_text(encoding="utf-8").split()

# Characters of Chinese in regular expressions, of Python and of PostgreSQL alike.
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
IN_HAN = re.compile(f"[{HAN}]+")
# What may stand between two characters without being seen.
UNSEEN = "[\u00ad\u200b-\u200f\u2060\ufeff]*"
SCRIPTS = (("zh-Hans", IN_HAN), ("ru", re.compile(r"[\u0400-\u04ff]+")))

_SIMPLIFIED = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
_VARIANTS: defaultdict[str, str] = defaultdict(str)
for _traditional, _simplified in _SIMPLIFIED.items():
    _VARIANTS[_simplified] += _traditional


def has_han(text: str) -> bool:
    """Tell whether there are Chinese characters in a text."""
    return bool(IN_HAN.search(text))


def either_way(question: str) -> str:
    """Return a regular expression for the Chinese words of a question, in either characters.

    Where there are several runs of characters, it finds any of them, the longest first.
    """
    runs = sorted(set(IN_HAN.findall(question)), key=len, reverse=True)
    return "|".join(UNSEEN.join(map(_class_of, run)) for run in runs)


def _class_of(character: str) -> str:
    simplified = _SIMPLIFIED.get(character, character)
    return f"[{simplified}{_VARIANTS[simplified]}]" if simplified in _VARIANTS else simplified


def script_of(text: str) -> str:
    """Return the language that most letters of a text tell by their script; blank: none."""
    letters = sum(map(str.isalpha, text))
    for tag, script in SCRIPTS:
        if 2 * len("".join(script.findall(text))) > letters:
            is_traditional = tag == "zh-Hans" and any(each in _SIMPLIFIED for each in text)
            return "zh-Hant" if is_traditional else tag
    return ""
