"""One factory for each aggregate, and one for each state of a fact.

Every call makes something new; what does not matter to a test need not be named.
"""

from itertools import count
from typing import Any
from unittest import mock

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection

from curation.actions import approve, cite, confirm_evidence, refusals_explained, submit
from curation.actions.releasing import release as make_release
from curation.models import (
    Actor,
    AsOf,
    Event,
    EventParticipant,
    Figure,
    Indicator,
    Issue,
    Position,
    Release,
    Revision,
    Source,
    Statement,
    Status,
    StatusType,
)
from curation.models.revision import RevisionQuerySet
from tests.releases import build_little

NUMBER = count(1)
TEXT = "Ruritania joined the League on 1 May 2020. It left on 1 May 2022."
QUOTE = "Ruritania joined the League on 1 May 2020."


def editor(**fields: Any) -> Any:
    """Return an account that may edit and submit facts."""
    return _account(["change_status", "change_event", "change_figure"], **fields)


def reviewer(**fields: Any) -> Any:
    """Return an account that may edit, submit and review facts."""
    return _account(["change_status", "change_event", "review_fact"], **fields)


def staff(**fields: Any) -> Any:
    """Return an account that may edit and submit facts of every kind."""
    kinds = ("status", "statement", "position", "event", "figure")
    return _account([f"change_{kind}" for kind in kinds], **fields)


def reader(**fields: Any) -> Any:
    """Return an account that may look at facts and nothing else."""
    return _account(["view_fact", "view_status"], **fields)


def stranger(**fields: Any) -> Any:
    """Return an account that may log in to the desk and see nothing there."""
    return _account([], **fields)


def data_manager(*more: str, **fields: Any) -> Any:
    """Return an account that may import every kind of record."""
    kinds = ("status", "statement", "position", "event", "figure", "actor", "source")
    verbs = [f"{verb}_{kind}" for verb in ("add", "change") for kind in kinds]
    return _account(["import_records", *verbs, *more], **fields)


def release_manager(**fields: Any) -> Any:
    """Return an account that may make and withdraw releases."""
    return _account(["make_release"], **fields)


def _account(permissions: list[str], **fields: Any) -> Any:
    user = get_user_model().objects.create(username=f"user-{next(NUMBER)}", is_staff=True, **fields)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="curation", codename__in=permissions)
    )
    return get_user_model().objects.get(pk=user.pk)


def actor(**fields: Any) -> Actor:
    """Return a state unless another kind is asked for."""
    number = next(NUMBER)
    defaults = {"slug": f"actor-{number}", "name": f"Actor {number}", "kind": "state"}
    return Actor.objects.create(**(defaults | fields))


def organization(**fields: Any) -> Actor:
    """Return an organization."""
    return actor(**({"kind": "organization"} | fields))


def status_type(**fields: Any) -> StatusType:
    """Return a formal status type."""
    number = next(NUMBER)
    defaults = {"slug": f"type-{number}", "name": f"Type {number}", "dimension": "formal"}
    return StatusType.objects.create(**(defaults | fields))


def issue() -> Issue:
    """Return an issue."""
    number = next(NUMBER)
    return Issue.objects.create(slug=f"issue-{number}", name=f"Issue {number}")


def indicator() -> Indicator:
    """Return an indicator in per cent."""
    number = next(NUMBER)
    return Indicator.objects.create(
        slug=f"indicator-{number}", name=f"Indicator {number}", unit="%"
    )


def source(text: str | None = None, **fields: Any) -> Source:
    """Return a source that holds ``text``: by default one of its own that contains `QUOTE`."""
    number = next(NUMBER)
    defaults = {"slug": f"source-{number}", "name": f"Source {number}", "kind": "article"}
    defaults["seen"] = "first-hand"
    held = f"{TEXT} (No. {number})" if text is None else text
    return Source.objects.create(held_text=held, **(defaults | fields))


def second_hand_source(**fields: Any) -> Source:
    """Return a source that nobody has seen."""
    known = {"seen": "second-hand", "known_through": "A note of a traveller"}
    return source("", **(known | fields))


