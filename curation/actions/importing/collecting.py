"""Let Python's cycle collector rest while thousands of records are made.

It would walk through all of them again and again, a quarter of an import's time, for cycles that
planned rows do not form: they go by their reference counts, chunk by chunk.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_at_rest"]


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Pause the collector, unless somebody else has; for the work on one chunk, not for long."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
