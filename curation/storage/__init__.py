"""Where released files are kept: a folder, or a bucket of a store that speaks S3.

Both are Django storages that can also hand out a stretch of a file, which downloads in parts need:
Django's own interface would fetch all of a remote file first. Whatever the store cannot do is an
`OSError`, whichever store it is.
"""

from .folder import FolderStorage
from .stretches import Stretch

__all__ = ["FolderStorage", "Stretch"]
