"""Hand out no other bytes than those that were released."""

import logging

from django.core.files.storage import storages

from ..actions.releasing import damage_of
from ..models import ReleaseFile
from ..storage import Stretch
from .errors import Unavailable
from .problems import PROBLEMS

__all__ = ["unaltered"]

logger = logging.getLogger(__name__)

# The state of each file in which its SHA-256 was the registered one when this process last looked.
_sound: dict[str, str] = {}


def unaltered(file: ReleaseFile, start: int, length: int) -> Stretch:
    """Return ``length`` bytes of a file from ``start`` on.

    The whole file is read before it is first handed out, and again when it has changed since,
    unless the store itself keeps its SHA-256.

    Raises:
        Unavailable: the file is not what was registered.
        OSError: the store does not give it out.
    """
    stretch = storages["releases"].stretch(file.stored_as, start, length)
    if stretch.declared == file.sha256 or _sound.get(file.stored_as) == stretch.state:
        return stretch
    if damage := damage_of(file):
        stretch.close()
        logger.error("%s is not handed out: it %s", file.stored_as, damage)
        detail = f"{file.path} of release {file.release} {damage}."
        raise Unavailable(PROBLEMS["released-file-altered"], detail)
    _sound[file.stored_as] = stretch.state
    return stretch
