"""What a clone needs to run on somebody's own machine, without any configuration.

Production sets SECRET_KEY, ALLOWED_HOSTS and DATABASE_URL itself, and nothing here applies.
"""

import os
import secrets
import signal
import sys
from contextlib import contextmanager
from pathlib import Path

from sco_registry.embedded import Cluster, make_folder
from sco_registry.variables import check_variables, load_variables

__all__ = ["BASE_DIR", "embedded_cluster", "local_environment", "prepare_environment"]

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = BASE_DIR / "var" / "environment"
TEMPLATE = """\
# Settings of this clone, written on its first run. Real environment variables go first.
SECRET_KEY={secret_key}
ALLOWED_HOSTS=127.0.0.1,localhost,[::1]
HTTPS=false
"""
PLACEHOLDER_URL = "postgres:///sco_registry"
COMMANDS_WITHOUT_DATABASE = {"help", "version", "check", "collectstatic"}
FLAGS_WITHOUT_DATABASE = {"--help", "-h", "--version"}

_embedded: list[Cluster] = []


def prepare_environment(path=ENVIRONMENT):
    """Write the settings of this clone once, with a secret key of its own, for our eyes only."""
    if path.exists():
        return
    make_folder(path.parent)
    text = TEMPLATE.format(secret_key=secrets.token_urlsafe(50))
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


@contextmanager
def local_environment(argv):
    """Everything inside finds a DATABASE_URL: the one given, or the embedded database's."""
    load_variables(Path(os.devnull))
    if not os.environ.get("DATABASE_URL"):
        prepare_environment()
        load_variables(ENVIRONMENT)
    given = os.environ.setdefault("DATABASE_URL", PLACEHOLDER_URL)
    # Before the database is started, which takes seconds.
    check_variables(leaving_out=("PORT",))
    if given != PLACEHOLDER_URL or not needs_database(argv):
        yield
        return
    # A request to end must still leave through the context manager that stops the server.
    signal.signal(signal.SIGTERM, _leave)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as `nohup` wants it
        signal.signal(signal.SIGHUP, _leave)
    with Cluster.of_clone(BASE_DIR) as cluster:
        os.environ["DATABASE_URL"] = cluster.url
        os.environ["MIGRATION_DATABASE_URL"] = cluster.owner_url
        _embedded.append(cluster)
        try:
            yield
        finally:
            _embedded.clear()


def embedded_cluster():
    """The embedded cluster that this process uses; None if it uses another database."""
    return _embedded[0] if _embedded else None


def needs_database(argv):
    command = argv[1] if len(argv) > 1 else "help"
    if FLAGS_WITHOUT_DATABASE.intersection(argv[1:]):
        return False
    return command not in COMMANDS_WITHOUT_DATABASE or "--database" in argv


def _leave(signum, frame):
    sys.exit(128 + signum)
