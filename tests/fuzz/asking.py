"""Ask the registry, and keep what went wrong."""

import random
import traceback
from typing import Any

from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from . import seed

__all__ = ["Asker"]


class Asker:
    """A client whose requests leave no trace, and the failures that it met: answers of 5xx."""

    def __init__(self, client: Client) -> None:
        """Take a client; it is not to raise what a view raises."""
        client.raise_request_exception = False
        self.client = client
        self.cookies = dict(client.cookies)
        self.failures: list[str] = []

    @staticmethod
    def chance(name: str) -> random.Random:
        """Return the source of the requests called ``name``."""
        return random.Random(f"{seed()} {name}")

    def get(self, address: str) -> HttpResponse:
        """Ask for an address."""
        return self._ask("GET", address, lambda: self.client.get(address))

    def post(self, address: str, sent: dict[str, Any]) -> HttpResponse:
        """Send a form."""
        return self._ask(f"POST {sent}", address, lambda: self.client.post(address, sent))

    def _ask(self, how: str, address: str, ask: Any) -> HttpResponse:
        raised: list[str] = []

        def remember(**_: Any) -> None:
            raised.append(traceback.format_exc(limit=-3, chain=False))

        got_request_exception.connect(remember)
        try:
            with transaction.atomic():
                response = ask()
                response.read = b"".join(response) if response.streaming else response.content
                transaction.set_rollback(True)
        finally:
            got_request_exception.disconnect(remember)
            self.client.cookies.load({name: each.value for name, each in self.cookies.items()})
        if response.status_code >= 500:
            self.failures.append(f"{response.status_code} {how} {address!r}\n{''.join(raised)}")
        return response
