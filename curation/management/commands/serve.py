"""From an empty folder to a running registry, each step announced, every step repeatable."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from curation.accounts import create_missing_accounts
from curation.actions.releasing import release_first
from curation.errors import ReleaseRefused

__all__ = ["Command"]

STARTING_SECONDS = 60
STOPPING_SECONDS = 15
ADDRESSES = {
    "Site": "",
    "Admin": "admin/",
    "API": "api/v1/",
    "API docs": "api/v1/docs/",
    "Releases": "api/v1/releases/",
}


class Command(BaseCommand):
    help = "Prepare the database and serve the registry with the production server."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", 8000))

    def handle(self, *, host, port, **options):
        check_port(host, port)
        # A shell starts what runs in its background deaf to SIGINT: listen all the same.
        for request in (signal.SIGTERM, signal.SIGINT):
            signal.signal(request, signal.default_int_handler)
        try:
            self.prepare()
            self.serve(host, port)
        except KeyboardInterrupt:
            # The rest of the way out is short: it must not be cut off by a second Ctrl-C.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            self.stderr.write("\nStopped.")

    def prepare(self):
        self.step("Bringing the database up to date")
        call_command("migrate", interactive=False, verbosity=0)
        self.step("Loading the curated records")
        call_command("seed", with_timeline=True)
        self.step("Looking for a release")
        self.make_first_release()
        self.step("Checking the accounts")
        self.show_accounts(create_missing_accounts())
        self.step("Collecting the static files")
        call_command("collectstatic", interactive=False, verbosity=0)
        connections.close_all()

    def make_first_release(self):
        try:
            made = release_first()
        except ReleaseRefused as refusal:
            self.stderr.write(self.style.WARNING(f"  No release was made. {refusal}"))
        else:
            self.stdout.write(f"  Made {made}." if made else "  There is one; nothing changed.")

    def serve(self, host, port):
        self.step("Starting the server")
        # The workers share what they count in a folder of this run: nothing old is ever in it.
        counts = tempfile.mkdtemp(prefix="sco-registry-metrics-")
        server = subprocess.Popen(
            server_command(host, port),
            env=os.environ | {"PROMETHEUS_MULTIPROC_DIR": counts},
            start_new_session=True,
        )
        try:
            wait_until_healthy(server, host, port)
            self.show_addresses(host, port)
            code = server.wait()
            raise CommandError(f"The server ended by itself, with code {code}.")
        finally:
            stop(server)
            shutil.rmtree(counts)

    def step(self, text):
        self.stdout.write(self.style.MIGRATE_HEADING(f"{text} …"))
        self.stdout.flush()

    def show_accounts(self, accounts):
        if not accounts:
            return
        known = ((account.role, account.username, account.password) for account in accounts)
        rows = [("Role", "Username", "Password"), *known]
        widths = [max(len(str(row[column])) for row in rows) for column in range(3)]
        for row in rows:
            cells = (str(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  " + "  ".join(cells).rstrip())
        self.stdout.write(self.style.WARNING("  These passwords are shown this once: keep them."))

    def show_addresses(self, host, port):
        base = f"http://{reachable(host)}:{port}/"
        self.stdout.write(self.style.SUCCESS("\nThe registry is running. Ctrl-C stops it.\n"))
        for name, path in ADDRESSES.items():
            self.stdout.write(f"  {name:<9} {base}{path}")
        self.stdout.flush()


def server_command(host, port):
    bound = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "--bind", bound),
        *("--config", "python:sco_registry.server"),
        *("--workers", os.environ.get("WEB_CONCURRENCY", "2")),
        *("--chdir", str(settings.BASE_DIR), "sco_registry.wsgi:application"),
    ]


def reachable(host):
    """An address that a browser on this machine can open."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def check_port(host, port):
    """Fail before the long steps rather than after them."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} cannot be used: {error.strerror}. "
                f"Choose another port, e.g.  make run PORT={port + 1}"
            ) from None


def wait_until_healthy(server, host, port):
    deadline = time.monotonic() + STARTING_SECONDS
    while not is_healthy(host, port):
        if server.poll() is not None:
            raise CommandError(f"The server did not start: it ended with code {server.returncode}.")
        if time.monotonic() > deadline:
            raise CommandError(f"The server did not answer within {STARTING_SECONDS} seconds.")
        time.sleep(0.1)


def is_healthy(host, port):
    url = f"http://{reachable(host)}:{port}/healthz"
    request = urllib.request.Request(url, headers={"Host": allowed_host()})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=5) as response:
            return response.status == 200
    except (OSError, urllib.error.URLError):
        return False


def allowed_host():
    """A name that this configuration answers to; a wildcard stands for any of its names."""
    first = next(iter(settings.ALLOWED_HOSTS), "localhost")
    return "localhost" if first == "*" else first.removeprefix(".")


def stop(server):
    """The server goes first, so that it never misses its database."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server.terminate()
    try:
        server.wait(STOPPING_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
