"""What a page says next to each record that it links to, compared with that record.

A reader takes a heading, a date, a stance or a bar for what the linked record says. `Walk` reads
pages as a reader does and tells every difference. It knows every form in which a page names a
record: a link of another form is a difference too, until it is taught here.
"""

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html

from curation.dates import Period, in_words
from curation.documents import on_record_as
from curation.models import Revision
from curation.vocabulary import FACT_KINDS, Rank, Stance

__all__ = ["Walk"]

RECORD = re.compile(r"^/records/([0-9a-f-]{36})/$")
UNDATED = {"undated", "not dated", "Not dated"}
# The parts of a page in which one record is told of.
ROWS = (
    "ancestor::tr | ancestor::li | ancestor::dd | ancestor::blockquote | ancestor::article"
    " | ancestor::section | ancestor::body"
)
ACTS = {
    "decision": "decision",
    "memorandum": "memorandum",
    "national-approval": "national approval",
    "entry-into-force": "entry into force",
}


class Walk:
    """The ledger as it stands, against which pages are read."""

    def __init__(self, client):
        """Take the client that asks for pages."""
        self.client = client
        current = Revision.objects.current().of_kind(*FACT_KINDS)
        rows = current.values_list("record", "id", "document")
        self.documents = {str(record): document for record, _, document in rows}
        self.by_revision = {str(number): self.documents[str(each)] for each, number, _ in rows}
        self.links = 0

    def differences(self, address, *, marked=True):
        """Return what the page at an address says that its records do not bear out.

        ``marked`` tells whether the page gives marks of ranks.
        """
        self.marked = marked
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        page = html.fromstring(response.content.decode())
        return [f"{address}: {each}" for each in self._differences(page)]

    def _differences(self, page) -> Iterator[str]:
        for link in page.xpath("//main//a"):
            address = urlsplit(link.get("href") or "")
            found = RECORD.match(address.path)
            # A link into the past is of what the record said then.
            if found and "known_at" not in address.query:
                self.links += 1
                document = self.documents.get(found[1])
                if document is None:
                    yield f"links to {found[1]}, which is not public"
                else:
                    yield from self._of_link(link, document, page)

    def _of_link(self, link, document, page) -> Iterator[str]:
        said = f"“{text_of(link)}” of {document['id'][:8]} {document['label']}"
        if "segment" in classes(link):
            yield from self._of_bar(link, document, page)
            return
        if not is_named(text_of(link), document):
            yield f"{said}: the record says neither this name nor this date"
        row = link.xpath(ROWS)[-1]
        yield from (f"{said}: {each}" for each in self._of_row(row, link, document))

    def _of_row(self, row, link, document) -> Iterator[str]:
        is_step = "steps" in classes(link.getparent())
        if row.tag == "tr":
            yield from self._of_table_row(row, document, is_step=is_step)
        elif group := link.xpath("ancestor::section[contains(@class, 'group')]"):
            yield from self._of_group(group[0], row, document)
        elif "claim" in classes(row):
            yield from self._of_claim(row, document)
        elif "side" in classes(row):
            yield from self._of_side(row, document)
        if self.marked and not is_step and row.tag != "body":
            yield from self._of_rank(row, document)

    def _of_group(self, group, row, document) -> Iterator[str]:
        """A row under a heading of the home page."""
        (heading,) = group.xpath("h3/span[1]")
        if document["status"]["name"] != text_of(heading):
            yield f"stands under “{text_of(heading)}”, is “{document['status']['name']}”"
        (holder,) = row.xpath("a[@class='holder']")
        if f"/actors/{document['actor']['slug']}/" not in holder.get("href"):
            yield f"stands with {holder.get('href')}"

    def _of_table_row(self, row, document, *, is_step) -> Iterator[str]:
        """A row of the tables of statuses and positions."""
        if not is_step and row.get("id"):
            own = self.by_revision.get(row.get("id").removeprefix("episode-"))
            if own is not document:
                yield "stands in the row of another record"
        who, what, when, *_ = (text_of(cell) for cell in row.xpath("th | td"))
        if document["kind"] == "status":
            if who not in (document["actor"]["name"], document["organization"]["name"]):
                yield f"stands in the row of {who}"
            if what != document["status"]["name"]:
                yield f"stands in the row of “{what}”"
        elif document["kind"] == "position":
            if what != Stance(document["stance"]).label.lower():
                yield f"stands in the row of “{what}”"
            if who != (document["holder_as_described"] or document["holder"]["name"]):
                yield f"stands in the row of {who}"
        if not is_step and not when.startswith(tuple(dates_of(document))):
            yield f"stands next to “{when}”"

    def _of_claim(self, row, document) -> Iterator[str]:
        """A line of a list of claims."""
        said = " ".join(text_of(each) for each in row.xpath("p[contains(@class, 'said')]"))
        expected = {
            "status": lambda: document["status"]["name"],
            "position": lambda: Stance(document["stance"]).label.lower(),
            "event": lambda: document["name"],
            "figure": lambda: document["indicator"]["name"],
            "statement": lambda: document["text"][:60],
        }[document["kind"]]()
        if clean(expected) not in said:
            yield f"stands next to “{said}”"

    def _of_side(self, row, document) -> Iterator[str]:
        """A side of a contradiction."""
        whole = text_of(row)
        if not any(each in whole for each in dates_of(document)):
            yield f"stands next to “{whole[:120]}”"
        claim = on_record_as(document["kind"], document)
        if claim and document["rank"] == "accepted" and claim not in whole:
            yield "does not say whose claim it is"

    def _of_rank(self, row, document) -> Iterator[str]:
        rank, whole = Rank(document["rank"]), text_of(row).lower()
        if row.tag == "section":
            return
        marks = [each.mark for each in Rank if each.mark]
        if rank.mark and rank.mark not in whole and "counted from the" not in whole:
            yield f"does not say “{rank.mark}”"
        is_alone = len(set(links_in(row))) == 1
        if not rank.mark and is_alone and any(mark in whole for mark in marks):
            yield "is marked although the registry accepts it"

    def _of_bar(self, link, document, page) -> Iterator[str]:
        """A bar of a lane: what it is called, and where it lies on its axis."""
        label = link.get("aria-label")
        called = document["status"] if document["kind"] == "status" else None
        what = called["name"] if called else Stance(document["stance"]).label
        if not any(label.endswith(f", {what}, {each}") for each in dates_of(document)):
            yield f"the bar “{label}” is not of {document['label']}, {document['when_in_words']}"
        start, until = axis_of(link, page)
        length = float(link.getparent().get("viewbox").split()[2])
        for name in ("possible", "definite"):
            drawn = link.xpath(f"*[contains(@class, '{name}')]")
            extent = document[name]
            if drawn and extent is not None:
                yield from _bar_differs(drawn[0], extent, start, until, length, document)
            elif drawn:
                yield f"a {name} bar of {document['id'][:8]}, which has no such extent"


