"""The page of a source: what it is, how that is known, and what rests on it."""

from functools import cached_property
from typing import Any

from django.urls import reverse

from ...dates import Period, in_words
from ...exports.bibliography import csl_of_source
from ...vocabulary import RecordKind, SourceKind
from ..citing import Citing
from ..linked import Node, dataset
from ..page import PageView
from ..recorded import SluggedPage
from .resting import Passage, Resting, cited_in, passages_of, relying_on

__all__ = ["SourcePage", "SourceView"]

# The page lists no more of each sort; all are in the API.
MOST = 200
# What schema.org calls each kind of document.
TYPES = {
    SourceKind.ARTICLE: "NewsArticle",
    SourceKind.INTERVIEW: "NewsArticle",
    SourceKind.STATEMENT: "Statement",
    SourceKind.PROTOCOL: "Legislation",
    SourceKind.WEB_PAGE: "WebPage",
    SourceKind.DATASET: "Dataset",
}


class SourcePage(SluggedPage):
    """A document as it was consulted, and everything that the registry says on its word."""

    of_kind = RecordKind.SOURCE

    @property
    def title(self) -> str:
        """The title, in brackets where the cataloguer supplied it."""
        return self.document["title"]

    @property
    def description(self) -> str:
        """What it is, and how much rests on it."""
        parts = (self.kind_name, self.document["publisher"], self.published)
        number = self.number
        told = "1 record rests on it" if number == 1 else f"{number} records rest on it"
        return f"{', '.join(filter(None, parts))}. {told}, passage by passage."

    @property
    def kind_name(self) -> str:
        """What sort of document it is."""
        return SourceKind(self.document["kind"]).label

    @property
    def published(self) -> str:
        """When it was published, in words."""
        edtf = self.document["published"]
        return in_words(Period.parse(edtf)) if edtf else ""

    @property
    def length(self) -> str:
        """How many code points of it are held."""
        return f"{self.document['length']:,}"

    @cached_property
    def facts(self) -> list[Resting]:
        """What rests on it, in the order of reading."""
        return cited_in(self.visit.place, self.slug)

    @property
    def number(self) -> int:
        """How many facts rest on it; one may rest on several passages."""
        return len({each.record for each in self.facts})

    @cached_property
    def passages(self) -> list[Passage]:
        """The passages that are quoted, each with what rests on it."""
        return passages_of(each for each in self.facts if each.citation["quote"])

    @cached_property
    def wordless(self) -> list[Resting]:
        """What names the source without words of it."""
        return [each for each in self.facts if not each.citation["quote"]]

    @cached_property
    def relying(self) -> list[Resting]:
        """What is known of it through others alone."""
        return relying_on(self.visit.place, self.slug)

    @property
    def shown(self) -> dict[str, list[Any]]:
        """What the page lists of each sort."""
        sorts = {"passages": self.passages, "wordless": self.wordless, "relying": self.relying}
        return {name: found[:MOST] for name, found in sorts.items()}

    @property
    def is_cut(self) -> bool:
        """Whether there is more than the page lists."""
        return max(len(self.passages), len(self.wordless), len(self.relying)) > MOST

    @property
    def all_citations(self) -> str:
        """Where all of it stands, in pages."""
        return self.visit.in_time(reverse("citation-list"), source=self.slug)

    @property
    def text(self) -> str:
        """Where signed-in editors read the text held."""
        return reverse("source-text", kwargs={"slug": self.slug})

    @cached_property
    def citing(self) -> Citing:
        """How to cite the document itself."""
        return Citing(csl_of_source(self.document))

    def linked(self) -> list[Node]:
        """Return the document, as schema.org describes it."""
        document: dict[str, Any] = self.document
        node = {
            "@id": self.visit.request.build_absolute_uri(self.path),
            "@type": TYPES.get(SourceKind(document["kind"]), "CreativeWork"),
            "name": document["title"],
            "url": document["url"],
            "author": document["author"],
            "publisher": document["publisher"],
            "datePublished": document["published"],
            "inLanguage": document["language"],
        }
        filled = {key: value for key, value in node.items() if value}
        return [dataset(self.visit), filled]


class SourceView(PageView):
    """Shows a source."""

    page = SourcePage
    template_name = "web/source.html"
