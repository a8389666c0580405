"""The variables of the environment that the registry reads, each declared once.

From the declarations follow how a text is read, what is said of one that cannot be read, and the
table in the documentation. A blank variable counts as one that is not set; only limits are
lifted by it.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from .kinds_of_value import (
    ADDRESS,
    CACHE,
    DURATION,
    HOSTS,
    ORIGINS,
    POSTGRES,
    RATE,
    SWITCH,
    TEXT,
    Kind,
    folder,
    one_of,
    whole_number,
)

__all__ = [
    "VARIABLES",
    "SettingsError",
    "Variable",
    "as_markdown",
    "check_variables",
    "load_variables",
    "value",
]

MAKE_RUN = (
    "On your own machine, run `make run` (or any `manage.py` command without DATABASE_URL), "
    "which prepares everything."
)


class SettingsError(ImproperlyConfigured):
    """A variable is missing or cannot be read; each line of the message is advice on one."""


@dataclass(frozen=True)
class Variable:
    """A variable: what it may hold, its value when it is not set, and what it is for.

    ``example`` is of one that has to be set. ``secret`` ones are never repeated in a message.
    """

    name: str
    kind: Kind
    meaning: str
    default: str = ""
    example: str = ""
    secret: bool = False

    def read(self, text: str | None) -> Any:
        """Return the value that the text stands for; without one, that of the default.

        Raises:
            SettingsError: it stands for none.
        """
        text = self.default if text is None or self.ignores(text) else text.strip()
        if not text and self.example:
            raise SettingsError(
                f"{self.name} is not set. {MAKE_RUN} In production set it, e.g. "
                f"{self.name}={self.example}"
            )
        try:
            return self.kind.read(text) if text or self.kind.takes_blank else None
        except ValueError as error:
            raise SettingsError(self._advice(text, str(error))) from None

    def ignores(self, text: str) -> bool:
        """Tell whether the text counts as none."""
        return not text.strip() and not self.kind.takes_blank

    def _advice(self, text: str, reason: str) -> str:
        shown = "(not shown here)" if self.secret else _without_password(text)
        otherwise = f", or leave it unset for {self.default}" if self.default else ""
        because = f": {' '.join(reason.split())}" if reason else ""
        return f"{self.name}={shown} cannot be used{because}. Give {self.kind.expected}{otherwise}."


def _without_password(text: str) -> str:
    hidden = re.sub(r"(?<=://)([^/@:]*):[^/]*@", r"\1:…@", text)
    # Unprintable characters would break the one line, and a long text would hide the advice.
    return "".join(c if c.isprintable() else "?" for c in hidden)[:120]


VARIABLES = {
    variable.name: variable
    for variable in (
        Variable(
            "SECRET_KEY",
            TEXT,
            "signs sessions; fifty or more random characters",
            example="<fifty or more random characters>",
            secret=True,
        ),
        Variable(
            "DATABASE_URL",
            POSTGRES,
            "PostgreSQL 15 or later, under the role that serves",
            example="postgres://user:password@host:5432/sco_registry",
        ),
        Variable(
            "MIGRATION_DATABASE_URL",
            POSTGRES,
            "the same database under the role that owns its tables: `migrate` uses it; unset: "
            "DATABASE_URL. Give it to `migrate` alone, never to the server",
        ),
        Variable(
            "DATABASE_REPLICA_URL",
            POSTGRES,
            "a streaming replica, from which the public record is read; the admin and commands "
            "stay with the primary ([scaling](scaling.md))",
        ),
        Variable(
            "DATABASE_POOL",
            SWITCH,
            "keep connections between requests; the server switches it on itself",
            default="false",
        ),
        Variable(
            "DATABASE_POOL_SIZE",
            whole_number(1, 1000),
            "connections that each worker process may keep",
            default="8",
        ),
        Variable("ALLOWED_HOSTS", HOSTS, "host names under which the registry is reached"),
        Variable(
            "HTTPS",
            SWITCH,
            "secure cookies, redirect to HTTPS, and HSTS",
            default="true",
        ),
        Variable(
            "HSTS_SECONDS",
            whole_number(0, 1_000_000_000),
            "how long browsers insist on HTTPS",
            default="31536000",
        ),
        Variable(
            "TRUST_X_FORWARDED_PROTO",
            SWITCH,
            "true behind a proxy that sets the header itself",
            default="false",
        ),
        Variable(
            "CSRF_TRUSTED_ORIGINS",
            ORIGINS,
            "origins, if the admin is reached under another name",
        ),
        Variable(
            "FEED_AUTHORITY",
            TEXT,
            "name under which the Atom feed identifies its entries permanently (`tag:` URIs); the "
            "first allowed host unless set. Set it once, and keep it when the host changes",
        ),
        Variable(
            "PUBLIC_URL",
            ADDRESS,
            "permanent address of the service, like `https://registry.example.org`: released "
            "files name it, and keep what was set when they were made",
        ),
        Variable("PORT", whole_number(1, 65535), "port on which `manage.py serve` listens", "8000"),
        Variable("WEB_CONCURRENCY", whole_number(1, 256), "worker processes", default="2"),
        Variable(
            "LOG_LEVEL",
            one_of("CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG"),
            "how much is logged",
            default="WARNING",
        ),
        Variable(
            "METRICS_TOKEN",
            TEXT,
            "anyone who sends it may read `/metrics`; unset: only this machine, not by a proxy",
            secret=True,
        ),
        Variable(
            "PROMETHEUS_MULTIPROC_DIR",
            folder(exists=True),
            "empty folder in which several workers share their metrics; `manage.py serve` makes "
            "its own",
        ),
        Variable("API_THROTTLE", RATE, "how often one address may use the API", default="600/min"),
        Variable(
            "API_BULK_THROTTLE",
            RATE,
            "how often one address may ask for all rows at once",
            default="30/min",
        ),
        Variable(
            "REPORT_THROTTLE",
            RATE,
            "how often one address may report an error in a record",
            default="10/hour",
        ),
        Variable(
            "NUM_PROXIES",
            whole_number(0, 100),
            "how many proxies add to `X-Forwarded-For`; 0: the header is not believed",
            default="0",
        ),
        Variable(
            "CACHE_URL",
            CACHE,
            "where throttles remember clients: `filecache:///a/folder` for all workers of a "
            "machine, `rediscache://host:6379/0` (with the package `redis`) for several; unset: "
            "each worker for itself, so that *n* workers let up to *n* times as much pass",
            default="locmemcache://?MAX_ENTRIES=100000",
        ),
        Variable(
            "API_STATEMENT_TIMEOUT",
            DURATION,
            "how long the database may work on one statement of a visitor's. Whole tables and the "
            "admin have no limit",
            default="10s",
        ),
        Variable("STATIC_ROOT", folder(), "folder of static files", default="var/static"),
        Variable(
            "MEDIA_ROOT", folder(), "folder of the original files of sources", default="var/media"
        ),
        Variable(
            "UPLOAD_LIMIT_MB",
            whole_number(1, 1000),
            "the largest file that the admin takes, in MB",
            default="20",
        ),
        Variable("RELEASES_ROOT", folder(), "folder of released files", default="var/releases"),
        Variable("RELEASES_BUCKET", TEXT, "bucket of released files; with it, no folder is used"),
        Variable(
            "RELEASES_ENDPOINT", ADDRESS, "address of a store that speaks S3 and is not Amazon's"
        ),
        Variable("RELEASES_REGION", TEXT, "region of the bucket"),
        Variable("RELEASES_PREFIX", TEXT, "path below which the files are in the bucket"),
        Variable(
            "AUDIT_ACCESSION_YEARS",
            whole_number(1, 1000),
            "years after which the audit calls an accession overdue",
            default="3",
        ),
        Variable(
            "AUDIT_RECHECK_MONTHS",
            whole_number(1, 12_000),
            "months after which the audit asks for a source to be consulted again",
            default="12",
        ),
        Variable(
            "AUDIT_DIFFERING_DAYS",
            whole_number(1, 366_000),
            "days for which a published record and its working copy may differ",
            default="30",
        ),
        Variable(
            "SCO_REGISTRY_DATA",
            folder(),
            "folder of the embedded database; unset: the clone's `var/`",
        ),
        Variable(
            "SCO_REGISTRY_DEBUG",
            SWITCH,
            "Django's pages for developers; never in production",
            default="false",
        ),
    )
}


def load_variables(path: Path) -> None:
    """Add those of a clone's own file; what is set in the environment goes first, unless blank."""
    for name, variable in VARIABLES.items():
        if variable.ignores(os.environ.get(name, "set")):
            del os.environ[name]
    if not path.exists():
        return
    try:
        path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from None
    environ.Env.read_env(path)


def value(name: str) -> Any:
    """Return the value of a variable; None if it is not set and has no default.

    Raises:
        SettingsError: it cannot be read, or has to be set and is not.
    """
    return VARIABLES[name].read(os.environ.get(name))


def check_variables(*, leaving_out: tuple[str, ...] = ()) -> None:
    """Read all of them.

    Raises:
        SettingsError: some cannot be read; one line for each of them.
    """
    advice = []
    for name in VARIABLES:
        if name in leaving_out:
            continue
        try:
            value(name)
        except SettingsError as error:
            advice.append(str(error))
    if advice:
        raise SettingsError("\n".join(advice))


def as_markdown() -> str:
    """Return the table of the documentation."""
    rows = [
        f"| `{each.name}` | {'required' if each.example else _code(each.default)} | "
        f"{each.meaning} | {each.kind.expected} |"
        for each in VARIABLES.values()
    ]
    head = ("| variable | unless set | meaning | value |", "|---|---|---|---|")
    return "\n".join((*head, *rows)) + "\n"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
