"""What changed, as an Atom feed (RFC 4287) with the links of paged and archived feeds (RFC 5005).

An entry stands for one revision. Its identifier is a `tag:` URI (RFC 4151) made of the revision's
digest: the same wherever the feed is read, and another one if the ledger were another.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from ..models import Revision
from ..vocabulary import Action, PublicationBasis, Rank, RecordKind

__all__ = ["Feed", "Link", "entry_id", "feed_id"]

HISTORY = "http://purl.org/syndication/history/1.0"
RIGHTS = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
MINTED = "2026"  # When the registry's name was its own, as RFC 4151 wants to know.
NOTHING_YET = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # How a feed without entries is dated.
DEED = {
    Action.PUBLISH: "Published",
    Action.REISSUE: "Re-issued",
    Action.RETRACT: "Retracted",
}
# What XML 1.0 cannot hold, however it is escaped (production 2, Char).
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def feed_id(query: str) -> str:
    """Return the identifier of the feed that passes the filters of ``query``."""
    return f"tag:{settings.FEED_AUTHORITY},{MINTED}:changes" + (query and f"?{query}")


def entry_id(digest: str) -> str:
    """Return the identifier of the entry of the revision with this digest."""
    return f"tag:{settings.FEED_AUTHORITY},{MINTED}:revision/{digest}"


@dataclass(frozen=True)
class Link:
    """A link of the feed."""

    rel: str
    href: str
    type: str = "application/atom+xml"


class Feed(Atom1Feed):
    """A document of the feed: the newest entries, an archive of older ones, or a page."""

    def __init__(
        self, *, query: str, links: Iterable[Link], records: str, is_archive: bool = False
    ) -> None:
        """Take the filters that entries pass, and where other documents and the records are.

        ``records`` is the absolute address of the collection of records. Archives are documents
        that never change (RFC 5005, 4).
        """
        self.links = list(links)
        self.records = records
        self.is_archive = is_archive
        self_link = next(link.href for link in self.links if link.rel == "self")
        super().__init__(
            title="SCO Registry: what changed",
            link=next(link.href for link in self.links if link.rel == "alternate"),
            description="",
            language="en",
            author_name="SCO Registry",
            subtitle=f"Revisions of the public record ({query})" if query else None,
            feed_url=self_link,
            feed_copyright=RIGHTS,
            feed_guid=feed_id(query),
        )

    def written(self, revisions: Iterable[Revision]) -> bytes:
        """Return the document with an entry for each revision, which brings its ``title``."""
        for revision in revisions:
            self.add_item(**self._item(revision))
        out = BytesIO()
        self.write(out, "utf-8")
        return out.getvalue()

    def _item(self, revision: Revision) -> dict[str, Any]:
        record = f"{self.records}{revision.record}/"
        recorded = revision.recorded.lower
        return {
            "title": legal(f"{DEED[Action(revision.action)]}: {_marked(revision)}"),
            "link": f"{record}revisions/{revision.number}/",
            "description": None,
            "author_name": legal(revision.submitted_by),
            "unique_id": entry_id(revision.digest),
            "pubdate": recorded,
            "updateddate": recorded,
            "revision": revision,
            "record": record,
        }

    def latest_post_date(self) -> dt.datetime:
        """Return when the newest of the entries was recorded."""
        return max((item["updateddate"] for item in self.items), default=NOTHING_YET)

    def root_attributes(self) -> dict[str, str]:
        """Add the namespace of the history of feeds."""
        return {**super().root_attributes(), "xmlns:fh": HISTORY}

    def add_root_elements(self, handler: Any) -> None:
        """Add the links to other documents of the feed."""
        super().add_root_elements(handler)
        if self.is_archive:
            handler.addQuickElement("fh:archive")
        for link in self.links:
            if link.rel not in ("self", "alternate"):
                handler.addQuickElement("link", "", vars(link))

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add who approved it, what kind of change it is, its reason, and where its document is."""
        super().add_item_elements(handler, item)
        revision = item["revision"]
        handler.startElement("contributor", {})
        handler.addQuickElement("name", legal(revision.approved_by))
        handler.endElement("contributor")
        for scheme, term, label in (
            ("kind", revision.kind, RecordKind(revision.kind).label),
            ("action", revision.action, Action(revision.action).label),
        ):
            scheme = f"tag:{settings.FEED_AUTHORITY},{MINTED}:{scheme}"
            handler.addQuickElement(
                "category", "", {"scheme": scheme, "term": term, "label": label}
            )
        handler.addQuickElement("link", "", {"rel": "related", "href": item["record"]})
        handler.addQuickElement("summary", legal(_summary(revision)), {"type": "text"})
        handler.addQuickElement("content", "", {"type": "application/json", "src": item["link"]})


def legal(text: str) -> str:
    """Return ``text`` with the replacement character for each letter that XML cannot hold."""
    return NOT_IN_XML.sub("\ufffd", text)


def _marked(revision: Revision) -> str:
    """Return the title with the mark of the rank; reference data have none."""
    return Rank(revision.rank).marked(revision.title) if revision.rank else revision.title


def _summary(revision: Revision) -> str:
    kind = RecordKind(revision.kind).label
    basis = PublicationBasis(revision.basis).label
    told = (
        f"{kind}, revision {revision.number} of the record, {revision.id} of the ledger. {basis}."
    )
    return f"{revision.summary} ({told})" if revision.summary else told
