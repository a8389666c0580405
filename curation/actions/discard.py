"""Discard working changes: the working copy says again what the published revision says.

Nothing is published by that. The database lets the fact be published again only where it finds
that the ledger says the same already (rule ``published_fact_stands_in_the_ledger``, ADR 6).
"""

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Field, ForeignKey, ManyToManyField, Model

from ..documents import DERIVED
from ..errors import WrongState
from ..models import Actor, Citation, EventParticipant, Fact, Revision, Source
from ..vocabulary import State
from .people import require
from .refusals import refusals_explained
from .workflow import expect_state, locked_as_shown, move

__all__ = ["discard_changes"]

Document = dict[str, Any]

COLUMN_OF_KEY = {"note": "public_note"}
PARTS = {"citations", "participants"}


@transaction.atomic
def discard_changes(fact: Fact, *, by: AbstractBaseUser, version: int | None = None) -> Revision:
    """Set ``fact``, its links and its citations back to its published revision; return that.

    What was discarded stays in the history of the working copy. The desk note, which is never
    published, stays as it is.

    Raises:
        NotAllowed: ``by`` may not edit facts of this kind.
        ChangedSince: the fact is not at the ``version`` that was shown.
        WrongState: nothing of the fact is public, nothing was changed, or it is under review.
        RuleBroken: the database finds that the fact does not say what the ledger says.
    """
    require(by, f"curation.change_{fact.kind}", "discard changes of this fact")
    subject = locked_as_shown(fact, version)
    expect_state(subject, State.DRAFT, State.RETURNED, deed="set back to what is published")
    revision = Revision.objects.current().standing().filter(record=subject.pk).first()
    if revision is None:
        raise WrongState(
            f"“{subject.label}” is not public: there is nothing to go back to. "
            "Delete the draft, or edit it."
        )
    with refusals_explained(), transaction.atomic():
        _set_columns(subject, revision.document)
        _set_links(subject, revision.document)
        _set_participants(subject, revision.document.get("participants"))
        _set_citations(subject, revision.document["citations"])
        subject.renew_extents()
        move(subject, State.PUBLISHED, announced="discard", submitted_by=None, submitted_at=None)
        _check_now()
    fact.refresh_from_db()
    return revision


def _check_now() -> None:
    """Let the deferred rules speak while their refusal can still be explained."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _fields(subject: Fact, document: Document) -> list[tuple[Field, Any]]:
    """Return the model's fields that the document speaks of, each with what it says."""
    said = document.items()
    return [
        (subject._meta.get_field(COLUMN_OF_KEY.get(key, key)), value)
        for key, value in said
        if key not in DERIVED and key not in PARTS
    ]


def _set_columns(subject: Fact, document: Document) -> None:
    for field, value in _fields(subject, document):
        if not isinstance(field, ManyToManyField):
            setattr(subject, field.attname, _column(field, value))
    subject.save()


def _column(field: Field, value: Any) -> Any:
    if isinstance(field, ForeignKey):
        return _target(field, value).pk if value else None
    if isinstance(value, int | float):
        return Decimal(str(value))
    return "" if value is None and not field.null else value


def _target(field: Field, reference: Document) -> Model:
    """Return the row to which a reference leads: by its slug, or as a fact by its id."""
    by = "slug" if "slug" in reference else "id"
    return field.related_model.objects.only("pk").get(**{by: reference[by]})


def _set_links(subject: Fact, document: Document) -> None:
    for field, references in _fields(subject, document):
        if isinstance(field, ManyToManyField):
            targets = [_target(field, reference) for reference in references]
            getattr(subject, field.name).set(targets)


def _set_participants(subject: Fact, said: list[Document] | None) -> None:
    if said is None:
        return
    wanted = [(each["actor"]["slug"], each["role"]) for each in said]
    present = list(subject.participants.select_related("actor"))
    if [(each.actor.slug, each.role) for each in present] == wanted:
        return
    subject.participants.all().delete()
    actors = Actor.objects.in_bulk([slug for slug, _ in wanted], field_name="slug")
    EventParticipant.objects.bulk_create(
        EventParticipant(event=subject, actor=actors[slug], role=role) for slug, role in wanted
    )


def _set_citations(subject: Fact, said: list[Document]) -> None:
    subject.citations.exclude(pk__in=[each["id"] for each in said]).delete()
    present = {str(each.pk): each for each in subject.citations.all()}
    slugs = {each[key]["slug"] for each in said for key in ("source", "reported_from") if each[key]}
    sources = Source.objects.only("pk", "slug").in_bulk(slugs, field_name="slug")
    for position, each in enumerate(said):
        values = {key: each[key] for key in ("quote", "start", "end", "prefix", "suffix")} | {
            "locator": each["locator"],
            "support": each["support"],
            "source_id": sources[each["source"]["slug"]].pk,
            "reported_from_id": each["reported_from"] and sources[each["reported_from"]["slug"]].pk,
            "position": position,
        }
        citation = present.get(each["id"]) or Citation(pk=each["id"], fact_id=subject.pk)
        _set_citation(citation, values)


def _set_citation(citation: Citation, values: dict[str, Any]) -> None:
    if not citation._state.adding and all(
        getattr(citation, name) == value for name, value in values.items()
    ):
        return
    for name, value in values.items():
        setattr(citation, name, value)
    citation.save()
