"""The version of the pages: another one whenever the same question can get other bytes."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

__all__ = ["version"]

HERE = Path(__file__).resolve().parents[1]
# Code, wherever it stands: pages are made by all layers. Then what is shown, and how.
MADE_OF = ("**/*.py", "mapping/*.json", "templates/web/**/*", "static/web/**/*")


def version() -> str:
    """Return a digest of all that pages are made of but the record; computed once a process."""
    return _digest.__wrapped__() if settings.DEBUG else _digest()


@cache
def _digest() -> str:
    made_of = sorted({path for pattern in MADE_OF for path in HERE.glob(pattern)})
    digest = hashlib.sha256()
    for path in made_of:
        if path.is_file():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(HERE)} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:16]
