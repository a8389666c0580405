"""What can be done over HTTP, each as a function that tells how the registry answered.

An action takes a `Visit` and returns an outcome. `page` and `deed` make the usual ones: a page
that opens or does not, and a form whose effect is looked up in the database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.http import HttpResponse
from django.test import Client

from curation.actions import approve, submit
from curation.models import Fact, Source, Status, timeline_of
from curation.roles import Role

from ... import factories
from ...sheets import imported, previewed
from .conftest import address, seen, sent_by, step

__all__ = [
    "ALLOWED",
    "FORBIDDEN",
    "LOGIN",
    "Visit",
    "add",
    "approve_in_bulk",
    "autocomplete",
    "change",
    "deed",
    "delete",
    "export",
    "facts",
    "of_batch",
    "outcome_of",
    "page",
    "restore",
    "review",
    "withdraw",
]

ALLOWED, FORBIDDEN, LOGIN = "allowed", "forbidden", "sent to log in"


@dataclass
class Visit:
    """A session of one sort of person, and what they find."""

    who: str

    @cached_property
    def user(self) -> Any:
        """The account, whose only rights are those of its role."""
        is_outsider = self.who == "outsider"
        user = get_user_model().objects.create_user(
            f"the-{self.who.replace(' ', '-')}", is_staff=not is_outsider
        )
        if not is_outsider:
            user.groups.add(Group.objects.get(name=Role(self.who.capitalize())))
        return user

    @cached_property
    def client(self) -> Client:
        """A browser, logged in unless the visitor is anonymous."""
        client = Client()
        if self.who != "anonymous":
            client.force_login(self.user)
        return client

    def get(self, path: str, data: Any = None) -> HttpResponse:
        """Open a page."""
        return self.client.get(path, data)

    def post(self, path: str, data: Any = None) -> HttpResponse:
        """Send a form."""
        return self.client.post(path, data or {})

    @cached_property
    def colleague(self) -> Any:
        """Someone else, who may do everything."""
        user = get_user_model().objects.create_user("a-colleague", is_staff=True)
        user.groups.add(Group.objects.get(name=Role.ADMINISTRATOR))
        return user

    def draft(self, **fields: Any) -> Status:
        """Return a draft with evidence, begun by a colleague."""
        return factories.draft_status(created_by=self.colleague, **fields)

    def submitted_by_colleague(self) -> Status:
        """Return a status that a colleague submitted."""
        fact = self.draft()
        submit(fact, by=self.colleague)
        return fact

    def submitted_by_me(self) -> Status:
        """Return a status that the visitor submitted while they still might do anything."""
        fact = self.draft()
        if self.who == "anonymous":
            submit(fact, by=self.colleague)
            return fact
        rights = Permission.objects.get(codename="change_status")
        self.user.user_permissions.add(rights)
        submit(fact, by=get_user_model().objects.get(pk=self.user.pk))
        self.user.user_permissions.remove(rights)
        return fact

    def public(self) -> Status:
        """Return a public status that others submitted and approved."""
        fact = self.submitted_by_colleague()
        approve(fact, by=factories.reviewer())
        return fact

    def uncited_source(self) -> Source:
        """Return a source that nothing rests on."""
        return factories.source()


def outcome_of(response: HttpResponse, happened: bool | None = None) -> str:
    """Return how the registry answered; ``happened`` tells what became of a deed."""
    if response.status_code == 302 and "/login/" in response["Location"]:
        assert not happened
        return LOGIN
    if response.status_code == 403:
        assert not happened
        return FORBIDDEN
    if happened is None:
        assert response.status_code == 200, response.status_code
        return ALLOWED
    assert response.status_code in (200, 302), response.status_code
    return ALLOWED if happened else FORBIDDEN


def page(path: str | Callable[[Visit], str], **data: Any) -> Callable[[Visit], str]:
    """Return the action that opens the page at ``path``."""

    def opened(visit: Visit) -> str:
        return outcome_of(visit.get(path(visit) if callable(path) else path, data))

    return opened


def deed(
    found: Callable[[Visit], Any],
    path: Callable[[Any], str],
    happened: Callable[[Any], bool],
    **data: Any,
) -> Callable[[Visit], str]:
    """Return the action that sends ``data`` about what is ``found`` and looks what happened."""

    def done(visit: Visit) -> str:
        subject = found(visit)
        shown = seen(subject) if hasattr(subject, "version") else {}
        response = visit.post(path(subject), shown | data)
        return outcome_of(response, happened(subject))

    return done


def facts(state: str) -> Callable[[Fact], bool]:
    """Return the question whether a fact is in ``state`` by now."""
    return lambda fact: Fact.objects.get(pk=fact.pk).state == state


def review(found: Callable[[Visit], Any], path: str, state: str, **data: Any) -> Any:
    """Return the action that takes a step of review."""
    return deed(found, lambda fact: step(fact, path), facts(state), **data)


def approve_in_bulk(visit: Visit) -> str:
    """Send the confirmation that lists what a colleague submitted."""
    fact = visit.submitted_by_colleague()
    response = visit.post(address("waitingfact", "approve"), {"facts": f"{fact.pk}:{fact.version}"})
    if response.streaming:
        b"".join(response.streaming_content)
    return outcome_of(response, facts("published")(fact))


def withdraw(visit: Visit) -> str:
    """Withdraw a release that a colleague made."""
    made = factories.release()
    response = visit.post(address("release", "withdraw", made.pk), {"reason": "Wrong."})
    made.refresh_from_db()
    return outcome_of(response, made.is_withdrawn)


def restore(visit: Visit) -> str:
    """Restore what a colleague's draft said first."""
    fact = visit.draft()
    first = timeline_of(Status, fact.pk)[0].number
    Status.objects.filter(pk=fact.pk).update(public_note="Since.")
    sent = seen(fact, reason="Too hasty")
    response = visit.post(address("status", "restore", fact.pk, first), sent)
    return outcome_of(response, Status.objects.get(pk=fact.pk).public_note == "")


