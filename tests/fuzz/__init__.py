"""Thousands of requests with nasty values, the same ones each time.

``FUZZ_REQUESTS`` says how many there are to public addresses, and how many to the admin;
``FUZZ_SEED`` makes others of them.
"""

import os

__all__ = ["requests_in_all", "seed"]


def requests_in_all() -> int:
    """Return how many requests each of the two tests makes."""
    return int(os.environ.get("FUZZ_REQUESTS", "600"))


def seed() -> str:
    """Return what the requests are made from."""
    return os.environ.get("FUZZ_SEED", "1")
