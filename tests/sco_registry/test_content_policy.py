"""What pages may load is said by every answer, except where it would only be in the way."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from sco_registry.content_policy import ContentPolicy

NAME = "Content-Security-Policy"


def answered(path: str, status: int = 200, **headers: str) -> HttpResponse:
    response = HttpResponse(status=status, headers=headers)
    return ContentPolicy(lambda request: response)(RequestFactory().get(path))


@pytest.mark.parametrize("status", [200, 304, 404, 500])
def test_every_answer_has_the_policy_of_the_settings(status):
    assert "default-src 'none'" in answered("/actors/", status)[NAME]


@pytest.mark.parametrize("path", ["/admin/", "/api/v1/docs/"])
def test_the_desk_and_the_documentation_have_none(path):
    assert NAME not in answered(path)


def test_a_policy_of_a_views_own_stays():
    assert answered("/sources/", **{NAME: "sandbox"})[NAME] == "sandbox"


@pytest.mark.parametrize("status", [404, 500])
def test_what_django_shows_to_developers_keeps_its_style(settings, status):
    settings.DEBUG = True

    assert NAME not in answered("/actors/", status)
