"""Quotations set in marks: within the page's own marks, those of a passage are single ones.

A passage is kept and shown to the letter in blocks of its own, without marks. Within a sentence
it stands in “…”, and its own double marks would double them, or leave one alone where the passage
begins or ends within somebody's speech.
"""

__all__ = ["within_marks"]

OPENING = "“„«"
CLOSING = "”»"
Pair = tuple[int | None, int | None]


def within_marks(text: str) -> str:
    """Return a text as it stands between “ and ”: its own marks single, and in pairs."""
    text = text.strip()
    while (bare := _without_outer_marks(text)) != text:
        text = bare.strip()
    letters, before, after = list(text), "", ""
    for start, end in _pairs(text):
        if start is None:
            before += "‘"
        else:
            letters[start] = "‘"
        if end is None:
            after += "’"
        else:
            letters[end] = "’"
    return before + "".join(letters) + after


def _without_outer_marks(text: str) -> str:
    """Leave out the marks around all of a text, of which an excerpt may have one alone."""
    last = len(text) - 1
    for pair in _pairs(text):
        match pair:
            case (0, None):
                return text[1:]
            case (None, end) if end == last:
                return text[:-1]
            case (0, end) if end == last and last > 1:
                return text[1:-1]
    return text


def _pairs(text: str) -> list[Pair]:
    """Return where double marks open and close; None for the one that a text does not have."""
    pairs: list[Pair] = []
    open_at: list[int] = []
    for at, letter in enumerate(text):
        # In German and Russian, “ closes what „ opens.
        closes = letter in CLOSING or (letter == "“" and open_at and text[open_at[-1]] == "„")
        if closes:
            pairs.append((open_at.pop() if open_at else None, at))
        elif letter in OPENING:
            open_at.append(at)
    straight = [at for at, letter in enumerate(text) if letter == '"']
    # One straight mark alone may stand for inches: it is left as it is.
    pairs += zip(straight[::2], straight[1::2], strict=False)
    return pairs + [(at, None) for at in open_at]
