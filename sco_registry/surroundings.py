"""What a shell exports for other programs, kept away from ours, and the terminal that it gives us.

A start depends on our own variables alone (`variables`). What libpq, Python, gunicorn or another
Django project would read besides is forgotten, here and for the programs that we start.
"""

import codecs
import os
import re
import sys
import unicodedata

__all__ = ["child_environment", "forget_foreign_variables", "write_in_any_encoding"]

SETTINGS = "sco_registry.settings"

# All that libpq reads. Which database is used, and how, only its address says.
OF_LIBPQ = re.compile(r"PG[A-Z_]+")
OF_PYTHON = {
    "PYTHONCASEOK",
    "PYTHONEXECUTABLE",
    "PYTHONHOME",
    "PYTHONINSPECT",
    "PYTHONOPTIMIZE",
    "PYTHONPATH",
    "PYTHONPLATLIBDIR",
    "PYTHONSAFEPATH",
    "PYTHONSTARTUP",
    "PYTHONUSERBASE",
    "PYTHONWARNINGS",
}
# gunicorn reads the first two itself; the server never migrates.
NOT_FOR_THE_SERVER = {"GUNICORN_CMD_ARGS", "WEB_CONCURRENCY", "MIGRATION_DATABASE_URL"}

PLAIN = {
    "…": "...", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-",
    "→": "->", "·": "-", "✓": "+", "×": "x", "≥": ">=", "≤": "<=", "\u00a0": " ",
}  # fmt: skip


def forget_foreign_variables() -> None:
    """Leave nothing to libpq and Django but what is ours."""
    for name in filter(OF_LIBPQ.fullmatch, list(os.environ)):
        del os.environ[name]
    # A command is no worker that shares its metrics; `serve` gives its workers a folder.
    os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS


def child_environment(**more: str) -> dict[str, str]:
    """Return the environment for a server that we start."""
    left_out = OF_PYTHON | NOT_FOR_THE_SERVER
    kept = {name: text for name, text in os.environ.items() if name not in left_out}
    return kept | {"PYTHONUTF8": "1"} | more


def write_in_any_encoding() -> None:
    """Let a terminal that lacks a character show another instead of ending the program."""
    codecs.register_error("sco_registry.plain", _plain)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(getattr(sys, name), "reconfigure"):
            getattr(sys, name).reconfigure(errors="sco_registry.plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(map(_plain_character, missing)), error.end


def _plain_character(character: str) -> str:
    if character in PLAIN:
        return PLAIN[character]
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return bare or character.encode("ascii", "backslashreplace").decode()
