"""Files in parts (RFC 9110, 13 and 14): validators, ranges, and what cannot be satisfied."""

from dataclasses import dataclass

from django.http import HttpRequest
from werkzeug.http import parse_if_range_header, parse_range_header

__all__ = ["Unsatisfiable", "Wanted", "wanted"]


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
    asked = parse_range_header(request.headers.get("Range"))
    whole = Wanted(0, size, size, is_part=False)
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return whole
    if condition := request.headers.get("If-Range"):
        known = parse_if_range_header(condition)
        # A weak validator does not say that the bytes are the same; nor does a date.
        if known.etag is None or f'"{known.etag}"' != tag or condition.startswith("W/"):
            return whole
    found = asked.range_for_length(size)
    if found is None:
        raise Unsatisfiable
    start, stop = found
    return Wanted(start, stop - start, size, is_part=True)
