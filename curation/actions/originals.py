"""Keep the file that the text of a source was read from."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ..models import Source, address_of_original

__all__ = ["keep_original"]

NAME_LENGTH = 200


def keep_original(source: Source, data: bytes, *, name: str, media_type: str) -> None:
    """Put ``data`` into the storage under its checksum, and note that in the unsaved ``source``.

    The same bytes are stored once. Should the row not be saved after all, the file stays behind,
    harmless and ready for the next attempt.
    """
    source.original_sha256 = hashlib.sha256(data).hexdigest()
    source.original_name, source.media_type = name[-NAME_LENGTH:], media_type
    address = address_of_original(source, name)
    if not default_storage.exists(address):
        address = default_storage.save(address, ContentFile(data))
    source.original.name = address
