"""The embedded PostgreSQL: shared, started on demand, polite to other people's folders."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from sco_registry import embedded
from sco_registry.embedded import Cluster, EmbeddedDatabaseError, throwaway_cluster

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to run it as someone else")

ANOTHER_USER = """
import sys
from sco_registry.embedded import THROWAWAY, Cluster
with Cluster(sys.argv[1], settings=THROWAWAY):
    print("in", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def cluster():
    with throwaway_cluster() as cluster:
        yield cluster


@pytest.fixture
def another_user():
    """A second process that uses a cluster until its input is closed."""
    processes = []

    def join(cluster):
        process = subprocess.Popen(
            [sys.executable, "-c", ANOTHER_USER, str(cluster.home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        assert process.stdout.readline() == "in\n"
        return process

    yield join
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def closed_folder():
    """A folder that is open to its owner alone, as a home or a `mktemp -d` is."""
    with tempfile.TemporaryDirectory() as folder:
        assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700
        yield Path(folder).resolve()


@pytest.fixture
def system_folder(monkeypatch):
    """Stands in for the folder below /var/lib, open to everybody."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setattr(embedded, "SYSTEM_FOLDER", Path(folder) / "sco-registry")
        yield Path(folder) / "sco-registry"


def answer(cluster):
    with psycopg.connect(cluster.url) as connection:
        return connection.execute("SELECT current_database()").fetchone()[0]


def modes(folder):
    """The permissions and owner of a folder and of everything above it."""
    return {path: (path.stat().st_mode, path.stat().st_uid) for path in [folder, *folder.parents]}


def test_a_running_cluster_answers_on_its_private_socket_only(cluster):
    assert answer(cluster) == "sco_registry"
    assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700
    with psycopg.connect(cluster.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone()[0] == ""


def test_data_survives_a_stop(cluster):
    with psycopg.connect(cluster.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")

    cluster.stop()
    assert cluster.postmaster() is None
    cluster.start()

    with psycopg.connect(cluster.url) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_the_last_user_stops_the_server(cluster, another_user):
    process = another_user(cluster)

    cluster.stop()
    assert cluster.postmaster() is not None, "somebody else still uses it"

    process.communicate()
    assert process.returncode == 0
    assert cluster.postmaster() is None
    cluster.start()


def test_a_server_left_by_a_killed_user_is_used_again(cluster, another_user):
    process = another_user(cluster)
    cluster.stop()
    process.kill()
    process.wait()
    left = cluster.postmaster()
    assert left is not None

    cluster.start()

    assert cluster.postmaster() == left


def test_a_stale_pid_file_that_names_a_living_process_is_survived(cluster):
    cluster.stop()
    pid_file = cluster.data / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{cluster.data}\n1\n5432\n")
    lock_file = cluster.socket / ".s.PGSQL.5432.lock"
    lock_file.write_text(f"{os.getpid()}\n{cluster.data}\n1\n5432\n")

    cluster.start()

    assert answer(cluster) == "sco_registry"


def test_a_failed_start_shows_the_log(cluster):
    cluster.stop()
    configuration = cluster.data / "postgresql.auto.conf"
    before = configuration.read_text()
    configuration.write_text("shared_buffers = 'a lot'\n")
    try:
        with pytest.raises(EmbeddedDatabaseError, match="invalid value for parameter"):
            cluster.start()
    finally:
        configuration.write_text(before)
    cluster.start()


def test_the_socket_of_a_deep_folder_is_elsewhere():
    cluster = Cluster(Path("/") / ("deep" * 40) / "postgres")

    assert len(os.fsencode(cluster.socket)) < embedded.LONGEST_SOCKET - 20


@as_root
def test_root_works_in_a_closed_folder_without_opening_it(closed_folder, system_folder):
    clone = closed_folder / "clone"
    (clone / "var").mkdir(parents=True)
    programs = embedded.POSTGRES_BIN_PATH
    before = modes(clone / "var") | modes(programs)

    with Cluster.of_clone(clone) as cluster:
        assert answer(cluster) == "sco_registry"
        assert cluster.home.is_relative_to(system_folder)

    assert modes(clone / "var") | modes(programs) == before
    assert list((clone / "var").iterdir()) == []


@as_root
def test_root_copies_programs_that_the_account_cannot_reach(
    closed_folder, system_folder, monkeypatch
):
    package = embedded.POSTGRES_BIN_PATH.parents[1]
    (closed_folder / package.name).symlink_to(package)
    libraries = package.with_name(f"{package.name}.libs")
    (closed_folder / libraries.name).symlink_to(libraries)
    programs = closed_folder / embedded.POSTGRES_BIN_PATH.relative_to(package.parent)
    monkeypatch.setattr(embedded, "POSTGRES_BIN_PATH", programs)
    before = modes(closed_folder)

    with Cluster.of_clone(closed_folder / "clone") as cluster:
        assert answer(cluster) == "sco_registry"
        assert cluster.programs.is_relative_to(cluster.home)

    assert modes(closed_folder) == before


@as_root
def test_root_is_told_the_ways_out_when_nothing_is_reachable(closed_folder, monkeypatch):
    monkeypatch.setattr(embedded, "SYSTEM_FOLDER", closed_folder / "system")

    with pytest.raises(EmbeddedDatabaseError) as refusal:
        Cluster.of_clone(closed_folder / "clone")

    for way_out in ("ordinary user", "SCO_REGISTRY_DATA", "DATABASE_URL"):
        assert way_out in str(refusal.value)
    assert list(closed_folder.iterdir()) == []


def test_a_chosen_folder_is_used_or_refused_but_not_replaced(closed_folder, monkeypatch):
    file = closed_folder / "file"
    file.touch()
    monkeypatch.setenv("SCO_REGISTRY_DATA", str(file))

    with pytest.raises(EmbeddedDatabaseError, match="SCO_REGISTRY_DATA"):
        Cluster.of_clone(closed_folder / "clone")
