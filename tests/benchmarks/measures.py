"""What is measured: each piece of work, what it stands beside, and the ratio to be reached."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import psutil

from sco_registry.embedded import Cluster
from tests.blanks import without_blanks

from .alternating import Pair, by_turns
from .ledger.cast import RARE_ACTOR
from .ledger.texts import COMMON_WORD, RARE_WORD
from .limit import copy_with_psql, page_by_psycopg
from .serving import Answer, Client, Memory, served

__all__ = ["MEASURES", "Measure", "NotAnswered", "Setting", "Taken"]

API = "/api/v1"
FIRST_PAGE = f"{API}/records/"
STATUSES = f"{API}/statuses/"
PEER = "/peer/statuses/"
IN_TIME = f"{FIRST_PAGE}?valid_at=2016-01-01&known_at=2024-01-01T00:00:00Z"
EVERYTHING = f"{FIRST_PAGE}?format=csv"
FAR = 1000
TURNS_OF_TABLES = 3
MEGABYTE = 1 << 20


class NotAnswered(Exception):
    """The API does not do this; the message says what it answers instead."""


@dataclass(frozen=True)
class Taken:
    """What was measured, as printed, and the number that is to reach something.

    ``work`` says what was done, where that is something else than the measure's own words.
    """

    ours: str
    other: str
    value: float
    work: str = ""


@dataclass(frozen=True)
class Measure:
    """A line of the table: ``take`` measures it, ``value`` is at most ``reach``, or at least."""

    work: str
    against: str
    reach: float
    take: Callable[["Setting"], Taken]
    is_gain: bool = False
    unit: str = "×"

    def bound(self) -> str:
        """Return what is to be reached, in words."""
        return f"{'≥' if self.is_gain else '≤'} {self.reach:g}{self.unit}"

    def is_reached_by(self, value: float) -> bool:
        """Tell whether ``value`` is good enough."""
        return value >= self.reach if self.is_gain else value <= self.reach


class Setting:
    """A running server, a client of it, and the database behind it."""

    def __init__(self, cluster: Cluster, port: int, worker: psutil.Process) -> None:
        """Take the cluster, the server's port and its only worker."""
        self.cluster, self.worker, self.client = cluster, worker, Client(port)

    def asking(self, path: str, *, status: int = 200, **headers: str) -> Callable[[], Answer]:
        """Return a function that asks for ``path``; a first answer is looked at now.

        Raises:
            NotAnswered: the status is another one.
        """

        def ask() -> Answer:
            answer = self.client.get(path, **headers)
            if answer.status != status:
                raise NotAnswered(f"HTTP {answer.status}")
            return answer

        ask()
        return ask

    def tabulating(self, path: str) -> Callable[[], Answer]:
        """Return a function that reads a table and keeps nothing of it.

        Raises:
            NotAnswered: there is no such table.
        """

        def read() -> Answer:
            answer = self.client.get(path, keep=False)
            if answer.status != 200:
                raise NotAnswered(f"HTTP {answer.status}")
            return answer

        return read


def beside_the_peer(setting: Setting) -> Taken:
    """Compare a page with the stock peer's, in requests per second."""
    ours, other = setting.asking(STATUSES), setting.asking(PEER)
    _expect_the_same(ours().body, other().body)
    pair = by_turns(ours, other)
    return Taken(f"{1 / pair.ours:.1f} /s", f"{1 / pair.other:.1f} /s", 1 / pair.ratio)


def beside_psycopg(setting: Setting) -> Taken:
    """Compare a page with the same JSON read by psycopg."""
    ours, other = setting.asking(STATUSES), page_by_psycopg(setting.cluster.url)
    _expect_the_same(ours().body, other())
    return _times(by_turns(ours, other))


def beside_first_page(path: str) -> Callable[[Setting], Taken]:
    """Return what compares ``path`` with the first page of all records."""

    def take(setting: Setting) -> Taken:
        return _times(by_turns(setting.asking(path), setting.asking(FIRST_PAGE)))

    return take


def far_page(setting: Setting) -> Taken:
    """Compare the thousandth page, or the last full one of a smaller ledger, with the first."""
    pages = [FIRST_PAGE]
    while len(pages) < FAR and (following := _next(setting, pages[-1])):
        pages.append(following)
    if 1 < len(pages) < FAR:
        pages.pop()  # The last may be short.
    path, number = pages[-1], len(pages)
    pair = by_turns(setting.asking(path), setting.asking(FIRST_PAGE))
    return replace(_times(pair), work=f"page {number:,}")


