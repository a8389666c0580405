"""What a variable of the environment may hold: how its text is read, and what is expected of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
import psycopg
from psycopg.conninfo import conninfo_to_dict

__all__ = [
    "ADDRESS",
    "CACHE",
    "DURATION",
    "HOSTS",
    "ORIGINS",
    "POSTGRES",
    "RATE",
    "SWITCH",
    "TEXT",
    "Kind",
    "folder",
    "one_of",
    "whole_number",
]

CACHES = ("filecache", "locmemcache", "dummycache", "rediscache", "redis", "rediss")
BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Kind:
    """How to read a text, and what is expected: the end of the sentence “give …”.

    ``read`` raises ValueError for a text that is not of the kind; its message, if it has one, says
    more than ``expected`` does. For most kinds a blank text is as good as none.
    """

    read: Callable[[str], Any]
    expected: str
    takes_blank: bool = False


def _switch(text: str) -> bool:
    known = {"true": True, "yes": True, "on": True, "1": True}
    known |= {"false": False, "no": False, "off": False, "0": False}
    if text.lower() not in known:
        raise ValueError
    return known[text.lower()]


def whole_number(lowest: int, highest: int) -> Kind:
    """Return the kind of whole numbers between two bounds, both included."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,12}", text, re.ASCII) or not lowest <= int(text) <= highest:
            raise ValueError
        return int(text)

    return Kind(read, f"a whole number from {lowest} to {highest}")


def one_of(*choices: str) -> Kind:
    """Return the kind of a few words, which may be written in small letters too."""

    def read(text: str) -> str:
        if text.upper() not in choices:
            raise ValueError
        return text.upper()

    return Kind(read, " or ".join((", ".join(choices[:-1]), choices[-1])))


def _limit(form: str, expected: str) -> Kind:
    """Return the kind of a limit, which a blank text or `none` lifts."""

    def read(text: str) -> str | None:
        if text.lower() in ("", "none"):
            return None
        if not re.fullmatch(form, text):
            raise ValueError
        return text

    return Kind(read, f"{expected}; blank or `none`: no limit", takes_blank=True)


def _hosts(text: str) -> list[str]:
    hosts = [host.strip() for host in text.split(",") if host.strip()]
    if not hosts or not all(re.fullmatch(r"\*|\.?[\w.-]+|\[[0-9a-fA-F:.]+\]", h) for h in hosts):
        raise ValueError
    return hosts


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", text):
        raise ValueError
    _ = parts.port  # raises ValueError if it is none
    return text


def _origins(text: str) -> list[str]:
    origins = [origin.strip() for origin in text.split(",") if origin.strip()]
    if not origins:
        raise ValueError
    for origin in origins:
        if urlsplit(_address(origin.replace("://*.", "://any."))).path:
            raise ValueError
    return origins


def _postgres(text: str) -> str:
    """Return the URL if libpq understands it; what else it may lack only a connection tells."""
    scheme, _, rest = text.partition("://")
    if scheme not in ("postgres", "postgresql") or not rest:
        raise ValueError
    try:
        told = conninfo_to_dict(f"postgresql://{rest}")
        _ = urlsplit(text).port
    except (psycopg.Error, ValueError) as error:
        raise ValueError(str(error).strip().partition(': "')[0]) from None
    if not told.get("dbname"):
        raise ValueError("it names no database")
    return text


def _cache(text: str) -> dict[str, Any]:
    scheme = urlsplit(text).scheme
    if scheme not in CACHES:
        raise ValueError
    if "redis" in scheme and not find_spec("redis"):
        raise ValueError("it needs the package `redis`, which is not installed")
    config = environ.Env.cache_url_config(text)
    if scheme in ("filecache", "rediscache", "redis", "rediss") and not config["LOCATION"]:
        raise ValueError
    return config


def folder(*, exists: bool = False) -> Kind:
    """Return the kind of folders; a relative path is one below the clone."""

    def read(text: str) -> Path:
        try:
            path = BASE_DIR / Path(text).expanduser()
            above = next(each for each in (path, *path.parents) if each.exists())
        except (OSError, RuntimeError) as error:  # too long, not to be looked into, no such user
            raise ValueError(getattr(error, "strerror", str(error))) from None
        if not above.is_dir():
            raise ValueError(f"{above} is not a folder")
        if exists and above != path:
            raise ValueError("there is no such folder")
        return path

    return Kind(read, "the path of an existing folder" if exists else "the path of a folder")


SWITCH = Kind(_switch, "true or false")
TEXT = Kind(str, "a text")
HOSTS = Kind(_hosts, "host names without port or scheme, separated by commas")
ORIGINS = Kind(_origins, "origins like https://registry.example.org, separated by commas")
ADDRESS = Kind(_address, "an address like https://registry.example.org")
RATE = _limit(r"[1-9][0-9]{0,8}/(s|sec|m|min|h|hour|d|day)", "how often, like 600/min or 10/hour")
DURATION = _limit(r"[1-9][0-9]{0,5}(ms|s|min)", "how long, like 10s or 500ms")
POSTGRES = Kind(
    _postgres, "the address of a PostgreSQL database, like postgres://user:password@host:5432/name"
)
CACHE = Kind(_cache, "an address like filecache:///a/folder or rediscache://host:6379/0")
