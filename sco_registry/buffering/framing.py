"""Where a request ends: as much of HTTP/1.1 as it takes to know that all of it has arrived.

Whether a request is right, gunicorn's parser judges. What is not understood here counts as
complete, so that the parser sees and refuses it.
"""

import re

__all__ = ["LARGEST_HEAD", "Framing"]

# A little more than the parser takes, which is to refuse what is larger.
LARGEST_HEAD = (1 << 20) + (1 << 16)
LONGEST_LINE = 1 << 12
END = b"\r\n\r\n"


class Framing:
    """Reads along, byte by byte, until the end of one request."""

    def __init__(self) -> None:
        """Wait for the head."""
        self._head = bytearray()
        self._line = bytearray()
        self._left = 0
        self._read = self._read_head
        self.has_begun = False
        self.has_head = False
        self.is_complete = False
        self.wants_to_be_told = False
        self.announced = 0

    def feed(self, data: bytes) -> int:
        """Read on; return how many of the bytes are of this request. The rest is of the next."""
        place = 0
        self.has_begun = self.has_begun or bool(data)
        while place < len(data) and not self.is_complete:
            place += self._read(memoryview(data)[place:])
        return place

    def _read_head(self, data: memoryview) -> int:
        searched = max(0, len(self._head) - len(END) + 1)
        before = len(self._head)
        self._head += data
        end = self._head.find(END, searched)
        if end < 0:
            self.is_complete = len(self._head) > LARGEST_HEAD
            return len(data)
        end += len(END)
        self._begin_body(bytes(self._head[:end]))
        self._head.clear()
        return end - before

    def _begin_body(self, head: bytes) -> None:
        self.has_head = True
        lengths = set(re.findall(rb"(?im)^content-length:[ \t]*([^\r\n]*?)[ \t]*\r$", head))
        coded = re.findall(rb"(?im)^transfer-encoding:[ \t]*([^\r\n]*?)[ \t]*\r$", head)
        self.wants_to_be_told = bool(re.search(rb"(?im)^expect:[ \t]*100-continue[ \t]*\r$", head))
        if coded:
            # Both together, or another coding, the parser refuses.
            self._read = self._read_size
            self.is_complete = bool(lengths) or [each.lower() for each in coded] != [b"chunked"]
        elif len(lengths) == 1 and re.fullmatch(rb"[0-9]{1,15}", length := lengths.pop()):
            self.announced = self._left = int(length)
            self._read = self._read_body
            self.is_complete = self._left == 0
        else:
            self.is_complete = True

    def _read_body(self, data: memoryview) -> int:
        taken = min(len(data), self._left)
        self._left -= taken
        self.is_complete = self._left == 0
        return taken

    def _read_line(self, data: memoryview) -> tuple[int, bytes | None]:
        """Return how many bytes were taken, and the line if that was all of it."""
        found = bytes(data[:LONGEST_LINE]).find(b"\n")
        taken = found + 1 if found >= 0 else min(len(data), LONGEST_LINE)
        self._line += data[:taken]
        if found < 0:
            self.is_complete = len(self._line) > LONGEST_LINE
            return taken, None
        line = bytes(self._line)
        self._line.clear()
        return taken, line

    def _read_size(self, data: memoryview) -> int:
        taken, line = self._read_line(data)
        if line is not None:
            size = re.fullmatch(rb"([0-9a-fA-F]{1,15})[ \t]*(;[^\r\n]*)?\r\n", line)
            if size is None:
                self.is_complete = True
            elif length := int(size[1], 16):
                self._left = length + len(b"\r\n")
                self._read = self._read_chunk
            else:
                self._read = self._read_trailer
        return taken

    def _read_chunk(self, data: memoryview) -> int:
        taken = min(len(data), self._left)
        self._left -= taken
        if self._left == 0:
            self._read = self._read_size
        return taken

    def _read_trailer(self, data: memoryview) -> int:
        taken, line = self._read_line(data)
        self.is_complete = self.is_complete or line in (b"\r\n", b"\n")
        return taken
