"""The running server keeps what its description promises, whoever asks and however."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.site import Site, served

# For how long to attack; `SCHEMATHESIS_EXAMPLES=500` looks longer and deeper.
EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "3")
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")


@pytest.fixture(scope="module")
def site(worker_id: str) -> Iterator[Site]:
    """Serve the shipped record without throttles: one client asks thousands of times."""
    with served(f"attacked_{worker_id}", API_THROTTLE="", API_BULK_THROTTLE="") as site:
        yield site


ASKED = (
    *("--checks", "all", "--max-examples", EXAMPLES, "--continue-on-failure"),
    *("--seed", "1", "--generation-deterministic", "--generation-database", "none"),
    *("--workers", "2", "--suppress-health-check", "all", "--warnings", "off", "--no-color"),
)


def test_no_request_makes_the_server_break_its_promise(site, tmp_path):
    hooks = {"SCHEMATHESIS_HOOKS": "tests.contract.hooks", "PYTHONPATH": str(settings.BASE_DIR)}

    done = subprocess.run(
        [SCHEMATHESIS, "run", f"{site.url}/api/v1/schema/", "--url", site.url, *ASKED],
        cwd=tmp_path,
        env=os.environ | hooks,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
