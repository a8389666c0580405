"""Documents as entries tell them: null for every text that is blank."""

from typing import Any

__all__ = ["without_blanks"]


def without_blanks(value: Any) -> Any:
    """Return a document, or a part of one, with None for blank texts."""
    if isinstance(value, dict):
        return {key: without_blanks(each) for key, each in value.items()}
    if isinstance(value, list):
        return [without_blanks(each) for each in value]
    return None if value == "" else value
