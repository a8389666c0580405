"""What is answered when the service fails: a database that is away is no fault of the program."""

import sys
from typing import Any

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from psycopg.errors import ReadOnlySqlTransaction

from curation.api import handlers

__all__ = ["database_away", "server_error"]

# Seconds; a server that is restarted is back by then.
WAIT = "30"


def server_error(request: HttpRequest, *given: Any) -> HttpResponse:
    """Answer 503 with advice to requests outside the API that a database left alone; else 500.

    Django asks here while it handles the exception.
    """
    if _is_of_the_database(sys.exception()) and not request.path.startswith(handlers.ROOT):
        return database_away(request)
    return handlers.server_error(request, *given)


def database_away(request: HttpRequest) -> HttpResponse:
    """Answer 503 with a page that asks no database, and says what to do."""
    at_desk = request.path.startswith(reverse("admin:index"))
    sent = at_desk and request.method == "POST"
    shown = {"at_desk": at_desk, "sent": sent}
    response = render(None, "web/database_away.html", shown, status=503)
    response.headers["Retry-After"] = WAIT
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_of_the_database(error: BaseException | None) -> bool:
    if isinstance(error, InternalError):
        # The address leads to a standby, as it may between the fall of a primary and a new one.
        return isinstance(error.__cause__, ReadOnlySqlTransaction)
    return isinstance(error, OperationalError | InterfaceError)
