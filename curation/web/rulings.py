"""What the registry makes of a claim, in the same words on every page."""

from collections.abc import Iterable
from typing import Any

from ..documents import on_record_as
from ..vocabulary import Rank

__all__ = ["ruling_on", "ruling_on_contradiction"]

RULINGS = {
    Rank.ACCEPTED: "Accepted",
    Rank.ALTERNATIVE: f"Kept on record as a {Rank.ALTERNATIVE.mark}",
    Rank.REJECTED: f"Rejected: {Rank.REJECTED.mark}",
}


def ruling_on(kind: str, document: dict[str, Any]) -> str:
    """Return what the registry makes of a published fact."""
    rank = Rank(document["rank"])
    attributed = on_record_as(kind, document) if rank == Rank.ACCEPTED else ""
    return attributed or RULINGS[rank]


def ruling_on_contradiction(sides: Iterable[tuple[str, dict[str, Any]]]) -> str:
    """Return what the registry makes of claims that contradict each other: kinds and documents.

    It says that one of them is accepted only where that one is more than somebody's claim.
    """
    sides = list(sides)
    accepted = [each for each in sides if each[1]["rank"] == Rank.ACCEPTED]
    as_made = " as made, not as true" if any(on_record_as(*each) for each in accepted) else ""
    match len(accepted):
        case 0:
            return "The registry accepts none of these claims."
        case 1 if len(sides) > 1:
            others = "the other is" if len(sides) == 2 else "the others are"
            return f"The registry accepts one of these claims{as_made}; {others} kept on record."
        case number if number == len(sides):
            return (
                "The registry accepts that each of these was claimed, and decides for none: "
                "they contradict each other."
            )
        case number:
            return f"The registry accepts {number} of these {len(sides)} claims{as_made}."
