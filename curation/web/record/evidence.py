"""The passages that a fact rests on, in their context, and who told whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...dates import Period, in_words
from ...documents import how_known, where_to_read
from ...vocabulary import RecordKind, Support
from ..tellers import chain_of, own_voice_of

__all__ = ["Passage", "passages_of", "published_in_words"]

Document = dict[str, Any]


@dataclass(frozen=True)
class Passage:
    """A citation as readers see it; ``language`` is that of its source, blank if unknown."""

    citation: Document
    language: str
    is_own_voice: bool = False

    @property
    def support(self) -> str:
        """What the passage does for the claim, if not simply to support it."""
        support = Support(self.citation["support"])
        return "" if support == Support.SUPPORTS else support.label

    @property
    def chain(self) -> str:
        """Who told whom."""
        return own_voice_of(self.citation) if self.is_own_voice else chain_of(self.citation)

    @property
    def known(self) -> str:
        """How the document is known, if nobody here has seen it."""
        return how_known(self.citation["source"])

    @property
    def where(self) -> str:
        """What is held of the document, and where the rest is read."""
        citation = self.citation
        return where_to_read(
            citation["source"],
            is_quoted=bool(citation["quote"]),
            is_verified=citation["start"] is not None,
        )

    @property
    def published(self) -> str:
        """When the source was published, in words."""
        return published_in_words(self.citation["source"])


def passages_of(document: Document, languages: Mapping[str, str]) -> list[Passage]:
    """Return a fact's citations as readers see them; ``languages`` are those of sources by slug.

    A statement without any speaker is one that the source makes itself.
    """
    is_own_voice = document["kind"] == RecordKind.STATEMENT and not (
        document["speaker"] or document["speaker_as_described"]
    )
    return [
        Passage(each, languages.get(each["source"]["slug"], ""), is_own_voice)
        for each in document["citations"]
    ]


def published_in_words(source: Document) -> str:
    """Return when a source was published; blank if it is not known."""
    return in_words(Period.parse(source["published"])) if source["published"] else ""
