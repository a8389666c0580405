"""Every list and form of the desk opens for everyone who works there."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from curation import models

from ... import factories
from .conftest import address

FACTS = ["status", "statement", "position", "event", "figure"]
REFERENCES = [
    "actor",
    "stateactor",
    "organizationorbody",
    "personorauthority",
    "source",
    "statustype",
    "issue",
    "indicator",
]
READ_ONLY = ["fact", "citation", "reviewdecision", "revision", "publishedcitation"]
ROLES = ["administrator", "editor", "reviewer"]


def model_of(name: str) -> type:
    return next(each for each in admin.site._registry if each._meta.model_name == name)


def registered_row(name: str):
    model = model_of(name)
    kinds = getattr(admin.site.get_model_admin(model), "kinds", None)
    rows = model.objects.filter(kind__in=kinds) if kinds else model.objects.all()
    return rows.order_by("pk").first()


def test_every_model_of_the_registry_has_a_list():
    names = {model._meta.model_name for model in admin.site._registry}

    assert names >= {*FACTS, *REFERENCES, *READ_ONLY, "user", "group"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", FACTS + REFERENCES + READ_ONLY)
def test_list_opens(desk, role, model):
    response = desk(role).get(address(model))

    assert response.status_code == 200
    assert response.context["cl"].result_count > 0


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", FACTS + REFERENCES + READ_ONLY)
def test_form_opens(desk, role, model):
    response = desk(role).get(address(model, "change", registered_row(model).pk), follow=True)

    assert response.status_code == 200


@pytest.mark.parametrize("role", ["administrator", "data-manager"])
@pytest.mark.parametrize("model", FACTS + REFERENCES)
def test_empty_form_opens(desk, role, model):
    assert desk(role).get(address(model, "add")).status_code == 200


@pytest.mark.parametrize("model", FACTS + REFERENCES + READ_ONLY)
def test_search_finds_nothing_rather_than_failing(administrator, model):
    response = administrator.get(address(model), {"q": "no such words “here”"})

    assert response.status_code == 200
    assert response.context["cl"].result_count == 0


@pytest.mark.parametrize("path", ["", "auth/user/", "auth/group/", "auth/user/add/"])
def test_administrator_sees_desk_and_accounts(administrator, path):
    assert administrator.get(f"/admin/{path}").status_code == 200


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_others_do_not_see_accounts(desk, role):
    client = desk(role)

    assert client.get("/admin/auth/user/").status_code == 403
    assert "/admin/auth/" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("model", READ_ONLY)
def test_nobody_adds_to_the_record(administrator, model):
    assert administrator.get(address(model, "add")).status_code == 403


@pytest.mark.parametrize("model", ["revision", "publishedcitation", "reviewdecision", "citation"])
def test_nobody_changes_the_record(administrator, model):
    row = address(model, "change", registered_row(model).pk)

    assert administrator.post(row, {"summary": "changed"}).status_code == 403
    assert administrator.get(row.replace("/change/", "/delete/")).status_code == 403


@pytest.mark.parametrize("model", FACTS + REFERENCES + READ_ONLY)
def test_number_of_queries_does_not_grow_with_the_rows(administrator, model):
    assert queries(administrator, model, rows=2) == queries(administrator, model, rows=50)


def queries(client: Client, model: str, rows: int) -> int:
    model_admin = admin.site.get_model_admin(model_of(model))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model_admin, "list_per_page", rows)
        client.get(address(model))
        with CaptureQueriesContext(connection) as captured:
            client.get(address(model))
    return len(captured)


def test_lists_of_facts_say_what_is_public_and_how_well_it_is_supported(administrator):
    draft = factories.status()

    page = administrator.get(address("status"), {"q": draft.label})

    row = page.context["cl"].result_list[0]
    assert (row.pk, row.public, row.citations_number) == (draft.pk, False, 0)
    assert models.Status.objects.count() > page.context["cl"].result_count


def test_side_bar_follows_the_order_in_which_an_editor_thinks(administrator, editor):
    def headings(client):
        return [group["title"] for group in client.get("/admin/").context["sidebar_navigation"]]

    first = ["Facts", "Actors", "Sources", "Vocabularies", "Review", "Ledger"]
    assert headings(editor) == first
    assert headings(administrator) == [*first, "Accounts", "Import"]
