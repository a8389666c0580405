"""What the API's description can say only in words, told to schemathesis.

OpenAPI has no way to say that one parameter needs or excludes another. Requests that are sound
parameter by parameter but contradict themselves are refused, and rightly: they are left out of
those that must be accepted, and stay among those that must be rejected.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import schemathesis
from schemathesis import GenerationMode

__all__ = ["before_add_examples", "filter_case"]

# Parameters that belong to some forms of the answer only, at any address that has them.
FORMS = {
    "raw": {"csv"},
    "before": {"atom"},
    "with": {"json", "ndjson"},
    "facets": {"json"},
    "highlight": {"json"},
    "fields": set(),  # Entries and tables have names of their own: which, only words tell.
    "page_size": {"json", "atom"},
}
# Parameters that say how to understand another.
NEEDED = {"extent": "valid_at", "highlight": "q"}


def contradictions(case: Any) -> Iterator[str]:
    """Yield the parameters of a request that its other parameters make no sense with."""
    query = case.query or {}
    form = query.get("format") or "json"
    yield from (name for name, forms in FORMS.items() if name in query and form not in forms)
    yield from (name for name, other in NEEDED.items() if name in query and other not in query)
    if "before" in query and "after" in query:
        yield "before"
    if query.get("from", "") > query.get("to", str(dt.date.today().year)):
        yield "from"
    if "cursor" in query:  # Only one that was given out is any.
        yield "cursor"
    if query.get("organization", "sco") not in ("sco", ["sco"]):  # Nor is any slug.
        yield "organization"
    if "known_at" in query and "/membership/" in case.path:
        yield "known_at"  # As of most moments, there is nothing to derive a roster from.


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Leave out sound requests that contradict themselves."""
    sound = case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE
    return not (sound and any(contradictions(case)))


@schemathesis.hook
def before_add_examples(context: Any, examples: list[Any]) -> None:
    """Ask with all examples of an address at once, but for those that exclude each other."""
    for case in examples:
        for name in set(contradictions(case)):
            del case.query[name]
