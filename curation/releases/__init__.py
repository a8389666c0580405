"""What a release is made of: read from the ledger at one place, the same bytes at any time."""

from .bundle import Build, Built, BuiltFile, Progress, build
from .frozen import Frozen, Previous

__all__ = ["Build", "Built", "BuiltFile", "Frozen", "Previous", "Progress", "build"]
