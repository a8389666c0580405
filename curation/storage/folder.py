"""Released files in a folder."""

import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from .stretches import Stretch

__all__ = ["FolderStorage"]


class FolderStorage(FileSystemStorage):
    """A folder on this machine, or on one that all servers share."""

    def stretch(self, name: str, start: int, length: int) -> Stretch:
        """Return ``length`` bytes of a file from ``start`` on; it is opened at once.

        Raises:
            OSError: there is no such file, or it cannot be read.
        """
        file = self.open(name)
        file.seek(start)
        of = os.fstat(file.fileno())
        state = f"{of.st_dev} {of.st_ino} {of.st_size} {of.st_mtime_ns} {of.st_ctime_ns}"
        return Stretch(file.read, file.close, length, state=state)

    def delete(self, name: str) -> None:
        """Remove a file, and the folders in which there is nothing any more."""
        super().delete(name)
        root = Path(self.location)
        for folder in Path(self.path(name)).parents:
            if folder == root or not folder.is_relative_to(root):
                break
            try:
                folder.rmdir()
            except OSError:  # something is in it, or it was never made
                if folder.exists():
                    break
