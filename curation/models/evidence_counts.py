"""How much of the public record rests on words that anybody can check."""

from dataclasses import dataclass

__all__ = ["EvidenceCounts"]


@dataclass(frozen=True)
class EvidenceCounts:
    """How many citations there are, how many have verified words, and how many are second-hand."""

    citations: int
    verified: int
    second_hand: int

    @property
    def share(self) -> float | None:
        """The share of citations with verified words, to a tenth of a per cent; None of none."""
        return round(self.verified / self.citations, 3) if self.citations else None

    @property
    def percentage(self) -> str:
        """The share as readers see it: “40.1%”."""
        return "" if self.share is None else f"{self.share:.1%}"
