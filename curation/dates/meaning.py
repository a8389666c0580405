"""A period in English words with what its dates are the dates of, as far as a source says."""

from curation.dates.period import Period
from curation.dates.words import in_words

__all__ = ["in_words_with_meaning"]


def in_words_with_meaning(period: Period, start: str = "", end: str = "") -> str:
    """The period, and what happened on its dates: “since 2022; the date is that of a decision”.

    ``start`` and ``end`` are what the first and the last date are the dates of, blank where no
    source says. Of an end that is open or not known there is nothing to say.
    """
    words = in_words(period)
    if not period.is_interval:
        return f"{words}; {_one(start)}"
    meanings = [
        meaning
        for section, meaning in ((period.start, start), (period.end, end))
        if section.is_given
    ]
    if not meanings:
        return words
    return f"{words}; {_one(*meanings) if len(meanings) == 1 else _both(*meanings)}"


def _one(meaning: str) -> str:
    return f"the date is that of {meaning}" if meaning else "meaning of the date not stated"


def _both(start: str, end: str) -> str:
    if not start and not end:
        return "meaning of the dates not stated"
    told = [
        f"its {name} is the date of {meaning}" if meaning else f"meaning of its {name} not stated"
        for name, meaning in (("start", start), ("end", end))
    ]
    return ", ".join(told)
