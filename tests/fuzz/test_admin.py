"""No page and no form of the admin fails for what it is sent: it says what is wrong."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from curation.accounts import create_missing_accounts

from . import requests_in_all
from .admin_pages import admin_routes, filled_in, forms_of
from .asking import Asker

SHARDS = 6
# Half of the requests open pages, which are asked for more than their forms take.
FORMS_OF_A_PAGE = 6


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_page_of_the_admin_fails_for_what_it_is_sent(seeded, shard):
    create_missing_accounts()
    client = Client()
    client.force_login(get_user_model().objects.get(username="administrator"))
    asker = Asker(client)
    chance = asker.chance(f"admin {shard}")
    routes = admin_routes()

    asked = 0
    while asked < requests_in_all() // SHARDS:
        route = chance.choice(routes)
        address = route.address(chance)
        asker.get(f"{address}?{route.query(chance)}")
        forms = forms_of(asker.get(address).read, address)
        asked += 2
        for _ in range(FORMS_OF_A_PAGE if forms else 0):
            target, fields = chance.choice(forms)
            asker.post(target, filled_in(fields, chance))
            asked += 1

    assert not asker.failures, "\n".join(asker.failures)
