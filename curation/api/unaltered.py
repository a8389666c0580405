"""Hand out no other bytes than those that were released."""

import logging

from django.core.files.storage import storages

from ..actions.releasing import damage_of
from ..models import ReleaseFile
from .errors import Unavailable
from .problems import PROBLEMS

__all__ = ["refuse_if_altered"]

logger = logging.getLogger(__name__)

# The state of each file in which its SHA-256 was the registered one when this process last looked.
_sound: dict[str, str] = {}


def refuse_if_altered(file: ReleaseFile) -> None:
    """Read a file before it is first handed out, and again whenever it has changed since.

    Raises:
        Unavailable: it is not what was registered.
        OSError: the store does not give it out.
    """
    state = storages["releases"].fingerprint(file.stored_as)
    if _sound.get(file.stored_as) == state:
        return
    if damage := damage_of(file):
        logger.error("%s is not handed out: it %s", file.stored_as, damage)
        detail = f"{file.path} of release {file.release} {damage}."
        raise Unavailable(PROBLEMS["released-file-altered"], detail)
    _sound[file.stored_as] = state