def of_batch(step_taken: str, state: str) -> Callable[[Visit], str]:
    """Return the action that confirms, discards or undoes a colleague's import."""

    def done(visit: Visit) -> str:
        source = factories.source()
        row = {"actor": "belarus", "status": "observer", "organization": "sco", "when": "1999"}
        row |= {"citation_1_source": source.slug, "citation_1_quote": factories.QUOTE}
        begin = imported if step_taken == "undo" else previewed
        batch = begin("status", [row], by=factories.data_manager())
        response = visit.post(address("importbatch", step_taken, batch.pk))
        batch.refresh_from_db()
        return outcome_of(response, batch.state == state)

    return done


def change(model: str, found: Callable[[Visit], Any], **changes: Any) -> Callable[[Visit], str]:
    """Return the action that opens a row's form and saves it with ``changes``."""
    name, value = next(iter(changes.items()))

    def done(visit: Visit) -> str:
        row = found(visit)
        path = address(model, "change", row.pk)
        form = visit.get(path)
        may_save = form.status_code == 200 and form.context["has_change_permission"]
        response = visit.post(path, sent_by(form, **changes) if may_save else changes)
        row.refresh_from_db()
        return outcome_of(response, getattr(row, name) == value)

    return done


def add(model: str, **fields: Any) -> Callable[[Visit], str]:
    """Return the action that opens an empty form and saves it with ``fields``."""
    rows = apps.get_model("curation", model)._default_manager

    def done(visit: Visit) -> str:
        before = rows.count()
        form = visit.get(address(model, "add"))
        sent = sent_by(form, **fields) if form.status_code == 200 else fields
        response = visit.post(address(model, "add"), sent)
        return outcome_of(response, rows.count() > before)

    return done


def delete(model: str, found: Callable[[Visit], Any]) -> Callable[[Visit], str]:
    """Return the action that confirms the deletion of a row."""
    return deed(
        found,
        lambda row: address(model, "delete", row.pk),
        lambda row: not type(row)._default_manager.filter(pk=row.pk).exists(),
        post="yes",
    )


def autocomplete(model: str, field: str) -> Callable[[Visit], str]:
    """Return the action that asks what a form's field of ``model`` offers."""
    asked = {"app_label": "curation", "model_name": model, "field_name": field, "term": "s"}
    return page("/admin/autocomplete/", **asked)


def export(model: str) -> Callable[[Visit], str]:
    """Return the action that takes a whole list along as CSV."""

    def done(visit: Visit) -> str:
        path = address(model, "export")
        page = visit.get(path)
        if page.status_code != 200:
            return outcome_of(page)
        fields = page.context["form"].fields
        ticked = {name: "on" for name, field in fields.items() if field.initial is True}
        response = visit.post(path, ticked | {"format": "0", "resource": "0"})
        return outcome_of(response, response["Content-Type"].startswith("text/csv"))

    return done