def _bar_differs(bar, extent, start, until, length, document) -> Iterator[str]:
    """Compare a bar with an extent: but for what is widened so as to be seen."""
    x, width = float(bar.get("x")), float(bar.get("width"))
    first = dt.date.fromisoformat(extent["from"]) if extent["from"] else dt.date.min
    last = dt.date.fromisoformat(extent["until"]) if extent["until"] else dt.date.max
    begins = min(max((first - start).days, 0), length)
    ends = min(max((min(last, until) - start).days, 0), length)
    least = length // 120 + 1
    if abs(x - begins) > least or abs(x + width - ends) > least:
        yield (
            f"a bar of {document['id'][:8]} from {x} to {x + width}; {extent} is {begins}–{ends}"
        )


def axis_of(link, page) -> tuple[dt.date, dt.date]:
    """Return the first day of the axis that a bar lies on, and the last that is drawn."""
    (axis,) = page.xpath("//ol[contains(@class, 'axis')]")
    year = int(re.search(r"\d+", text_of(axis.xpath("li")[0]))[0])
    has_today = page.xpath("//input[@id='slide']") or link.xpath("ancestor::section[@id='held']")
    until = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1) if has_today else dt.date.max
    return dt.date(year, 1, 1), until


def links_in(row) -> Iterator[str]:
    """Return the records that a row links to."""
    for link in row.iter("a"):
        found = RECORD.match(urlsplit(link.get("href") or "").path)
        if found and "steps" not in classes(link.getparent()):
            yield found[1]


def dates_of(document) -> set[str]:
    """Return in which words a page may date a fact."""
    words = document["when_in_words"]
    return {words, words[:1].upper() + words[1:]} if words else UNDATED | {"No source dates it"}


def names_of(document) -> Iterator[str]:
    """Return by which texts a page may link to a fact."""
    yield clean(document["label"])
    yield from dates_of(document)
    yield "The record with its history"
    if document["kind"] == "status" and document["start_basis"] in ACTS and document["when"]:
        start = Period.parse(document["when"]).start
        if start.is_given:
            yield f"{ACTS[document['start_basis']]} {in_words(Period.parse(start.text))}"


def is_named(text, document) -> bool:
    """Tell whether a text names a fact, if only by the beginning of its label."""
    if text in names_of(document) or text.startswith("The record with its history and all"):
        return True
    beginning = text.removesuffix("…").rstrip()
    label = clean(document["label"])
    return text.endswith("…") and len(beginning) > 20 and label.startswith(beginning)


def classes(element) -> set[str]:
    """Return the classes of an element."""
    return set((element.get("class") or "").split())


def text_of(element) -> str:
    """Return what a reader sees of an element: without what is for screen readers alone."""
    hidden = "ancestor-or-self::*[contains(concat(' ', @class, ' '), ' unseen ')]"
    return clean("".join(element.xpath(f".//text()[not({hidden})]")))


def clean(text) -> str:
    """Return a text with each run of white space as one space."""
    return " ".join(text.split())
