"""A registry that really runs, for tests of what only a running server shows."""

from collections.abc import Iterator

import pytest

from tests.site import Site, served


@pytest.fixture(scope="session")
def site(worker_id: str) -> Iterator[Site]:
    """Serve the shipped record from two workers, without throttles.

    One client asks thousands of times.
    """
    variables = {
        "API_THROTTLE": "",
        "API_BULK_THROTTLE": "",
        "API_STATEMENT_TIMEOUT": "5s",
        "WEB_CONCURRENCY": "2",
    }
    with served(f"test_sco_registry_attacked_{worker_id}", **variables) as site:
        yield site
