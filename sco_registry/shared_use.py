"""Who uses something that many processes share: everyone holds a lock on one file.

The lock belongs to the open file. A server that we start inherits it, and holds it for as long as
any of its processes lives, even if ours is killed. It falls with the last of them, however that
ends.
"""

import fcntl
import os
from pathlib import Path

__all__ = ["SharedUse"]


class SharedUse:
    """The lock, as one process holds it."""

    def __init__(self, path: Path) -> None:
        """Take the path of the file, which is made when it is first used."""
        self.path = path
        self.descriptor: int | None = None

    def begin(self) -> None:
        """Use it; wait for anyone who is just ending it."""
        self.descriptor = self._open()
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def end(self) -> None:
        """Use it no longer."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def is_free(self) -> bool:
        """Tell whether nobody uses it."""
        probe = self._open()
        try:
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(probe)
        return True

    def _open(self) -> int:
        return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
