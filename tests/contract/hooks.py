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
LAST = 100  # The shipped record has more revisions than that.
RELEASED = "v2026.11"  # With the shipped record, by the server itself.
LONGEST = {"month": 50, "day": 5}  # years
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
    # What the ledger does not have, or did not have yet, neither follows nor precedes anything.
    for name in ("after", "before"):
        if name in query and (int(query[name]) > LAST or "known_at" in query):
            yield name
    # Of names that releases can have, only that of one is any.
    if "-" not in query.get("known_at", "-") and query["known_at"] != RELEASED:
        yield "known_at"
    if "cursor" in query:  # Only one that was given out is any.
        yield "cursor"
    if query.get("organization", "sco") not in ("sco", ["sco"]):  # Nor is any slug.
        yield "organization"
    if "/membership/" in case.path:
        yield from of_membership(query)


def of_membership(query: dict[str, Any]) -> Iterator[str]:
    """Yield the parameters of a derived membership that do not fit each other."""
    if "known_at" in query:  # As of most moments, there is nothing to derive it from.
        yield "known_at"
    years = int(query.get("to", dt.date.today().year)) - int(query.get("from", 2001))
    if not 0 <= years < LONGEST.get(query.get("unit"), 200):
        yield from {"from", "to", "unit"} & query.keys()


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
