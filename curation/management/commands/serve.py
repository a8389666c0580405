"""From an empty folder to a running registry, each step announced, every step repeatable."""

import signal
import socket

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from curation.accounts import create_missing_accounts
from curation.actions.releasing import release_first
from curation.errors import ReleaseRefused
from sco_registry.local import embedded_cluster
from sco_registry.supervised import end_orphans
from sco_registry.supervisor import ServerFailed, Supervisor, reachable
from sco_registry.variables import VARIABLES, SettingsError, value

__all__ = ["Command"]

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
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", help="Default: what PORT says, or 8000.")

    def handle(self, *, host, port, **options):
        port = port_of(port)
        # A shell starts what runs in its background deaf to SIGINT: listen all the same.
        for request in (signal.SIGTERM, signal.SIGINT):
            signal.signal(request, signal.default_int_handler)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as `nohup` wants it
            signal.signal(signal.SIGHUP, signal.default_int_handler)
        try:
            if ended := end_orphans(settings.BASE_DIR, port):
                self.step(f"Ended the {ended} processes of a server that was left on port {port}")
            check_port(host, port)
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
        supervisor = Supervisor(
            settings.BASE_DIR,
            host,
            port,
            hosts=settings.ALLOWED_HOSTS,
            cluster=embedded_cluster(),
            say=lambda text: self.stderr.write(self.style.WARNING(text)),
        )
        try:
            with supervisor:
                self.show_addresses(host, port)
                supervisor.watch()
        except ServerFailed as failure:
            raise CommandError(str(failure)) from None

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


def port_of(text):
    """The port that is given, or that of the environment."""
    try:
        return value("PORT") if text is None else VARIABLES["PORT"].read(text)
    except SettingsError as error:
        raise CommandError(str(error)) from None


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
                f"Choose another port, e.g.  make run PORT={port % 65535 + 1}"
            ) from None
