"""One worker of the production server, a client that keeps its connection, and their measures."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

import psutil

__all__ = ["Answer", "BrokenOff", "Client", "Memory", "served"]

STARTING_SECONDS = 60
IDLE = 10  # Seconds after which a connection is not relied on.
CHUNK = 1 << 16


class BrokenOff(ConnectionError):
    """The transfer ended before the answer did."""


@dataclass(frozen=True)
class Answer:
    """What came back; ``length`` in bytes, ``lines`` in line feeds of the body as sent.

    The names of the headers are in small letters.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    length: int
    lines: int


class Client:
    """Asks over one connection that stays open.

    It reads no more of HTTP/1.1 than the server writes. The standard library's client needs a
    third of a millisecond for the headers of an answer, which is as long as some answers take.
    """

    def __init__(self, port: int) -> None:
        """Take the port on this machine."""
        self._port, self._last = port, -float("inf")

    def get(self, path: str, *, keep: bool = True, **headers: str) -> Answer:
        """Return the answer to a GET, read to its end; with ``keep=False`` without its body.

        Raises:
            BrokenOff: the transfer did not come to its end.
        """
        if time.monotonic() - self._last > IDLE:
            self._connect()  # The server may have closed the last connection.
        given = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{given}\r\n"
        self._socket.sendall(asked.encode())
        status = int(self._line().split(b" ", 2)[1])
        told = self._headers()
        pieces, length, lines = [], 0, 0
        for piece in self._pieces(status, told):
            length += len(piece)
            lines += piece.count(b"\n")
            if keep:
                pieces.append(piece)
        self._last = time.monotonic()
        return Answer(status, told, b"".join(pieces), length, lines)

    def _connect(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=3600)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._socket.makefile("rb", CHUNK)

    def _line(self) -> bytes:
        line = self._file.readline()
        if not line.endswith(b"\r\n"):
            raise BrokenOff
        return line[:-2]

    def _headers(self) -> dict[str, str]:
        headers = {}
        while line := self._line():
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        return headers

    def _pieces(self, status: int, headers: Mapping[str, str]) -> Iterator[bytes]:
        if headers.get("transfer-encoding") == "chunked":
            while size := int(self._line(), 16):
                yield self._exactly(size)
                self._line()
            self._line()
        elif status != HTTPStatus.NOT_MODIFIED:
            yield self._exactly(int(headers["content-length"]))

    def _exactly(self, size: int) -> bytes:
        piece = self._file.read(size)
        if len(piece) < size:
            raise BrokenOff
        return piece


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
