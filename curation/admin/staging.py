"""Documents on their way in: kept between reading them and saving the source.

What was uploaded waits in the storage under a name that only the session of whoever uploaded it
knows; what nobody has saved within a day is thrown away.
"""

import datetime as dt
import secrets
from dataclasses import dataclass
from functools import cached_property

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.utils import timezone

from ..extraction import Extract, extract

__all__ = ["StagedDocument", "stage", "staged", "unstage"]

FOLDER = "staged"
SESSION_KEY = "staged_documents"
KEPT_FOR = dt.timedelta(days=1)


@dataclass(frozen=True)
class StagedDocument:
    """A document as it was uploaded or pasted, and not yet saved."""

    token: str
    data: bytes
    name: str
    pasted: bool
    charset: str
    url: str

    @cached_property
    def extract(self) -> Extract:
        """What is read from it; what was pasted is taken as it is."""
        if self.pasted:
            return Extract(
                text=self.data.decode(), media_type="", how="As pasted, character for character."
            )
        return extract(self.data, self.name, self.charset)


def stage(
    request: HttpRequest, data: bytes, *, name: str = "", charset: str = "", url: str = ""
) -> str:
    """Keep a document for this session and return its token; without a name it was pasted."""
    _throw_old_ones_away()
    token = secrets.token_urlsafe(16)
    default_storage.save(f"{FOLDER}/{token}", ContentFile(data))
    known = request.session.get(SESSION_KEY, {})
    described = {"name": name, "pasted": not name, "charset": charset, "url": url}
    request.session[SESSION_KEY] = {**known, token: described}
    return token


def staged(request: HttpRequest, token: str) -> StagedDocument | None:
    """Return the document of this session with that token, if it still is there."""
    described = request.session.get(SESSION_KEY, {}).get(token)
    address = f"{FOLDER}/{token}"
    if described is None or not default_storage.exists(address):
        return None
    with default_storage.open(address) as file:
        return StagedDocument(token=token, data=file.read(), **described)


def unstage(request: HttpRequest, token: str) -> None:
    """Throw a staged document away: it is saved."""
    known = request.session.get(SESSION_KEY, {})
    request.session[SESSION_KEY] = {key: value for key, value in known.items() if key != token}
    default_storage.delete(f"{FOLDER}/{token}")


def _throw_old_ones_away() -> None:
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        address = f"{FOLDER}/{name}"
        if timezone.now() - default_storage.get_modified_time(address) > KEPT_FOR:
            default_storage.delete(address)
