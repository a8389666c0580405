"""Run the server and watch over it: what is killed, the server or its database, starts again."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from .embedded import Cluster, EmbeddedDatabaseError
from .supervised import MARK, end_group, mark_of_this_process
from .surroundings import child_environment

__all__ = ["ServerFailed", "Supervisor", "reachable"]

STARTING_SECONDS = 60
STOPPING_SECONDS = 15
WATCHING_SECONDS = 1
SHORTEST_PAUSE, LONGEST_PAUSE = 1, 30
# Failures in a row, none of which lasted for long enough to serve.
MOST_FAILURES = 6
LASTING_SECONDS = 60
LOOPBACK = {"127.0.0.1": "127.0.0.1", "::1": "[::1]", "localhost": "localhost"}


class ServerFailed(Exception):
    """The server cannot be run; the message says why."""


class Pauses:
    """How long to wait before the next attempt: longer after each that failed soon."""

    def __init__(self) -> None:
        """Begin without a failure."""
        self.failures = 0
        self._began = time.monotonic()

    def begin(self) -> None:
        """Note that something was started."""
        self._began = time.monotonic()

    def after_failure(self) -> float:
        """Return how many seconds to wait."""
        lasted = time.monotonic() - self._began > LASTING_SECONDS
        self.failures = 1 if lasted else self.failures + 1
        return min(SHORTEST_PAUSE * 2 ** (self.failures - 1), LONGEST_PAUSE)


class Supervisor:
    """Runs gunicorn for a clone at an address, and the embedded database if there is one."""

    def __init__(
        self,
        clone: Path,
        host: str,
        port: int,
        *,
        hosts: list[str],
        cluster: Cluster | None,
        say: Callable[[str], None],
    ) -> None:
        """Take the folder, the address, the ALLOWED_HOSTS, the database, and where to report."""
        self.clone, self.host, self.port = clone, host, port
        self.hosts = hosts + [name for name in LOOPBACK.values() if host in LOOPBACK]
        self.cluster, self.say = cluster, say
        self.server: subprocess.Popen | None = None
        # The workers share what they count in a folder of this run: nothing old is ever in it.
        self.counts = tempfile.mkdtemp(prefix="sco-registry-metrics-")
        self._pauses, self._database_pauses = Pauses(), Pauses()
        self._next_revival = 0.0

    def __enter__(self) -> "Supervisor":
        """Start the server, and wait until it serves."""
        try:
            self._start()
            self._wait_until_healthy()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End the server, all of it, before its database goes."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._stop()
        shutil.rmtree(self.counts, ignore_errors=True)

    def watch(self) -> None:
        """Start again what is killed, until this process is asked to end.

        Raises:
            ServerFailed: the server ends again and again.
        """
        while True:
            try:
                code = self.server.wait(WATCHING_SECONDS)
            except subprocess.TimeoutExpired:
                self._revive_database()
            else:
                self._restart(code)

    def _restart(self, code: int) -> None:
        end_group(self.server.pid)
        pause = self._pauses.after_failure()
        if self._pauses.failures >= MOST_FAILURES:
            raise ServerFailed(
                f"The server {_ending(code)}, for the {MOST_FAILURES}th time in a row. Its "
                "messages above say why."
            )
        self.say(f"The server {_ending(code)}. It starts again in {pause:g} s.")
        time.sleep(pause)
        self._revive_database()
        self._start()

    def _revive_database(self) -> None:
        if self.cluster is None or time.monotonic() < self._next_revival:
            return
        try:
            if self.cluster.revive():
                self.say("The embedded PostgreSQL was not running. It has been started again.")
                self._database_pauses.begin()
        except (EmbeddedDatabaseError, OSError) as error:
            pause = self._database_pauses.after_failure()
            self.say(f"{error}\nThe next attempt to start it is made in {pause:g} s.")
            self._next_revival = time.monotonic() + pause

    def _start(self) -> None:
        used = () if self.cluster is None else (self.cluster.lock,)
        self._pauses.begin()
        self.server = subprocess.Popen(
            self._command(),
            cwd=self.clone,
            env=child_environment(
                ALLOWED_HOSTS=",".join(self.hosts),
                PROMETHEUS_MULTIPROC_DIR=self.counts,
                **{MARK: mark_of_this_process(self.clone, self.port)},
            ),
            start_new_session=True,
            # The server uses the database for as long as any of its processes lives.
            pass_fds=used,
        )

    def _command(self) -> list[str]:
        bound = f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
        return [
            *(sys.executable, "-m", "gunicorn", "--bind", bound),
            *("--config", "python:sco_registry.server"),
            *("--chdir", str(self.clone), "sco_registry.wsgi:application"),
        ]

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + STARTING_SECONDS
        while not self._is_healthy():
            if (code := self.server.poll()) is not None:
                raise ServerFailed(f"The server did not start: it {_ending(code)}.")
            if time.monotonic() > deadline:
                raise ServerFailed(f"The server did not answer within {STARTING_SECONDS} seconds.")
            time.sleep(0.1)

    def _is_healthy(self) -> bool:
        url = f"http://{reachable(self.host)}:{self.port}/healthz"
        request = urllib.request.Request(url, headers={"Host": self._allowed_host()})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=5) as response:
                return response.status == 200
        except (OSError, urllib.error.URLError):
            return False

    def _allowed_host(self) -> str:
        """A name that this configuration answers to; a wildcard stands for any of its names."""
        first = next(iter(self.hosts), "localhost")
        return "localhost" if first == "*" else first.removeprefix(".")

    def _stop(self) -> None:
        if self.server is None:
            return
        self.server.terminate()
        try:
            self.server.wait(STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
        end_group(self.server.pid)


def _ending(code: int) -> str:
    if code < 0:
        return f"was killed by {signal.Signals(-code).name}"
    return f"ended with code {code}"


def reachable(host: str) -> str:
    """Return an address that a browser on this machine can open."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
