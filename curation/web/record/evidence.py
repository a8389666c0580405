"""The passages that a fact rests on, in their context, and who told whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...dates import Period, in_words
from ...vocabulary import SourceKind, Support

__all__ = ["Passage", "chain_of", "passages_of", "published_in_words", "teller_of"]

Document = dict[str, Any]


@dataclass(frozen=True)
class Passage:
    """A citation as readers see it; ``language`` is that of its source, blank if unknown."""

    citation: Document
    language: str

    @property
    def support(self) -> str:
        """What the passage does for the claim, if not simply to support it."""
        support = Support(self.citation["support"])
        return "" if support == Support.SUPPORTS else support.label

    @property
    def chain(self) -> str:
        """Who told whom."""
        return chain_of(self.citation)

    @property
    def published(self) -> str:
        """When the source was published, in words."""
        return published_in_words(self.citation["source"])


def passages_of(citations: Iterable[Document], languages: Mapping[str, str]) -> list[Passage]:
    """Return citations as readers see them; ``languages`` are those of sources by slug."""
    return [Passage(each, languages.get(each["source"]["slug"], "")) for each in citations]


def chain_of(citation: Document) -> str:
    """Return the way of the words: “as told to RIA Novosti, reported by Asia-Plus”."""
    source, original = citation["source"], citation["reported_from"]
    if not original:
        return f"according to {teller_of(source)}"
    told = "as told to" if original["kind"] == SourceKind.INTERVIEW else "first published by"
    return f"{told} {teller_of(original)}, reported by {teller_of(source)}"


def teller_of(source: Document) -> str:
    """Return who published a source, or its title where nobody is named."""
    return source["publisher"] or source["title"]


def published_in_words(source: Document) -> str:
    """Return when a source was published; blank if it is not known."""
    return in_words(Period.parse(source["published"])) if source["published"] else ""
