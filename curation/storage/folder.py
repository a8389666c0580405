"""Released files in a folder."""

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
        return Stretch(file.read, file.close, length)
