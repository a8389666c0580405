"""Signed stamps of forms: for which record, when and as which suggestion one was handed out.

A program that fills in forms sends them at once, or again and again. A stamp tells both, without
a question to the visitor, a cookie or a third party; and a form sent twice is one suggestion.
"""

import uuid

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

__all__ = ["LONGEST_WAIT", "SHORTEST_WAIT", "Stale", "TooQuick", "new_stamp", "read_stamp"]

# Seconds that nobody who reads and writes can do with, and after which a form has to be renewed.
SHORTEST_WAIT = 4
LONGEST_WAIT = 12 * 60 * 60

_SIGNER = TimestampSigner(salt="curation.web.report")


class Stale(ValueError):
    """The stamp is too old, of another record, or none of ours."""


class TooQuick(ValueError):
    """The form came back sooner than anybody could have filled it in."""


def new_stamp(record: uuid.UUID) -> str:
    """Return a stamp for a form that is handed out now."""
    return _SIGNER.sign(f"{record}.{uuid.uuid4()}")


def read_stamp(stamp: str, record: uuid.UUID) -> uuid.UUID:
    """Return as which suggestion a form was handed out.

    Raises:
        Stale: the visitor has to send the form anew.
        TooQuick: a program has filled it in.
    """
    try:
        of_record, _, suggestion = _SIGNER.unsign(stamp, max_age=LONGEST_WAIT).partition(".")
    except BadSignature as error:
        raise Stale from error
    if of_record != str(record):
        raise Stale
    try:
        _SIGNER.unsign(stamp, max_age=SHORTEST_WAIT)
    except SignatureExpired:
        return uuid.UUID(suggestion)
    raise TooQuick
