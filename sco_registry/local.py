"""What a clone needs to run on somebody's own machine, without any configuration.

Production sets SECRET_KEY, ALLOWED_HOSTS and DATABASE_URL itself, and nothing here applies.
"""

import os
import secrets
import signal
import sys
from contextlib import contextmanager
from pathlib import Path

import environ

from sco_registry.embedded import Cluster, make_folder

__all__ = ["BASE_DIR", "local_environment", "prepare_environment"]

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
    if os.environ.get("DATABASE_URL"):
        yield
        return
    prepare_environment()
    environ.Env.read_env(ENVIRONMENT)
    if os.environ.get("DATABASE_URL"):
        yield
    elif not needs_database(argv):
        os.environ["DATABASE_URL"] = PLACEHOLDER_URL
        yield
    else:
        # A request to end must still leave through the context manager that stops the server.
        signal.signal(signal.SIGTERM, _leave)
        signal.signal(signal.SIGHUP, _leave)
        with Cluster.of_clone(BASE_DIR) as cluster:
            os.environ["DATABASE_URL"] = cluster.url
            yield


def needs_database(argv):
    command = argv[1] if len(argv) > 1 else "help"
    if FLAGS_WITHOUT_DATABASE.intersection(argv[1:]):
        return False
    return command not in COMMANDS_WITHOUT_DATABASE or "--database" in argv


def _leave(signum, frame):
    sys.exit(128 + signum)


if __name__ == "__main__":
    prepare_environment()
