"""Files in parts (RFC 9110, 13 and 14): validators, ranges, and what cannot be satisfied."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

__all__ = ["Unsatisfiable", "Wanted", "wanted"]

ONE_RANGE = re.compile(r"bytes=[ \t]*(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})[ \t]*")


class Unsatisfiable(Exception):
    """No byte of the range asked for is in the file."""


@dataclass(frozen=True)
class Wanted:
    """Which bytes are wanted: ``length`` of them from ``start`` on, of a file of ``size``."""

    start: int
    length: int
    size: int
    is_part: bool  # A part was asked for, be it one that has all of the bytes.

    @property
    def content_range(self) -> str:
        """Where in the file the part lies."""
        return f"bytes {self.start}-{self.start + self.length - 1}/{self.size}"


def wanted(request: HttpRequest, size: int, tag: str) -> Wanted:
    """Return what a request wants of a file whose validator is ``tag``, quotation marks included.

    A range that is not understood, or of another version of the file (`If-Range`), is passed over,
    and several at once are answered with all of the file: both as the RFC has it.

    Raises:
        Unsatisfiable: the range begins behind the end of the file.
    """
    whole = Wanted(0, size, size, is_part=False)
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    # A weak validator does not say that the bytes are the same; nor does a date.
    if asked is None or request.headers.get("If-Range", tag).strip() != tag:
        return whole
    first, last = asked["first"], asked["last"]
    if (not first and not last) or (first and last and int(last) < int(first)):
        return whole
    start = int(first) if first else max(size - int(last), 0)
    stop = min(int(last) + 1, size) if first and last else size
    if start >= size:
        raise Unsatisfiable
    return Wanted(start, stop - start, size, is_part=True)
