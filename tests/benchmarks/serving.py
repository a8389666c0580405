"""One worker of the production server, a client that keeps its connection, and their measures."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

__all__ = ["Answer", "Client", "Memory", "served"]

STARTING_SECONDS = 60
IDLE = 10  # Seconds after which a connection is not relied on.
CHUNK = 1 << 16


@dataclass(frozen=True)
class Answer:
    """What came back; ``length`` in bytes, ``lines`` in line feeds of the body as sent."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    length: int
    lines: int


class Client:
    """Asks over one connection that stays open."""

    def __init__(self, port: int) -> None:
        """Take the port on this machine."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3600)
        self._last = time.monotonic()

    def get(self, path: str, *, keep: bool = True, **headers: str) -> Answer:
        """Return the answer to a GET, read to its end; with ``keep=False`` without its body.

        Raises:
            http.client.HTTPException: the transfer broke off.
        """
        if time.monotonic() - self._last > IDLE:
            self._connection.close()  # The server may have; the next request opens it anew.
        self._connection.request("GET", path, headers=headers)
        response = self._connection.getresponse()
        pieces, length, lines = [], 0, 0
        while piece := response.read(CHUNK):
            length += len(piece)
            lines += piece.count(b"\n")
            if keep:
                pieces.append(piece)
        self._last = time.monotonic()
        return Answer(response.status, response.headers, b"".join(pieces), length, lines)


@contextmanager
def served(url: str) -> Iterator[tuple[int, psutil.Process]]:
    """Serve the registry and the peer from the database ``url``; yield port and worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": url,
        "DATABASE_POOL": "true",
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
    }
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--config", "python:sco_registry.server"),
            *("--bind", f"127.0.0.1:{port}", "--workers", "1", "sco_registry.wsgi:application"),
        ],
        env=environment,
    )
    try:
        _wait(server, port)
        yield port, psutil.Process(server.pid).children()[-1]
    finally:
        server.terminate()
        server.wait(30)


def _wait(server: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if Client(port).get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server does not answer on port {port} (ended: {server.poll()}).")


class Memory:
    """How much a process grew meanwhile: ``with Memory(process) as memory: … memory.growth``.

    ``growth`` is the largest resident set, looked at fifty times a second, less that at the
    beginning; bytes.
    """

    def __init__(self, process: psutil.Process) -> None:
        """Take the process."""
        self._process = process
        self._over = threading.Event()
        self.growth = 0

    def __enter__(self) -> "Memory":
        """Begin to look."""
        self._before = self._process.memory_info().rss
        self._looking = threading.Thread(target=self._look)
        self._looking.start()
        return self

    def __exit__(self, *exception: object) -> None:
        """Look no longer."""
        self._over.set()
        self._looking.join()

    def _look(self) -> None:
        while not self._over.wait(0.02):
            self.growth = max(self.growth, self._process.memory_info().rss - self._before)