def _next(setting: Setting, path: str) -> str | None:
    """Return the address of the page after the one at ``path``, relative to the server."""
    link = json.loads(setting.client.get(path).body)["next"]
    parts = urlsplit(link or "")
    return link and f"{parts.path}?{parts.query}"


def not_modified(setting: Setting) -> Taken:
    """Compare the answer to who has the page already with the page."""
    page = setting.asking(FIRST_PAGE)
    tag = page().headers.get("etag")
    if not tag:
        raise NotAnswered("no ETag")
    again = setting.asking(FIRST_PAGE, status=304, **{"If-None-Match": tag})
    return _times(by_turns(again, page))


def everything_as_csv(setting: Setting) -> Taken:
    r"""Compare the table of all records with psql's ``\copy`` of the same columns."""
    read = setting.tabulating(EVERYTHING)
    with tempfile.NamedTemporaryFile() as file:
        copy_with_psql(setting.cluster, "records", file.name)
        lines = sum(line.count(b"\n") for line in file)
    if (ours := read().lines) != lines:
        raise RuntimeError(f"The API's table has {ours:,} lines, psql's {lines:,}.")
    pair = by_turns(
        read, lambda: copy_with_psql(setting.cluster, "records"), turns=TURNS_OF_TABLES, warm=0
    )
    return _times(pair)


def memory_of_csv(setting: Setting) -> Taken:
    """Measure how much a fresh worker, after one page, grows while it sends all records."""
    with served(setting.cluster.url) as (port, worker):
        fresh = Setting(setting.cluster, port, worker)
        fresh.asking(FIRST_PAGE)
        with Memory(worker) as memory:
            answer = fresh.tabulating(EVERYTHING)()
    return Taken(f"{answer.length / MEGABYTE:,.0f} MB sent", "", memory.growth / MEGABYTE)


def statuses_as_csv(setting: Setting) -> Taken:
    """Compare the table of statuses with the peer's, row by row."""
    ours, other = (
        setting.tabulating(f"{STATUSES}?format=csv"),
        setting.tabulating(f"{PEER[:-1]}.csv"),
    )
    pair = by_turns(ours, other, turns=TURNS_OF_TABLES, warm=0)
    return Taken(_seconds(pair.ours), _seconds(pair.other), 1 / pair.ratio)


def _times(pair: Pair) -> Taken:
    return Taken(_seconds(pair.ours), _seconds(pair.other), pair.ratio)


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.2f} ms"


def _expect_the_same(*pages: bytes) -> None:
    """Make sure that pages are of the same statuses with the same passages.

    Raises:
        RuntimeError: they are not, so that their times cannot be compared.
    """
    told = [
        [
            (each["id"], each["label"], each["revision"]["digest"],
             [(cited["quote"] or None, without_blanks(cited["source"]))
              for cited in each["citations"]],
             {other["id"] for other in each["disputed_by"]})
            for each in json.loads(page)["results"]
        ]
        for page in pages
    ]  # fmt: skip
    if any(page != told[0] for page in told):
        raise RuntimeError("The pages to be compared do not say the same.")


FIRST = "first unfiltered page"
MEASURES = {
    "page": Measure("page of 100 statuses with citations", "stock DRF peer", 10, beside_the_peer,
                    is_gain=True),
    "limit": Measure("the same", "psycopg, the same JSON", 2.5, beside_psycopg),
    "filtered": Measure("filtered page (rare actor)", FIRST, 1.5,
                        beside_first_page(f"{FIRST_PAGE}?actor={RARE_ACTOR}")),
    "far": Measure(f"page {FAR:,}", FIRST, 1.5, far_page),
    "unchanged": Measure("304 Not Modified", "full page", 0.2, not_modified),
    "csv": Measure("CSV of all records", r"psql \copy, the same columns", 1.3, everything_as_csv),
    "memory": Measure("  growth of the worker meanwhile", "", 50, memory_of_csv, unit=" MB"),
    "csv-peer": Measure("CSV of all statuses", "stock row-by-row CSV", 10, statuses_as_csv,
                        is_gain=True),
    "times": Measure("page with valid_at and known_at", FIRST, 2, beside_first_page(IN_TIME)),
    "text": Measure("full text, a rare word", FIRST, 3,
                    beside_first_page(f"{FIRST_PAGE}?q={RARE_WORD}")),
    "common-text": Measure("full text, a common word", FIRST, 3,
                           beside_first_page(f"{FIRST_PAGE}?q={COMMON_WORD}")),
}  # fmt: skip
"""By name, in the order of the table."""
