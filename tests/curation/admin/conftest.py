"""The desk as each role finds it, and what its forms send."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from curation.accounts import create_missing_accounts
from curation.models import Fact, Revision


@pytest.fixture
def desk(seeded: None) -> Callable[[str], Client]:
    """Log in with one of the initial accounts, by its user name."""
    create_missing_accounts()

    def log_in(username: str) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(get_user_model().objects.get(username=username))
        return client

    return log_in


@pytest.fixture
def administrator(desk: Callable[[str], Client]) -> Client:
    return desk("administrator")


@pytest.fixture
def editor(desk: Callable[[str], Client]) -> Client:
    return desk("editor")


@pytest.fixture
def data_manager(desk: Callable[[str], Client]) -> Client:
    return desk("data-manager")


@pytest.fixture
def reviewer(desk: Callable[[str], Client]) -> Client:
    return desk("reviewer")


def address(model: str, page: str = "changelist", *args: Any, app: str = "curation") -> str:
    """Return the address of a page of the desk."""
    return reverse(f"admin:{app}_{model}_{page}", args=args)


def step(fact: Fact, path: str) -> str:
    """Return the address of the page of a step of review."""
    return address(fact.kind, "change", fact.pk).replace("/change/", f"/{path}/")


def seen(row: Any, **more: Any) -> dict[str, Any]:
    """Return what the page about a row sends along unseen: which version it shows."""
    revision = Revision.objects.current().filter(record=row.pk).first()
    return {
        "loaded_version": type(row)._default_manager.get(pk=row.pk).version,
        "loaded_revision": revision.number if revision else 0,
    } | more


def sent_by(response: HttpResponse, **changes: Any) -> dict[str, Any]:
    """Return what a browser would send for the form of ``response``, with ``changes``.

    Line ends go out as CRLF, as browsers send them.
    """
    form = response.context["adminform"].form
    sent = _values(form)
    if getattr(form, "loaded_version", ""):
        sent["loaded_version"] = form.loaded_version
    for inline in response.context["inline_admin_formsets"]:
        sent |= _formset(inline.formset)
    return {name: _on_the_wire(value) for name, value in (sent | changes).items()}


def _formset(formset: BaseFormSet) -> dict[str, Any]:
    sent = _values(formset.management_form)
    for form in formset.forms:
        sent |= _values(form)
    return sent


def _values(form: Any) -> dict[str, Any]:
    values = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        if isinstance(value, list | tuple):
            value = [str(getattr(each, "pk", each)) for each in value]
        values[bound.html_name] = value
    return values


def _on_the_wire(value: Any) -> Any:
    return value.replace("\n", "\r\n") if isinstance(value, str) else value


def evidence(number: int, source: Any, quote: str, **more: Any) -> dict[str, Any]:
    """Return what the form of the ``number``-th (from 0) of the citations sends."""
    return {
        f"citations-{number}-source": str(source.pk),
        f"citations-{number}-quote": quote,
        f"citations-{number}-support": "supports",
        "citations-TOTAL_FORMS": number + 1,
    } | {f"citations-{number}-{name}": value for name, value in more.items()}


def said_in(response: HttpResponse) -> str:
    """Return everything that the page says in its forms' errors and in messages."""
    context = response.context
    parts = [str(message) for message in context.get("messages") or []]
    if "adminform" in context:
        parts += [str(context["adminform"].form.errors)]
        for inline in context["inline_admin_formsets"]:
            parts += [str(errors) for errors in inline.formset.errors]
    return " ".join(parts)
