"""Rules that the database itself enforces; each bears a name that reads as a sentence."""

from .checks import kebab_case, one_of
from .triggers import CannotBeIgnored, Rule, refuse

__all__ = ["CannotBeIgnored", "Rule", "kebab_case", "one_of", "refuse"]
