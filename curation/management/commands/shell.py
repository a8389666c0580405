"""``manage.py shell``: Django's shell, whose changes leave the history a name."""

import getpass
import os

from django.core.management.commands.shell import Command as Shell

from ...actions import changes_from
from ...vocabulary import Origin

__all__ = ["Command"]


class Command(Shell):
    """Runs the session as the person whom the operating system knows."""

    def handle(self, **options: object) -> None:
        """Open the session within an origin of its own."""
        with changes_from(Origin.SHELL, by=_whoever_this_is(), command="shell"):
            super().handle(**options)


def _whoever_this_is() -> str:
    """Return the name of the system's user, or its number where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()} of this machine"
