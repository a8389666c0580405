"""A period in English words with what its dates are the dates of, as far as a source says."""

from curation.dates.period import Period
from curation.dates.words import in_words

__all__ = ["in_words_with_meaning"]


def in_words_with_meaning(period: Period, start: str = "", end: str = "") -> str:
    """The period, and what happened on its dates: “since 2022 (date of the decision)”.

    ``start`` and ``end`` are what the first and the last date are the dates of, blank where no
    source says. Of an end that is open or not known there is nothing to say.
    """
    words = in_words(period)
    if not period.is_interval:
        return _with(words, _one(start))
    meanings = [
        meaning
        for section, meaning in ((period.start, start), (period.end, end))
        if section.is_given
    ]
    if not meanings:
        return words
    return _with(words, _one(*meanings) if len(meanings) == 1 else _both(*meanings))


def _with(words: str, note: str) -> str:
    """Return the words with a note in brackets, unless they end with some of their own."""
    return f"{words}; {note}" if words.endswith(")") else f"{words} ({note})"


def _one(meaning: str) -> str:
    return f"date of the {meaning}" if meaning else "what the date marks is not stated"


def _both(start: str, end: str) -> str:
    if not start and not end:
        return "what the dates mark is not stated"
    return f"start: {start or 'not stated'}; end: {end or 'not stated'}"
