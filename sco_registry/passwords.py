"""The passwords of the embedded database's roles, in a file for our eyes only."""

import json
import os
import secrets
from pathlib import Path

__all__ = ["passwords_in"]


def passwords_in(path: Path, roles: tuple[str, ...]) -> dict[str, str]:
    """Return the password of each role; choose those that the file does not have."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        known = {}
    if all(role in known for role in roles):
        return known
    chosen = {role: known.get(role) or secrets.token_urlsafe(32) for role in roles}
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(chosen, file)
    unfinished.rename(path)
    return chosen
