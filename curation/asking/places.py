"""The place in the ledger that a question is about, on the server that is asked."""

import datetime as dt

from django.utils import timezone

from ..errors import NotReplayed
from ..exports import moment_text
from ..models import AsOf, Revision
from ..servers import current_turn

__all__ = ["place_at"]

# Clocks of two servers may differ by so much.
SOON = dt.timedelta(minutes=1)


def place_at(moment: dt.datetime | None) -> AsOf:
    """Return the last place of the ledger at ``moment``, or now, on the server that is asked.

    A revision of that very moment shows that all before it is there. Otherwise a replica has to
    know that it is not behind the question; whether it does is found out before the place is
    looked up, as it may go on in between. For moments to come, now is good enough anywhere.

    Raises:
        NotReplayed: it may be behind.
    """
    place = Revision.objects.place(moment)
    if moment is None or place.moment == moment or not current_turn().is_of_replica():
        return place
    if moment > timezone.now() + SOON:
        return place
    if not Revision.objects.has_replayed(moment):
        raise NotReplayed(
            f"The server that answers public questions just now is a copy, which may not yet have "
            f"all that was recorded up to {moment_text(moment)}, and the original does not answer."
        )
    return Revision.objects.place(moment)
