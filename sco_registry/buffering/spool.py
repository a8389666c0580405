"""Bytes that wait: first in, first out, in memory while they are few, else on disk."""

import threading
from tempfile import SpooledTemporaryFile

__all__ = ["Spool", "spooled"]

IN_MEMORY = 256 * 1024  # bytes


class Total:
    """How many bytes wait in all spools of this process."""

    def __init__(self) -> None:
        """Begin with none."""
        self.size = 0
        self._lock = threading.Lock()

    def add(self, size: int) -> None:
        """Count more bytes, or fewer."""
        with self._lock:
            self.size += size


spooled = Total()


class Spool:
    """A queue of bytes; not to be used by two threads at once."""

    def __init__(self) -> None:
        """Begin empty."""
        self._file: SpooledTemporaryFile | None = None
        self._read, self._written = 0, 0

    def __len__(self) -> int:
        return self._written - self._read

    def put(self, data: bytes) -> None:
        """Add bytes at the end.

        Raises:
            OSError: the disk does not take them.
        """
        if self._file is None:
            self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - see `close`
        self._file.seek(self._written)
        self._file.write(data)
        self._written += len(data)
        spooled.add(len(data))

    def peek(self, size: int) -> bytes:
        """Return up to ``size`` bytes from the beginning, and leave them there."""
        if not self:
            return b""
        self._file.seek(self._read)
        return self._file.read(min(size, len(self)))

    def drop(self, size: int) -> None:
        """Remove ``size`` bytes from the beginning; an empty spool takes no room."""
        self._read += size
        spooled.add(-size)
        if not self:
            self.close()

    def take(self, size: int) -> bytes:
        """Remove up to ``size`` bytes from the beginning, and return them."""
        data = self.peek(size)
        self.drop(len(data))
        return data

    def close(self) -> None:
        """Forget everything."""
        spooled.add(-len(self))
        self._read, self._written = 0, 0
        if self._file is not None:
            self._file.close()
            self._file = None
