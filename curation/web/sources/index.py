"""The index of sources."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, Func, TextField
from django.db.models.fields.json import KT
from django.urls import reverse

from ...dates import Period, in_words
from ...vocabulary import FACT_KINDS, RecordKind, Seen, SourceKind
from ..linked import Node, dataset
from ..page import Page, PageView

__all__ = ["SourcesPage", "SourcesView"]

# More than that is looked for in the API, which has pages.
SHOWN = 500


class Each(Func):
    """Each text of a JSON array, in a row of its own."""

    function = "jsonb_array_elements_text"
    output_field = TextField()
    set_returning = True


@dataclass(frozen=True)
class Listed:
    """A source in the index; ``facts`` is how many facts name it."""

    slug: str
    title: str
    publisher: str
    edtf: str
    kind: str
    language: str
    seen: str | None
    facts: int

    @property
    def is_second_hand(self) -> bool:
        """Whether nobody here has seen it."""
        return self.seen == Seen.SECOND_HAND

    @property
    def published(self) -> str:
        """When it was published, in words."""
        return in_words(Period.parse(self.edtf)) if self.edtf else ""

    @property
    def kind_name(self) -> str:
        """What sort of document it is."""
        return SourceKind(self.kind).label


class SourcesPage(Page):
    """Every source, the most cited first."""

    title = "Sources"
    description = (
        "Every document that the registry cites, whether it was consulted or is known at second "
        "hand, and how much of the record is based on it, passage by passage."
    )

    @property
    def twin(self) -> str:
        """The sources in the API."""
        return reverse("source-list")

    @cached_property
    def facts_by_source(self) -> dict[str, int]:
        """How many facts name each source, as what they cite or what that relies on."""
        facts = self.visit.ledger.standing().of_kind(*FACT_KINDS)
        named = (
            facts.order_by()
            .values_list(Each(F("sources")))
            .annotate(number=Count("id", distinct=True))
        )
        return dict(named)

    @cached_property
    def sources(self) -> list[Listed]:
        """The sources, the most cited first."""
        keys = ("title", "publisher", "published", "kind", "language", "seen")
        rows = self.visit.ledger.standing().of_kind(RecordKind.SOURCE)
        found = [
            Listed(slug, *told, self.facts_by_source.get(slug, 0))
            for slug, *told in rows.values_list("slug", *(KT(f"document__{key}") for key in keys))
        ]
        return sorted(found, key=lambda each: (-each.facts, each.title.strip("[“"), each.slug))

    @property
    def second_hand(self) -> int:
        """How many of them nobody here has seen."""
        return sum(each.is_second_hand for each in self.sources)

    @property
    def shown(self) -> list[Listed]:
        """Those that the page lists."""
        return self.sources[:SHOWN]

    @property
    def is_cut(self) -> bool:
        """Whether there are more than the page lists."""
        return len(self.sources) > SHOWN

    def linked(self) -> list[Node]:
        """Return the registry."""
        return [dataset(self.visit)]


class SourcesView(PageView):
    """Shows the index of sources."""

    page = SourcesPage
    template_name = "web/sources.html"
