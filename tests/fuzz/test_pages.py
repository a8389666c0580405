"""No public address fails for what it is asked: a clear 4xx at the most, never a 5xx."""

import pytest

from . import requests_in_all
from .addresses import public_addresses
from .asking import Asker

SHARDS = 4


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_public_address_fails_for_its_question(seeded, client, shard):
    asker = Asker(client)

    for address in public_addresses(asker.chance(f"pages {shard}"), requests_in_all() // SHARDS):
        asker.get(address)

    assert asker.failures == []
