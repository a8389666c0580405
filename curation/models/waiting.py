"""Facts that wait for a reviewer, as the admin lists them."""

from .fact import Fact

__all__ = ["WaitingFact"]


class WaitingFact(Fact):
    """A submitted fact, as a row of the queue."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "fact waiting for review"
        verbose_name_plural = "facts waiting for review"
