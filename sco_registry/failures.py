"""Failures that are of the machine, not of the program: one line says what happened and what to do.

Anything else keeps its traceback.
"""

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from curation.disk import disk_advice

from .embedded import EmbeddedDatabaseError
from .variables import SettingsError

__all__ = ["advice_on"]


def advice_on(error: BaseException) -> str | None:
    """Return what to tell somebody who meets the failure; None if it is a fault of the program."""
    if isinstance(error, SettingsError | ImproperlyConfigured | EmbeddedDatabaseError):
        return str(error)
    if isinstance(error, OperationalError | psycopg.OperationalError):
        told = " ".join(str(error).split())
        return f"The database does not do what it is asked: {told}"
    return disk_advice(error)
