"""Errors of the domain: what happened, what was expected, what to do.

They know nothing of HTTP or of forms; surfaces translate them.
"""

__all__ = [
    "ChangedSince",
    "CurationError",
    "EvidenceError",
    "EvidenceNotRead",
    "FixtureError",
    "ImportRefused",
    "LeadsNowhere",
    "LedgerError",
    "NotAllowed",
    "NotReplayed",
    "ReleaseRefused",
    "RuleBroken",
    "TimelineOverwrites",
    "WrongState",
]


class CurationError(Exception):
    """A rule of curation was broken; the message is fit to show to an editor."""

    def __init__(self, message: str, *, rule: str = "") -> None:
        """Keep the ``rule``'s name (that of a database constraint) beside the message."""
        super().__init__(message)
        self.rule = rule


class EvidenceError(CurationError):
    """A quotation does not stand in the source as claimed."""


class EvidenceNotRead(EvidenceError):
    """The claim changed and its evidence did not; somebody has to re-read it."""


class WrongState(CurationError):
    """The action does not fit the state that the fact is in."""


class ChangedSince(WrongState):
    """The fact is not at the version that was shown when the decision was made."""


class LeadsNowhere(WrongState):
    """The fact refers to others that are not public yet."""


class NotAllowed(CurationError):
    """This person may not do this."""


class RuleBroken(CurationError):
    """A constraint of the database refused the change."""


class ImportRefused(CurationError):
    """A file cannot be imported, or an import cannot be undone."""


class NotReplayed(CurationError):
    """The server that is asked has not come as far in the ledger as the question."""


class LedgerError(CurationError):
    """The ledger does not verify."""


class ReleaseRefused(CurationError):
    """A release cannot be made or withdrawn, or is not what was registered."""


class FixtureError(CurationError):
    """A fixture file says something that cannot be loaded."""


class TimelineOverwrites(FixtureError):
    """The shipped timeline would change what editors have worked on."""
