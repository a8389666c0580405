"""`make run` on other people's machines: whatever their shells export, whatever is killed.

A first start with the embedded database, in a folder of its own, under a shell that exports what
conda, libpq, tcsh and another Django project would, in a terminal that shows ASCII alone.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError

import psutil
import psycopg
import pytest
from django.conf import settings

from sco_registry.embedded import Cluster

pytestmark = pytest.mark.early

STARTED = "The registry is running"
AGAIN = 60  # seconds in which everything has to be there again on a busy machine

HOSTILE = {
    # libpq
    "PGHOST": "nowhere.invalid", "PGPORT": "1", "PGUSER": "nobody", "PGPASSWORD": "wrong",
    "PGDATABASE": "other", "PGSERVICE": "none", "PGSSLMODE": "verify-full", "PGTZ": "Mars",
    "PGOPTIONS": "-c search_path=other", "PGCLIENTENCODING": "LATIN1", "PGREQUIREAUTH": "none",
    "PGTARGETSESSIONATTRS": "standby", "PGCHANNELBINDING": "require", "PGDATA": "/nonexistent",
    # conda, tcsh
    "CONDA_PREFIX": "/opt/conda", "CONDA_DEFAULT_ENV": "base", "LD_LIBRARY_PATH": "/opt/conda/lib",
    "SSL_CERT_FILE": "/opt/conda/ssl/none.pem", "HOST": "x86_64-conda-linux-gnu", "GROUP": "staff",
    "VENDOR": "unknown", "OSTYPE": "linux", "MACHTYPE": "x86_64",
    # another Django project, and what runs it
    "DJANGO_SETTINGS_MODULE": "shop.settings", "DJANGO_CONFIGURATION": "Dev", "DEBUG": "app:*",
    "ALLOWED_HOSTS": "shop.example.com", "GUNICORN_CMD_ARGS": "--bind 0.0.0.0:1 --workers 99",
    "PROMETHEUS_MULTIPROC_DIR": "/nonexistent", "PYTHONSAFEPATH": "1",
    "PYTHONWARNINGS": "ignore", "PYTHONIOENCODING": "ascii",
    # ours, blank or in small letters
    "DATABASE_URL": "", "SECRET_KEY": "", "WEB_CONCURRENCY": "", "CACHE_URL": " ",
    "NUM_PROXIES": "", "LOG_LEVEL": "warning", "HTTPS": "False",
}  # fmt: skip


@dataclass
class Run:
    """A registry with a database of its own, as `make run` serves it; started and ended here."""

    home: Path
    port: int
    serve: subprocess.Popen | None = None
    outputs: list[Path] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        folders = {"STATIC_ROOT": "static", "MEDIA_ROOT": "media", "RELEASES_ROOT": "releases"}
        ours = {name: str(self.home / folder) for name, folder in folders.items()}
        ours |= {"SCO_REGISTRY_DATA": str(self.home), "PORT": str(self.port)}
        (self.home / "django").mkdir(exist_ok=True)
        (self.home / "django" / "__init__.py").write_text("raise ImportError('of others')")
        return os.environ | HOSTILE | ours | {"PYTHONPATH": str(self.home)}

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.home / "postgres")

    @property
    def output(self) -> str:
        return self.outputs[-1].read_text(encoding="ascii")

    def start(self) -> None:
        self.outputs.append(self.home / f"output-{len(self.outputs)}")
        with self.outputs[-1].open("w") as output:
            self.serve = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        while STARTED not in self.output:
            assert self.serve.poll() is None, self.output
            time.sleep(0.1)

    def end(self) -> None:
        self.serve.terminate()
        self.serve.wait(60)

    def command(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR, env=self.environment, capture_output=True, check=False,
        )  # fmt: skip

    def status(self, path: str = "/healthz") -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as got:
                return got.status
        except (URLError, OSError) as error:
            return getattr(error, "code", 0)

    def is_there_again(self) -> bool:
        deadline = time.monotonic() + AGAIN
        while time.monotonic() < deadline:
            if self.status("/") == 200:
                return True
            time.sleep(0.2)
        return False

    def server(self) -> psutil.Process:
        """The master of gunicorn, whoever its parent is."""
        bound = f"127.0.0.1:{self.port}"
        ours = [each for each in psutil.process_iter() if bound in _words_of(each)]
        return next(each for each in ours if each.parent() not in ours)


def _words_of(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    with TemporaryDirectory(prefix="sco-registry-start-") as folder, socket.socket() as probe:
        Path(folder).chmod(0o755)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        run = Run(Path(folder), port)
        try:
            run.start()
            yield run
        finally:
            if run.serve is not None:
                run.end()
            assert run.cluster.postmaster() is None, "the last user stops the database"


def test_it_serves_whatever_the_shell_exports_for_others(run):
    first = run.outputs[0].read_text(encoding="ascii")

    assert run.status("/") == run.status("/admin/login/") == 200
    assert run.status("/api/v1/releases/2026.11/archive/") == 200
    assert "Bringing the database up to date ..." in first
    assert "Traceback" not in first


def test_it_serves_under_a_role_that_cannot_touch_the_rules(run):
    (worker, *_) = run.server().children()
    environment = worker.environ()
    assert "MIGRATION_DATABASE_URL" not in environment

    with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as served:
        for statement in (
            "ALTER TABLE curation_revision DISABLE TRIGGER USER",
            "SET session_replication_role = replica",
            "TRUNCATE curation_revision CASCADE",
            "DROP TABLE curation_revision CASCADE",
            "ALTER ROLE CURRENT_USER SUPERUSER",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                served.execute(statement)
        owned = "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole"
        assert served.execute(owned).fetchone() == (0,)


def test_a_killed_worker_or_backend_is_replaced(run):
    for killed in (run.server().children()[0], run.cluster.postmaster().children()[-1]):
        killed.kill()
        assert run.is_there_again()


def test_a_killed_database_is_started_again(run):
    run.cluster.postmaster().kill()

    assert run.is_there_again()
    assert "The embedded PostgreSQL was not running. It has been started again." in run.output


def test_a_killed_server_is_started_again(run):
    run.server().kill()
    time.sleep(0.5)

    assert run.is_there_again()
    assert "The server was killed by SIGKILL. It starts again in 1 s." in run.output


def test_after_serve_is_killed_no_command_stops_the_database_and_the_next_one_takes_over(run):
    left = run.server()
    run.serve.kill()
    run.serve.wait()

    checked = run.command("verify_ledger")
    assert (checked.returncode, checked.stderr) == (0, b"")
    assert run.status() == 200, "the site goes on, and has its database"

    run.start()

    assert not left.is_running()
    assert "of a server that was left on port" in run.output
    assert run.is_there_again()


def test_after_everything_is_killed_it_starts_again(run):
    database = run.cluster.postmaster()
    for process in (run.serve, run.server(), *run.server().children(), database):
        process.kill()
    run.serve.wait()

    run.start()

    assert run.is_there_again()
    assert run.command("verify_ledger").returncode == 0


def test_a_second_one_on_the_same_port_leaves_the_first_alone(run):
    second = run.command("serve")

    assert second.returncode == 1
    (line,) = second.stderr.decode("ascii").strip().splitlines()
    assert "Address already in use. Choose another port" in line
    assert run.status() == 200


def test_another_users_process_with_a_stale_mark_is_not_ended(run):
    """A mark of another clone, or of a supervisor that lives, is none of ours."""
    marks = [
        {"pid": 1, "began": 0, "clone": "/another/clone", "port": run.port},
        {"pid": 1, "began": 0, "clone": str(settings.BASE_DIR), "port": run.port + 1},
        {"pid": os.getpid(), "began": psutil.Process().create_time(),
         "clone": str(settings.BASE_DIR), "port": run.port},
    ]  # fmt: skip
    sleeping = [
        subprocess.Popen(["sleep", "60"], env={"SCO_REGISTRY_SUPERVISOR": json.dumps(mark)})
        for mark in marks
    ]
    try:
        run.command("serve")
        assert [process.poll() for process in sleeping] == [None] * 3
    finally:
        for process in sleeping:
            process.kill()
            process.wait()


def test_ctrl_c_ends_everything(run):
    server = run.server()
    run.serve.send_signal(signal.SIGINT)
    run.serve.wait(60)

    assert not server.is_running()
    assert run.cluster.postmaster() is None
    assert "Stopped." in run.output
    run.start()
