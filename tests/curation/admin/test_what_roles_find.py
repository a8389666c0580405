"""What an account of each role finds at the desk, and what no role opens a way to."""

import re
from html import unescape

import pytest

from .conftest import address
from .role_actions import FORBIDDEN, Visit, review

ROLES = ("researcher", "contributor", "reviewer", "data manager", "administrator")


@pytest.mark.parametrize("who", ROLES)
def test_no_link_of_the_first_page_or_of_its_side_bar_is_forbidden(seeded, who):
    visit = Visit(who)
    page = visit.get("/admin/")

    links = set(map(unescape, re.findall(r'href="(/admin/[^"#]*)"', page.content.decode())))

    groups = page.context["sidebar_navigation"]
    assert links > {str(item["link"]) for group in groups for item in group["items"]} > set()
    assert {link: status for link in links if (status := visit.get(link).status_code) != 200} == {}


def test_researcher_finds_the_published_record_and_nothing_else(seeded):
    visit = Visit("researcher")
    page = visit.get("/admin/")

    assert [group["title"] for group in page.context["sidebar_navigation"]] == ["Ledger"]
    assert "You see everything that was ever published" in page.content.decode()


def test_researcher_learns_nothing_of_a_fact_by_guessing_addresses(seeded):
    visit = Visit("researcher")
    fact = visit.submitted_by_colleague()

    for path in (address("fact", "change", fact.pk), address("status", "change", fact.pk)):
        for response in (visit.get(path), visit.post(path)):
            assert response.status_code == 403
            assert fact.label not in response.content.decode()


def test_administrator_cannot_make_a_superuser_of_anyone(seeded):
    visit = Visit("administrator")
    path = address("user", "change", visit.user.pk, app="auth")
    form = visit.get(path).context["adminform"].form

    assert not {"is_superuser", "user_permissions"} & set(form.fields)


@pytest.mark.parametrize("of_page", ["change", "delete"])
def test_administrator_cannot_take_over_a_superuser(seeded, django_user_model, of_page):
    root = django_user_model.objects.create_superuser("root", password="secret-of-root")
    visit = Visit("administrator")

    visit.post(address("user", of_page, root.pk, app="auth"), {"post": "yes", "username": "mine"})
    refused = visit.post(
        f"/admin/auth/user/{root.pk}/password/", {"password1": "other!x1", "password2": "other!x1"}
    )

    root.refresh_from_db()
    assert refused.status_code == 403
    assert root.check_password("secret-of-root")
    assert root.username == "root"


def test_four_eyes_bind_a_superuser_too(seeded, django_user_model):
    visit = Visit("administrator")
    visit.user.is_superuser = True
    visit.user.save()

    assert review(Visit.submitted_by_me, "approve", "published")(visit) == FORBIDDEN
