"""The worker: gunicorn's threads, and a loop that reads and sends for them."""

import contextlib
import errno
import resource
import selectors
import socket
import time
from concurrent.futures import Future

from gunicorn.workers.gthread import ThreadWorker

from .connection import Connection, Limits
from .spool import spooled

__all__ = ["BufferingWorker"]

# Of the files that the process may open, some are not connections: half of those that are may
# need one more on disk.
OTHER_FILES = 128
TOO_LATE = ("408 Request Timeout", "The request did not arrive in time. Send it again.")
TOO_LARGE = ("413 Content Too Large", "The request is larger than this server takes.")
NO_ROOM = ("503 Service Unavailable", "The server has no room for the request. Try again later.")


class BufferingWorker(ThreadWorker):
    """Hands whole requests to threads, and takes whole answers from them."""

    def init_process(self) -> None:
        """Allow for as many connections as the system does."""
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 2 * self.worker_connections + OTHER_FILES
        if most != resource.RLIM_INFINITY:
            wanted = min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
        self.capacity = max(1, min(self.worker_connections - 1, (wanted - OTHER_FILES) // 2))
        self.connections: dict[Connection, None] = {}  # in the order of their arrival
        super().init_process()

    def set_accept_enabled(self, enabled: bool) -> None:
        """Do as asked; when it is because the worker ends, so do connections without a request."""
        super().set_accept_enabled(enabled)
        if not self.alive:
            self.murder_pending()

    def accept(self, listener: socket.socket) -> None:
        """Take a connection; if there are too many, one that has asked nothing makes room."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._make_room()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        if len(self.connections) >= self.capacity and not self._make_room():
            client.close()
            return
        connection = Connection(self.cfg, client, address, listener.getsockname(), self._wake)
        self.connections[connection] = None
        self.nr_conns += 1
        self._on_readable(connection)

    def _make_room(self) -> bool:
        """End the connection that has waited longest, idle ones first; tell whether one was."""
        waiting = [each for each in self.connections if not (each.is_working or each.is_ending)]
        if not waiting:
            return False
        self._drop(min(waiting, key=lambda each: (not each.is_idle(), each.since)))
        return True

    def _wake(self, connection: Connection) -> None:
        """Send on in the loop; may be called by any thread."""
        self.method_queue.defer(self._on_writable, connection)

    def _on_event(self, connection: Connection) -> None:
        if connection.sock.answer:
            self._on_writable(connection)
        if connection in self.connections and not connection.is_working:
            self._on_readable(connection)

    def _on_readable(self, connection: Connection) -> None:
        try:
            goes_on = connection.receive()
        except OSError:  # of the disk: those of the connection are no exceptions
            self._refuse(connection, NO_ROOM)
            return
        if not goes_on:
            if not connection.sock.answer:
                self._drop(connection)
            else:
                # The client has said all that it will, and waits for the rest of the answer.
                connection.is_ending = True
                self._watch(connection, reading=False)
            return
        self._hand_over(connection)

    def _hand_over(self, connection: Connection) -> None:
        """Let a thread work if all of a request is there; else wait for more."""
        if connection.is_working or connection.is_ending:
            self._watch(connection, reading=connection.is_ending)
        elif connection.is_too_large():
            self._refuse(connection, TOO_LARGE)
        elif spooled.size > Limits.waiting_for_all and not connection.framing.is_complete:
            self._refuse(connection, NO_ROOM)
        elif connection.framing.is_complete:
            connection.is_working = True
            self._watch(connection, reading=False)
            self.enqueue_req(connection)
        else:
            self._watch(connection, reading=True)

    def _on_writable(self, connection: Connection) -> None:
        if connection not in self.connections:
            return
        if connection.sock.send_on() and connection.is_ending:
            self._half_close(connection)
        else:
            self._watch(connection, reading=not connection.is_working)

    def _watch(self, connection: Connection, *, reading: bool) -> None:
        """Be called when the client sends, if that is wanted, or takes what waits for it."""
        events = selectors.EVENT_READ if reading else 0
        if connection.sock.answer:
            events |= selectors.EVENT_WRITE
        if events == connection.registered:
            return
        if connection.registered:
            self.poller.unregister(connection.raw)
        if events:
            self.poller.register(
                connection.raw, events, lambda _, known=connection: self._on_event(known)
            )
        connection.registered = events

    def finish_request(self, conn: Connection, fs: Future) -> None:
        """Go on after a thread has answered: with the next request, or to the end."""
        if conn not in self.connections:
            return
        goes_on = not fs.cancelled() and fs.exception() is None and fs.result() and self.alive
        if conn.sock.is_broken:
            self._drop(conn)
        elif goes_on:
            try:
                conn.begin_next()
            except OSError:
                self._refuse(conn, NO_ROOM)
            else:
                self._hand_over(conn)
        else:
            self._end(conn)

    def _refuse(self, connection: Connection, answer: tuple[str, str]) -> None:
        status, text = answer
        with contextlib.suppress(OSError):
            connection.sock.sendall(
                f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/plain\r\n"
                f"Content-Length: {len(text) + 1}\r\n\r\n{text}\n".encode()
            )
        self._end(connection)

    def _end(self, connection: Connection) -> None:
        """Send what waits, then close (RFC 9112, 9.6): an early reset would take it back."""
        connection.is_working, connection.is_ending = False, True
        connection.sock.request.close()
        connection.since = time.monotonic()
        if connection.sock.send_on():
            self._half_close(connection)
        else:
            self._watch(connection, reading=False)

    def _half_close(self, connection: Connection) -> None:
        connection.since = time.monotonic()
        try:
            connection.raw.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(connection)
        else:
            self._watch(connection, reading=True)

    def _drop(self, connection: Connection) -> None:
        if connection not in self.connections:
            return
        del self.connections[connection]
        if connection.registered:
            self.poller.unregister(connection.raw)
        connection.shut()
        self.nr_conns -= 1

    def murder_pending(self) -> None:
        """End the connections whose clients take too long; gunicorn's loop asks every second."""
        now = time.monotonic()
        for connection in list(self.connections):
            if not self.alive and connection.is_idle():
                self._drop(connection)
            elif connection.is_late(now):
                if connection.framing.has_begun and not (
                    connection.is_working or connection.is_ending
                ):
                    self._refuse(connection, TOO_LATE)
                elif connection.is_working:
                    connection.sock.break_off()  # its thread ends the request, and so the rest
                else:
                    self._drop(connection)
