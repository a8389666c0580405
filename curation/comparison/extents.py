"""Half-open ranges of days in words: of documents, of pages, and of what changed."""

import datetime as dt

__all__ = ["Extent", "extent_in_words"]

# As documents have it: ``from`` is the first day, ``until`` the one after the last.
Extent = dict[str, str | None] | None

ONE_DAY = dt.timedelta(days=1)


def extent_in_words(extent: Extent) -> str:
    """Return a half-open range of days in words, by its first and its last day."""
    if extent is None:
        return "no certain date"
    first = extent["from"] and dt.date.fromisoformat(extent["from"])
    until = extent["until"] and dt.date.fromisoformat(extent["until"])
    last = until and until - ONE_DAY
    if not first and not last:
        return "at any time"
    if not last:
        return f"from {_day(first)} on"
    if not first:
        return f"until {_day(last)}"
    return f"on {_day(first)}" if first == last else f"from {_day(first)} to {_day(last)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