def status(**fields: Any) -> Status:
    """Return a draft status without evidence."""
    for name, make in (
        ("actor", actor),
        ("organization", organization),
        ("status", status_type),
    ):
        fields.setdefault(name, None)
        fields[name] = fields[name] or make()
    return Status.objects.create(**({"when": "2020-05-01/2022-05-01"} | fields))


def event(**fields: Any) -> Event:
    """Return a draft event without evidence."""
    return Event.objects.create(**({"type": "meeting", "name": "A meeting"} | fields))


def statement(**fields: Any) -> Statement:
    """Return a draft statement without evidence."""
    return Statement.objects.create(**({"form": "report", "text": "Something."} | fields))


def position(**fields: Any) -> Position:
    """Return a draft position without evidence."""
    defaults = {"stance": "supports", "holder_as_described": "" if "holder" in fields else "some"}
    fields.setdefault("issue", None)
    fields["issue"] = fields["issue"] or issue()
    return Position.objects.create(**(defaults | fields))


def figure(**fields: Any) -> Figure:
    """Return a draft figure without evidence."""
    defaults = {"value": 60, "as_written": "60%"}
    return Figure.objects.create(indicator=indicator(), **(defaults | fields))


def draft_status(**fields: Any) -> Status:
    """Return a draft status that rests on a quotation."""
    fact = status(**fields)
    cite(fact, source(), QUOTE)
    fact.refresh_from_db()
    return fact


def submitted_status(*, by: Any = None, **fields: Any) -> Status:
    """Return a status under review."""
    fact = draft_status(**fields)
    submit(fact, by=by or editor())
    fact.refresh_from_db()
    return fact


def published_status(*, submitter: Any = None, approver: Any = None, **fields: Any) -> Status:
    """Return a published status."""
    fact = submitted_status(by=submitter, **fields)
    approve(fact, by=approver or reviewer())
    fact.refresh_from_db()
    return fact


def published(fact: Any) -> Any:
    """Publish a draft of any kind on a quotation, and return it."""
    cite(fact, source(), QUOTE)
    fact.refresh_from_db()
    submit(fact, by=staff())
    approve(fact, by=reviewer())
    fact.refresh_from_db()
    return fact


def explained() -> Any:
    """Return the context in which refusals of the database speak an editor's language."""
    return refusals_explained()


def held_too_early() -> Status:
    """Return a draft that the audit calls an error: held before the organization was founded."""
    founded = organization()
    founding = event(type="establishment", name="Founding", when="2001-06-15")
    EventParticipant.objects.create(event=founding, actor=founded, role="established organization")
    return status(organization=founded, when="1996-04-26/..")


def corrected(fact: Any, **values: Any) -> Any:
    """Return a published fact after its next publication, with other ``values``."""
    for name, value in values.items():
        setattr(fact, name, value)
    fact.save()
    by = staff()
    confirm_evidence(fact, by=by)
    submit(fact, by=by)
    approve(fact, by=reviewer())
    return fact


def former_release(identifier: str = "2026.10", **given: Any) -> Release:
    """Return a release as it was made before names began with a “v”."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'curation_release'::regclass "
            "AND tgname LIKE 'pgtrigger_release_name_is_no_number_%'"
        )
        ((rule,),) = cursor.fetchall()
        cursor.execute(f"ALTER TABLE curation_release DISABLE TRIGGER {rule}")
        made = release(identifier, **given)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE curation_release ENABLE TRIGGER {rule}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return made


def release(identifier: str = "v2026.11", *, at: int | None = None, **given: Any) -> Release:
    """Return a release of a few quickly built files, of the record as it stands or stood at ``at``.

    That is the id of a revision.
    """
    defaults = {"title": f"Release {identifier}", "by": None, "build": build_little}
    given = defaults | given
    given["by"] = given["by"] or release_manager()
    place = Revision.objects.place()
    if at is not None:
        place = AsOf(at, Revision.objects.get(pk=at).recorded.lower)
    with mock.patch.object(RevisionQuerySet, "place", return_value=place):
        return make_release(identifier, **given)
