"""Take what a reader reports, and close it."""

import datetime as dt
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..errors import WrongState
from ..models import Revision, Suggestion
from ..vocabulary import Origin, SuggestionState
from .origin import changes_from
from .people import identity, require
from .refusals import refusals_explained
from .workflow import moment

__all__ = ["close_suggestion", "suggest"]


@transaction.atomic
def suggest(
    revision: Revision, *, suggestion: UUID, now: dt.datetime | None = None, **written: str
) -> Suggestion:
    """Keep what a reader reports of ``revision``; the same ``suggestion`` is kept only once.

    ``written`` is what the reader wrote: wrong, correction, evidence, name, email.
    """
    seen = {"record": revision.record, "kind": revision.kind, "revision": revision.number}
    with changes_from(Origin.READER):
        kept, _ = Suggestion.objects.get_or_create(
            pk=suggestion, defaults={**seen, **written, "received_at": moment(now)}
        )
    return kept


@transaction.atomic
def close_suggestion(
    suggestion: Suggestion,
    *,
    by: AbstractBaseUser,
    state: SuggestionState,
    note: str,
    now: dt.datetime | None = None,
) -> Suggestion:
    """Close a suggestion with what was made of it and a note for the desk.

    Raises:
        NotAllowed: ``by`` may not close suggestions.
        WrongState: somebody has closed it already.
        RuleBroken: the note is missing.
    """
    require(by, "curation.change_suggestion", "close suggestions")
    subject = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if subject.state != SuggestionState.OPEN:
        raise WrongState(
            f"{subject.closed_by_name} has closed this suggestion already: "
            f"{subject.get_state_display().lower()}."
        )
    subject.state, subject.note = state, note.strip()
    subject.closed_by, subject.closed_by_name = by, identity(by)
    subject.closed_at = moment(now)
    with refusals_explained(), transaction.atomic():
        subject.save()
    return subject
