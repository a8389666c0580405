"""The front door."""

import pytest

from curation.actions import withdraw_release
from curation.models import Revision
from tests import factories

pytestmark = pytest.mark.django_db


def test_it_says_how_much_is_published_and_where_the_doors_are(client, seeded):
    page = client.get("/").content.decode()

    facts = Revision.objects.current().standing().exclude(basis="reference").count()
    assert str(facts) in page
    for door in ("/admin/", "/api/v1/", "/api/v1/docs/"):
        assert f'href="{door}"' in page


def test_it_leads_to_the_latest_release_that_stands(client, seeded):
    assert "/releases/" not in client.get("/").content.decode()
    first, second = factories.release("2026.11"), factories.release("2026.12")
    withdraw_release(second, by=second.released_by, reason="Wrong.")

    page = client.get("/").content.decode()

    assert f'href="/api/v1/releases/{first}/archive/"' in page
    assert second.identifier not in page


def test_it_takes_few_queries(client, django_assert_max_num_queries, seeded):
    with django_assert_max_num_queries(3):
        client.get("/")


def test_it_asks_no_third_party(client, seeded):
    page = client.get("/").content.decode()

    assert 'src="http' not in page
    assert 'rel="stylesheet" href="http' not in page
