"""The folder in which a bundle is built; a killed build's goes when the next one begins."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["scratch_folder"]

PREFIX = "sco-registry-build-"
UNLOCKED = "sco-registry-unlocked-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield an empty folder of our own, and remove it afterwards.

    It is locked for as long as the build lives, however that ends. It gets its name when it is
    locked, so that nobody takes it for an abandoned one before.
    """
    _remove_abandoned()
    unlocked = Path(tempfile.mkdtemp(prefix=UNLOCKED))
    folder = unlocked.with_name(unlocked.name.replace(UNLOCKED, PREFIX))
    descriptor = os.open(unlocked, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        unlocked.rename(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _remove_abandoned() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):  # in use, another account's, or gone meanwhile
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)
            finally:
                os.close(descriptor)
