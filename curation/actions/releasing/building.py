"""How a release is built, and how whoever waits is told of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ...releases import Frozen

if TYPE_CHECKING:
    from ...releases.bundle import Built

__all__ = ["Build", "Progress", "build", "unseen"]

# What is being done, how much of it is done, and of how much.
Progress = Callable[[str, int, int], None]


def unseen(deed: str, done: int, total: int) -> None:
    """Take note of no progress."""


class Build(Protocol):
    """Whatever writes the files of what is frozen into an empty folder."""

    def __call__(self, frozen: Frozen, folder: Path, *, progress: Progress) -> Built:
        """Write the files, and say which."""


def build(frozen: Frozen, folder: Path, *, progress: Progress) -> Built:
    """Build the bundle, with everything that it takes.

    That is large, and loaded when it is needed: a server that answers questions never builds.
    """
    from ...releases import bundle

    def told(step: str, done: int, total: int) -> None:
        progress(f"Building {step}" if step else "Built", done, total)

    return bundle.build(frozen, folder, progress=told)
