"""The page of a source: what it is, how that is known, and what rests on it."""

from functools import cached_property
from typing import Any

from django.urls import reverse

from ...dates import Period, in_words
from ...documents import how_known, where_to_read
from ...exports.bibliography import csl_of_source
from ...vocabulary import RecordKind, SourceKind
from ..citing import Citing
from ..linked import Node, dataset
from ..page import PageView
from ..questions import Visit
from ..recorded import SluggedPage
from .contents import Contents, SourceQuestions
from .resting import Resting, cited_in, relying_on

__all__ = ["SourcePage", "SourceView"]

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

    def __init__(self, visit: Visit, slug: str) -> None:
        """Take the question and the slug.

        Raises:
            Http404: nothing is called so at the place, or its list has no such page.
        """
        super().__init__(visit, slug)
        self.sheet = self.contents.sheet

    @property
    def title(self) -> str:
        """The title, in brackets where the cataloguer supplied it."""
        return self.document["title"]

    @property
    def description(self) -> str:
        """What it is, and how much rests on it."""
        parts = (self.kind_name, self.document["publisher"], self.published)
        number = self.number
        told = "1 record is based on it" if number == 1 else f"{number} records are based on it"
        sentences = (", ".join(filter(None, parts)), self.known, f"{told}, passage by passage")
        return " ".join(f"{each.rstrip('.')}." for each in sentences if each)

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

    @property
    def known(self) -> str:
        """How the document is known, if nobody here has seen it."""
        return how_known(self.document)

    @property
    def where(self) -> str:
        """What the registry has of it, and where the rest is read."""
        if self.document["length"]:
            return "We hold the text; every quotation is verified in it."
        return where_to_read(self.document, is_quoted=False, is_verified=False)

    @cached_property
    def facts(self) -> list[Resting]:
        """What is based on it, in reading order."""
        return cited_in(self.visit.place, self.slug)

    @property
    def number(self) -> int:
        """How many facts are based on it; one may be based on several passages."""
        return len({each.record for each in self.facts})

    @cached_property
    def contents(self) -> Contents:
        """The part of it all that the page lists."""
        relying = relying_on(self.visit.place, self.slug)
        return Contents(self.visit, self.facts, relying)

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
    questions = SourceQuestions
