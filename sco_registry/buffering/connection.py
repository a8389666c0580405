"""A connection of a client, of which the loop reads and sends, and a thread sees whole requests."""

import errno
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from gunicorn.workers.gthread import TConn

from .framing import Framing
from .spool import Spool, spooled

__all__ = ["Connection", "Limits"]

BLOCK = 1 << 16  # bytes


class Limits:
    """How long clients may take, in seconds, and how much waits for them, in bytes."""

    head = 10
    # A body that has not come at this pace, after its first seconds, does not come at all.
    body, pace = 30, 1024
    # An answer of which the client has not taken anything for so long.
    stalled = 60
    lingering = 2
    largest_request = 256 << 20
    waiting_for_one = 64 << 20
    waiting_for_all = 1 << 30


class ThreadSide:
    """What gunicorn takes for the socket: it gives one request, and never waits for the client.

    Answers are sent at once as far as the client takes them. The rest waits, and is sent by the
    loop; only when very much waits does a thread wait too.
    """

    def __init__(self, client: socket.socket, wake: Callable[[], None]) -> None:
        """Take the client's socket, and how to tell the loop that there is something to send."""
        self.client, self.wake = client, wake
        self.request, self.answer = Spool(), Spool()
        self.progressed_at = time.monotonic()
        self.is_broken = False
        self._changed = threading.Condition()

    def recv(self, size: int) -> bytes:
        """Return the next bytes of the request, none at its end."""
        return self.request.take(size)

    def sendall(self, data: bytes) -> None:
        """Send, or let wait.

        Raises:
            BrokenPipeError: the client is gone, or takes nothing.
        """
        with self._changed:
            self._refuse_if_broken()
            rest = data[0 if self.answer else self._sent(data) :]
            if not rest:
                return
            if not self.answer:
                self.progressed_at = time.monotonic()
            self.answer.put(rest)
            self.wake()
            while self._is_too_much():
                self._changed.wait()  # for the loop, which sends on or gives the client up
                self._refuse_if_broken()

    def _is_too_much(self) -> bool:
        waiting = len(self.answer)
        return waiting > Limits.waiting_for_one or (
            waiting > BLOCK and spooled.size > Limits.waiting_for_all
        )

    def _refuse_if_broken(self) -> None:
        if self.is_broken:
            raise BrokenPipeError(errno.EPIPE, "The client is gone")

    def _sent(self, data: bytes) -> int:
        try:
            sent = self.client.send(data)
        except (BlockingIOError, InterruptedError):
            return 0
        except OSError:
            self.is_broken = True
            self._refuse_if_broken()
        self.progressed_at = time.monotonic()
        return sent

    def send_on(self) -> bool:
        """Send what waits, as far as the client takes it; tell whether that was all."""
        with self._changed:
            try:
                while self.answer and (sent := self._sent(self.answer.peek(BLOCK))):
                    self.answer.drop(sent)
            except BrokenPipeError:
                self.answer.close()
            self._changed.notify_all()
            return not self.answer

    def break_off(self) -> None:
        """Give the client up."""
        with self._changed:
            self.is_broken = True
            self.answer.close()
            self._changed.notify_all()

    def send(self, data: bytes) -> int:
        """Ignore gunicorn's “100 Continue”: the loop has sent it already."""
        return len(data)

    def shutdown(self, how: int) -> None:
        """Leave the end of the connection to the loop: `OSError` tells gunicorn to do so."""
        raise OSError(errno.ENOTCONN, "The loop closes connections")

    def close(self) -> None:
        """Leave the end of the connection to the loop."""

    def setblocking(self, flag: bool) -> None:
        """Stay as it is: nothing here blocks."""

    def settimeout(self, seconds: float | None) -> None:
        """Stay as it is."""

    def gettimeout(self) -> float | None:
        """Return that there is none."""
        return None

    def getpeername(self) -> Any:
        """Return the client's address."""
        return self.client.getpeername()

    def fileno(self) -> int:
        """Return the number of the client's socket."""
        return self.client.fileno()


class Connection(TConn):
    """A client, and how far its request has come."""

    def __init__(self, cfg: Any, client: socket.socket, address: Any, server: Any, wake: Any):
        """Take gunicorn's settings, the socket, both addresses, and how to wake the loop."""
        client.setblocking(False)
        super().__init__(cfg, ThreadSide(client, lambda: wake(self)), address, server)
        self.raw = client
        self.data_ready = True  # gunicorn need not wait: a request is handed over when complete
        self.framing = Framing()
        self.ahead = b""
        self.since = time.monotonic()
        self.received = 0
        self.is_working = self.is_ending = self.was_answered = False
        self.registered = 0

    def receive(self) -> bool:
        """Read what has come; tell whether the client goes on.

        Raises:
            OSError: there is no room for it.
        """
        try:
            data = self.raw.recv(BLOCK)
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        if data and not self.is_ending:
            self.take(data)
        return bool(data)

    def take(self, data: bytes) -> None:
        """Add bytes to the request; what is of the next one waits."""
        if not self.framing.has_begun:
            self.since = time.monotonic()
        had_head = self.framing.has_head
        taken = self.framing.feed(data)
        self.sock.request.put(data[:taken])
        self.received += taken
        self.ahead = data[taken:]
        is_early = self.framing.has_head and not had_head and not self.framing.is_complete
        if is_early and self.framing.wants_to_be_told and not self.is_too_large():
            self.sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    def begin_next(self) -> None:
        """Wait for another request, of which some may have come already."""
        self.sock.request.close()
        self.framing, self.received = Framing(), 0
        self.since = time.monotonic()
        self.is_working, self.was_answered = False, True
        if self.ahead:
            self.take(self.ahead)

    def is_too_large(self) -> bool:
        """Tell whether the request is larger than any that is answered."""
        return max(self.received, self.framing.announced) > Limits.largest_request

    def is_idle(self) -> bool:
        """Tell whether the client has asked nothing at the moment."""
        return not (self.is_working or self.is_ending or self.framing.has_begun)

    def is_late(self, now: float) -> bool:
        """Tell whether the client has taken too long for what it does."""
        if self.is_ending and not self.sock.answer:
            return now - self.since > Limits.lingering
        if self.sock.answer:
            return now - self.sock.progressed_at > Limits.stalled
        if self.is_working:
            return False
        waited = now - self.since
        if self.framing.has_head:
            return waited > Limits.body + self.received / Limits.pace
        if self.is_idle() and self.was_answered:
            return waited > self.cfg.keepalive
        return waited > Limits.head

    def shut(self) -> None:
        """Close at once."""
        self.sock.break_off()
        self.sock.request.close()
        self.raw.close()
