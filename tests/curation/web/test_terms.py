"""Terms of the vocabularies: what they mean, and what uses them."""

import pytest

from curation.models import StatusType
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_status_type_says_what_it_is_and_who_has_it(client, seeded):
    kind = StatusType.objects.get(slug="dialogue-partner")
    fact = factories.published_status(status=kind, when="2020/..")

    page = client.get("/status-types/dialogue-partner/").content.decode()

    assert "<h1>Dialogue partner</h1>" in page
    assert "Formal status in the organization" in page
    assert f'href="/records/{fact.pk}/"' in page
    assert "Merged into" in page


def test_an_indicator_says_its_unit_and_its_figures(client, seeded):
    page = client.get("/indicators/length-of-common-border/").content.decode()

    assert "<dt>Unit</dt><dd>km</dd>" in page
    assert '<a href="/records/' in page


def test_a_term_of_another_kind_is_not_found_under_its_name(client, seeded):
    response = client.get("/indicators/dialogue-partner/")

    assert response.status_code == 404
    assert "no indicator called “dialogue-partner”" in response.content.decode()
