"""The settings of gunicorn, for `manage.py serve`, production and measurements alike."""

import sys
from pathlib import Path
from typing import Any

from gunicorn.http.errors import InvalidHeader

from .variables import SettingsError, check_variables, load_variables, value

try:
    load_variables(Path(__file__).resolve().parent.parent / "var" / "environment")
    check_variables(leaving_out=("PORT",))
except SettingsError as error:
    sys.exit(str(error))

workers = value("WEB_CONCURRENCY")
# Slow clients wait in its loop and not in a thread.
worker_class = "sco_registry.buffering.worker.BufferingWorker"
worker_connections = 4000
sendfile = False
# A request that waits for the database leaves the others alone.
threads = 4
keepalive = 75  # seconds; longer than most proxies keep a connection that nobody uses
graceful_timeout = 5
loglevel = "warning"

# A question may name five hundred records. Without a limit of its own the quick parser has one of
# a megabyte; the other would have none, and is not fallen back to.
http_parser = "fast"
limit_request_line = 0

# Django alone decides whom to believe (TRUST_X_FORWARDED_PROTO).
forwarded_allow_ips = ""
control_socket_disable = True


def pre_request(worker: Any, request: Any) -> None:
    """Refuse HTTP/1.1 without a Host, as RFC 9112 demands (section 3.2): 400.

    Raises:
        InvalidHeader: it has none.
    """
    if request.version >= (1, 1) and not any(name == "HOST" for name, _ in request.headers):
        raise InvalidHeader("HOST", req=request)
