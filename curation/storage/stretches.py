"""Hand out a file block by block."""

from collections.abc import Callable, Iterator
from typing import Self

__all__ = ["BLOCK", "Stretch"]

BLOCK = 256 * 1024  # bytes


class Stretch(Iterator[bytes]):
    """The next ``length`` bytes of something that can be read and closed.

    No generator: one that is closed before it was begun would leave the file open.

    ``state`` is other whenever the file is; ``declared`` is the SHA-256 that the store itself
    keeps with a file, if it does.
    """

    def __init__(
        self,
        read: Callable[[int], bytes],
        close: Callable[[], None],
        length: int,
        *,
        state: str,
        declared: str = "",
    ) -> None:
        """Take how to read some bytes, how to close, how many are wanted, and of what file."""
        self._read, self._close, self._left = read, close, length
        self.state, self.declared = state, declared

    def __iter__(self) -> Self:
        """Return itself."""
        return self

    def __next__(self) -> bytes:
        """Return the next block; close after the last.

        Raises:
            OSError: the file ends before, or cannot be read on.
        """
        if not self._left:
            self.close()
            raise StopIteration
        block = self._read(min(BLOCK, self._left))
        if not block:
            self.close()
            raise OSError(f"The file ended {self._left} bytes too early.")
        self._left -= len(block)
        return block

    def close(self) -> None:
        """Close what is read, however far that has come."""
        self._close()
