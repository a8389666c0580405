"""A registry at the end of a slow line: its pages arrive piece by piece."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

PIECES = 12
PAUSE = 0.03  # Seconds after each: two frames, so that a browser has time to draw.


@contextmanager
def slow_line(url: str) -> Iterator[str]:
    """Yield an address whose answers are those of ``url``, HTML in pieces with pauses between."""
    far = urlsplit(url).netloc

    class Line(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            connection = HTTPConnection(far)
            connection.request("GET", self.path, headers={"Accept": self.headers["Accept"]})
            answer = connection.getresponse()
            content = answer.read()
            connection.close()
            kind = answer.headers["Content-Type"]
            self.send_response(answer.status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            is_page = kind.startswith("text/html")
            step = len(content) // PIECES + 1 if is_page else max(len(content), 1)
            for start in range(0, len(content), step):
                self.wfile.write(content[start : start + step])
                self.wfile.flush()
                time.sleep(PAUSE if is_page else 0)

        def log_message(self, *_: object) -> None:
            """Say nothing: what fails, the browser complains of."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Line) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
