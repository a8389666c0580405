"""What the API's description can say only in words, told to schemathesis.

OpenAPI has no way to say that one parameter needs or excludes another. Requests that are sound
parameter by parameter but contradict themselves are refused, and rightly: they are left out of
those that must be accepted, and stay among those that must be rejected.
"""

from typing import Any

import schemathesis
from schemathesis import GenerationMode

__all__ = ["filter_case"]


# Parameters that belong to some forms of the answer only, at any address that has them.
FORMS = {
    "raw": {"csv"},
    "before": {"atom"},
    "with": {"json", "ndjson"},
    "facets": {"json"},
    "fields": set(),  # Entries and tables have names of their own, described together.
    "page_size": {"json", "atom"},
}


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Leave out sound requests that contradict themselves."""
    if case.meta is None or case.meta.generation.mode is not GenerationMode.POSITIVE:
        return True
    query = case.query or {}
    form = query.get("format") or "json"
    return not (
        "cursor" in query  # Only one that was given out is any.
        or ("organization" in query and query["organization"] != "sco")  # Nor is any slug.
        or ("membership" in case.path and "known_at" in query)  # Then there may be none.
        or ("extent" in query and "valid_at" not in query)
        or ("before" in query and "after" in query)
        or any(name in query and form not in forms for name, forms in FORMS.items())
    )
