"""Failures that are of the machine, not of the program: one line says what happened and what to do.

Anything else keeps its traceback.
"""

import errno

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from .embedded import EmbeddedDatabaseError
from .variables import SettingsError

__all__ = ["advice_on"]

ADVICE = {
    errno.ENOSPC: "The disk is full. Free some space, then run the command again.",
    errno.EDQUOT: "The quota of this disk is used up. Free some space, then run it again.",
    errno.EROFS: "The disk is read-only. Make it writable, or choose another folder.",
    errno.EACCES: "This account may not write there. Change the permissions, or choose another.",
    errno.EPERM: "This account may not do that. Run the command as the owner of the folder.",
    errno.EIO: "The disk does not work. Look at the system's log.",
}


def advice_on(error: BaseException) -> str | None:
    """Return what to tell somebody who meets the failure; None if it is a fault of the program."""
    if isinstance(error, SettingsError | ImproperlyConfigured | EmbeddedDatabaseError):
        return str(error)
    if isinstance(error, OperationalError | psycopg.OperationalError):
        told = " ".join(str(error).split())
        return f"The database does not do what it is asked: {told}"
    if isinstance(error, OSError) and error.errno in ADVICE:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}. {ADVICE[error.errno]}"
    return None
