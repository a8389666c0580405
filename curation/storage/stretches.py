"""Read a file block by block."""

from collections.abc import Iterator
from typing import BinaryIO

__all__ = ["BLOCK", "blocks"]

BLOCK = 256 * 1024  # bytes


def blocks(file: BinaryIO, length: int) -> Iterator[bytes]:
    """Yield the next ``length`` bytes of ``file``, and close it.

    Raises:
        OSError: the file ends before.
    """
    with file:
        while length > 0:
            block = file.read(min(BLOCK, length))
            if not block:
                raise OSError(f"The file ended {length} bytes too early.")
            length -= len(block)
            yield block
