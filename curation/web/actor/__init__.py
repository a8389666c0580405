"""Actors: the index of them all, and the page of each.

`page` reads the ledger: `identity` is who the actor is, `history` its statuses, `parts` everything
else that names it, by the place in which it does.
"""

from .index import ActorsView
from .page import ActorView

__all__ = ["ActorView", "ActorsView"]
