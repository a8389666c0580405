"""Name the published status that stands in the way of another."""

from ..errors import RuleBroken
from ..models import Fact, Revision, Status
from ..vocabulary import Certainty, Rank, RecordKind, StatusDimension

__all__ = ["refuse_second_formal_status"]


def refuse_second_formal_status(status: Fact) -> None:
    """Name the published status that an exclusion constraint would refuse this one for.

    Raises:
        RuleBroken: the actor holds a formal status in the organization at that time already.
    """
    if (
        not isinstance(status, Status)
        or status.status.dimension != StatusDimension.FORMAL
        or status.rank != Rank.ACCEPTED
        or status.certainty == Certainty.EXPECTED
        or status.definite.isempty
    ):
        return
    other = (
        Revision.objects.current()
        .standing()
        .held()
        .of_kind(RecordKind.STATUS)
        .filter(
            actor=status.actor.slug,
            organization=status.organization.slug,
            dimension=StatusDimension.FORMAL,
            definite__overlap=status.definite,
        )
        .exclude(record=status.pk)
        .first()
    )
    if other:
        raise RuleBroken(
            f"“{status.label}” overlaps a published formal status: “{other.label}” "
            f"({other.document['when']}). An actor has one formal status in an organization at "
            "a time: close the earlier episode first, or correct the dates.",
            rule="formal_statuses_of_an_actor_never_overlap",
        )
