"""Restore: make a row and its parts say again what they said after an earlier change."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from ..documents import REFERENCE_MODELS
from ..errors import EvidenceError, RuleBroken, WrongState
from ..models import Change, Citation, Fact, Revision, Snapshot, Source, parts_of, timeline_of
from ..vocabulary import State
from .origin import changes_from
from .people import require
from .references import publish_reference
from .refusals import refusals_explained
from .workflow import expect_version, locked

__all__ = ["restore"]


@transaction.atomic
def restore(
    instance: Model,
    number: int,
    *,
    by: AbstractBaseUser,
    version: int | None = None,
    reason: str = "",
) -> Model:
    """Restore ``instance`` and its parts to what they were after the change ``number``.

    ``version`` is what was shown when that was decided; by default that of the ``instance``.

    A fact becomes a draft, as after any edit; of reference data that is public, the public
    record follows. A text held stays: it is never altered.

    Raises:
        NotAllowed: ``by`` may not change such rows.
        ChangedSince: the row was changed since it was shown.
        WrongState: the fact is under review, or the history has no such change or begins later.
        EvidenceError: a quotation does not stand in its source any more.
        RuleBroken: a rule refuses what was so then: a public slug, a reference deleted since.
    """
    require(by, f"curation.change_{instance._meta.model_name}", "restore this")
    subject = _locked(instance)
    expect_version(subject, instance.version if version is None else version)
    change = _change(subject, number)
    with changes_from(by=by, reason=reason, restored=change.version), refusals_explained():
        _restore_columns(subject, change.after)
        _restore_parts(subject, change.after)
        if isinstance(subject, Fact):
            subject.renew_extents()
        _publish_what_is_public(subject, by)
    subject.refresh_from_db()
    return subject


def _locked(instance: Model) -> Model:
    if not isinstance(instance, Fact):
        return type(instance)._default_manager.select_for_update().get(pk=instance.pk)
    fact = locked(instance)
    if fact.state == State.SUBMITTED:
        raise WrongState(
            f"“{fact.label}” is under review and cannot be restored. Withdraw the submission, or "
            "have it returned, and restore it then."
        )
    return fact


def _change(subject: Model, number: int) -> Change:
    changes = timeline_of(type(subject), subject.pk)
    change = next((change for change in changes if change.number == number), None)
    if change is None or not change.row(change.after):
        raise WrongState("The history of this row has no such version. Load the page anew.")
    if not change.is_complete:
        raise WrongState(
            "The history began after this row was entered, and does not tell all that it said "
            "then. Enter by hand what is missing."
        )
    return change


# Columns that were added when the history had begun: older rows say nothing of them.
ADDED_LATER = {Source: ("seen", "known_through")}


def _restore_columns(subject: Model, snapshot: Snapshot) -> None:
    row = {
        name: value
        for (_, key), columns in snapshot.items()
        if key == subject.pk
        for name, value in columns.items()
    }
    added = ADDED_LATER.get(type(subject), ())
    if added and not row.get(added[0]):
        row = {name: value for name, value in row.items() if name not in added}
    for each in subject._meta.concrete_fields:
        if each.editable and not each.primary_key and each.attname in row:
            setattr(subject, each.attname, row[each.attname])
    _checked(subject)
    subject.save()


def _restore_parts(subject: Model, snapshot: Snapshot) -> None:
    for part, owner in parts_of(type(subject)).items():
        rows = part._default_manager.filter(**{owner: subject.pk})
        wanted = {key: columns for (model, key), columns in snapshot.items() if model is part}
        rows.exclude(pk__in=wanted).delete()
        present = rows.in_bulk()
        for key, columns in wanted.items():
            _restore_part(present.get(key) or part(pk=key), columns)


def _restore_part(row: Model, columns: dict[str, Any]) -> None:
    if not row._state.adding and all(
        getattr(row, name) == value for name, value in columns.items()
    ):
        return
    for name, value in columns.items():
        setattr(row, name, value)
    _checked(row)
    row.save()


def _checked(row: Model) -> None:
    """Check a row as a form would; a quotation is looked up in its source."""
    try:
        row.full_clean()
    except ValidationError as error:
        words = " ".join(error.messages)
        if isinstance(row, Citation):
            raise EvidenceError(
                f"A citation cannot be restored. {words}", rule="quotation_stands_in_its_source"
            ) from error
        raise RuleBroken(f"This version cannot be restored. {words}") from error


def _publish_what_is_public(subject: Model, by: AbstractBaseUser) -> None:
    model = subject._meta.concrete_model
    kind = next((kind for kind, each in REFERENCE_MODELS.items() if each is model), None)
    if kind and Revision.objects.filter(record=subject.pk).exists():
        publish_reference(kind, model.objects.get(pk=subject.pk), by=by)
