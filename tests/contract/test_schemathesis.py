"""The running server keeps what its description promises, whoever asks and however."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

# The same requests in every run, about a minute of them. To look longer and elsewhere:
# SCHEMATHESIS_EXAMPLES=500 SCHEMATHESIS_SEED=7
EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "3")
SEED = os.environ.get("SCHEMATHESIS_SEED", "1")
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")


ASKED = (
    *("--checks", "all", "--max-examples", EXAMPLES, "--continue-on-failure"),
    *("--seed", SEED, "--generation-database", "none"),
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
