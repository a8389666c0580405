"""The procedures of those in the organization, without a question of their own to the ledger.

The record that was read has every status counted from another act; the exhibits have their dates.
"""

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

from ...dates import Period
from ...membership import Episode, Record
from ...vocabulary import Rank
from ..exhibits import Exhibit
from ..procedures import ACTS, Procedure, Step, procedures_among

__all__ = ["Steps"]

# So many statuses that are counted from another act are read.
MOST = 240


class Steps:
    """The episodes of which any two can be steps of one procedure."""

    def __init__(self, record: Record, actors: Collection[str], changed: Collection[str]) -> None:
        """Take the record, the actors that are drawn, and the records that changed last."""
        self.record, self.actors, self.changed = record, actors, changed

    @cached_property
    def _episodes(self) -> list[tuple[Rank, Episode]]:
        alternatives = [
            each
            for each in self.record.alternatives
            if each.start_basis in ACTS
            and (each.actor in self.actors or each.evidence.record in self.changed)
        ][:MOST]
        statuses = {(each.actor, each.status) for each in alternatives}
        accepted = [
            each
            for each in self.record.accepted
            if each.start_basis in ACTS and (each.actor, each.status) in statuses
        ]
        ranked = [(Rank.ACCEPTED, each) for each in accepted]
        return ranked + [(Rank.ALTERNATIVE, each) for each in alternatives]

    @property
    def revisions(self) -> set[int]:
        """The revisions that date the steps."""
        return {episode.evidence.revision for _, episode in self._episodes}

    def procedures(self, exhibits: dict[int, Exhibit]) -> dict[str, Procedure]:
        """Return the procedures, by the records that are steps of them."""
        held = defaultdict(list)
        for rank, episode in self._episodes:
            edtf = exhibits[episode.evidence.revision].edtf
            if edtf:
                held[episode.actor, episode.status].append(_step(rank, episode, edtf))
        return procedures_among(held.values())


def _step(rank: Rank, episode: Episode, edtf: str) -> Step:
    return Step(
        record=episode.evidence.record,
        rank=rank,
        basis=episode.start_basis,
        period=Period.parse(edtf),
        possible=episode.possible,
        disputes=tuple(episode.disputes),
    )
