"""What the API's description can say only in words, told to schemathesis.

OpenAPI has no way to say that one parameter needs or excludes another. Requests that are sound
parameter by parameter but contradict themselves are refused, and rightly: they are left out of
those that must be accepted, and stay among those that must be rejected.
"""

from typing import Any

import schemathesis
from schemathesis import GenerationMode

__all__ = ["filter_case"]


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Leave out sound requests that contradict themselves."""
    if case.meta is None or case.meta.generation.mode is not GenerationMode.POSITIVE:
        return True
    query = case.query or {}
    invents_a_cursor = "cursor" in query  # Only one that was given out is any.
    lacks_its_day = "extent" in query and "valid_at" not in query
    pages_a_table = query.get("format") not in (None, "json") and "page_size" in query
    return not (invents_a_cursor or lacks_its_day or pages_a_table)
