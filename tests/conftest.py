"""The database of the tests: one throw-away cluster for the whole run, whatever its processes."""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest

from sco_registry.embedded import EmbeddedDatabaseError, throwaway_cluster
from sco_registry.settings import database
from tests.prepared import for_this_run, prepared

RUN = ExitStack()
SEEDED = "test_sco_registry_seeded"
SEED = """
import django; django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from curation.actions import seed
call_command("migrate", verbosity=0)
seed(settings.BASE_DIR / "fixtures")
# A copy begins with these statistics, and not with whatever a vacuum had got to.
with connection.cursor() as cursor:
    cursor.execute("VACUUM ANALYZE")
"""

# A busy machine is no failure: how long one example takes is not what these tests are about.
hypothesis.settings.register_profile("registry", deadline=None)
hypothesis.settings.load_profile("registry")


def pytest_configure(config):
    """The first process starts the cluster; workers of pytest-xdist inherit its address."""
    is_worker = hasattr(config, "workerinput")
    only_looking = config.option.collectonly or config.option.help
    if is_worker or only_looking:
        return
    if not os.environ.get("TEST_DATABASE_URL"):
        try:
            os.environ["TEST_DATABASE_URL"] = RUN.enter_context(throwaway_cluster()).url
        except EmbeddedDatabaseError as error:
            raise pytest.UsageError(str(error)) from None
        RUN.callback(os.environ.pop, "TEST_DATABASE_URL")
    RUN.enter_context(for_this_run())


def pytest_collection_modifyitems(items):
    """Begin with what takes long: processes share files out in the order of their first tests.

    Those are the files that ask a running registry. One marked as early goes before them, and
    keeps a process busy while another one prepares what the others copy.
    """

    def rank(item):
        return item.get_closest_marker("early") is None, "site" not in item.fixturenames

    items.sort(key=rank)


def pytest_unconfigure(config):
    RUN.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request):
    """Settings were read before the cluster had an address: hand it to them now.

    Every test finds the shipped record published, as every installation does: the databases are
    copies of one that has it. The suffix that keeps the workers' apart is put on afterwards.
    """
    from django.db import connections

    given = database(os.environ["TEST_DATABASE_URL"], pool=False)
    connections.settings["default"].update(given)
    prepared(SEEDED, _seed)
    connections.settings["default"]["TEST"]["TEMPLATE"] = SEEDED
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


def _seed(address: str, folder: Path) -> None:
    """Not in this process: it would stay connected, and a template is for nobody's use."""
    environment = os.environ | {"TEST_DATABASE_URL": address}
    subprocess.run([sys.executable, "-c", SEED], check=True, env=environment)


@pytest.fixture
def seeded(db):
    """Named by tests that read the shipped record."""


@pytest.fixture(autouse=True)
def releases_folder(settings, tmp_path_factory):
    """Each test has a folder of its own for released files."""
    folder = tmp_path_factory.mktemp("releases", numbered=True)
    store = settings.STORAGES["releases"] | {"OPTIONS": {"location": folder}}
    settings.STORAGES = settings.STORAGES | {"releases": store}
    return folder
