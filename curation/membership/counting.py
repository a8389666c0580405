"""Which episodes count, when the record keeps the same one from several dates."""

from collections import defaultdict
from dataclasses import replace

from ..vocabulary import CountedBasis
from .days import Span
from .record import Episode, Record

__all__ = ["counted"]


def counted(record: Record, basis: CountedBasis | None = None) -> dict[str, list[Episode]]:
    """Return the episodes that count, by actor.

    Without a ``basis``: those that the registry accepts. With one, an accepted episode that starts
    on another basis gives way to the alternative that starts on this one, holds the same status
    and is linked to it by a dispute. An episode without such an alternative counts as accepted;
    its start says on which basis.
    """
    episodes = defaultdict(list)
    for episode in record.accepted:
        episodes[episode.actor].append(episode)
    if basis is not None:
        alternatives = [each for each in record.alternatives if each.start_basis == basis.start]
        for actor in episodes:
            own = [each for each in alternatives if each.actor == actor]
            episodes[actor] = _recounted(episodes[actor], own)
    return dict(episodes)


def _recounted(episodes: list[Episode], alternatives: list[Episode]) -> list[Episode]:
    exchanged = {}
    for episode in episodes:
        rivals = [each for each in alternatives if _competes(each, episode)]
        if rivals and episode.start_basis != rivals[0].start_basis:
            exchanged[episode] = min(rivals, key=_by_start)
    result = []
    for episode in episodes:
        now = exchanged.get(episode, episode)
        result.append(_until_taken_over(now, exchanged))
    return list(dict.fromkeys(result))


def _competes(rival: Episode, episode: Episode) -> bool:
    linked = episode.evidence.record in rival.disputes or rival.evidence.record in episode.disputes
    return linked and rival.status == episode.status


def _by_start(episode: Episode) -> tuple[int, str]:
    return episode.possible.start, episode.evidence.record


def _until_taken_over(episode: Episode, exchanged: dict[Episode, Episode]) -> Episode:
    """Move an episode's end along when the one that took over from it is counted anew.

    Where one status gave way to another without a day between, it did so on whichever day the
    step is counted from.
    """
    for successor, instead in exchanged.items():
        if successor.possible.start == episode.possible.end:
            return replace(
                episode,
                definite=_ending(episode.definite, instead.possible.start),
                possible=_ending(episode.possible, _certain_start(instead)),
            )
    return episode


def _certain_start(episode: Episode) -> int:
    """Return the day by which an episode has certainly begun."""
    return episode.possible.end if episode.definite.is_empty else episode.definite.start


def _ending(span: Span, end: int) -> Span:
    return span if span.is_empty else Span(span.start, max(span.start, end))
