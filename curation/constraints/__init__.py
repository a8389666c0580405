"""Rules that the database itself enforces; each bears a name that reads as a sentence."""

from .checks import kebab_case, one_of
from .triggers import Rule, refuse

__all__ = ["Rule", "kebab_case", "one_of", "refuse"]
