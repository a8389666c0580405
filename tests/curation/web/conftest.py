"""What the tests of pages need."""

from collections.abc import Callable
from typing import Any

import pytest

from curation.models import Actor, StatusType
from tests.factories import actor, published_status

from .reading import ReadPage


@pytest.fixture
def look(seeded: None, client: Any) -> Callable[[str], ReadPage]:
    """Return the page at an address, which must be there."""

    def looked(address: str) -> ReadPage:
        response = client.get(address)
        assert response.status_code == 200, response.content.decode()[:500]
        return ReadPage(response.content.decode())

    return looked


@pytest.fixture
def publish_more(db: None) -> Callable[[int], None]:
    """Publish statuses of as many new states in the organization."""

    def publish(number: int) -> None:
        organization = Actor.objects.get(slug="sco")
        kind = StatusType.objects.get(slug="observer")
        for _ in range(number):
            published_status(actor=actor(), organization=organization, status=kind)

    return publish
