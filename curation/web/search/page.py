"""The page of what was found."""

from functools import cached_property

from django.urls import reverse

from ...asking import called
from ...naming import Nearness
from ..linked import Node, dataset
from ..page import Page, PageView
from .finding import SHOWN_ALONE, WEIGHED, Group, found
from .questions import Search

__all__ = ["SearchPage", "SearchView"]

# What a visitor may try who has no words yet: each finds something in the shipped record.
EXAMPLES = (
    ("Kazakhstan", "en"),
    ("Беларусь", "ru"),
    ("白俄罗斯", "zh-Hans"),
    ("“Contact Group”", "en"),
    ("observer or partner", "en"),
)


class SearchPage(Page):
    """Actors, records, sources and terms that have some words."""

    description = (
        "Look for actors, records and sources of the Shanghai Cooperation Organization in "
        "English, Russian or Chinese: names, titles, and the words of every passage cited."
    )
    examples = EXAMPLES
    weighed = WEIGHED
    shown_alone = SHOWN_ALONE

    @property
    def title(self) -> str:
        """What was asked."""
        return f"Search: {self.words}" if self.words else "Search"

    @property
    def words(self) -> str:
        """The words looked for."""
        return self.visit.asked.words

    @property
    def only(self) -> str | None:
        """The group that was asked for alone."""
        return self.visit.asked.value("kind")

    @property
    def twin(self) -> str:
        """The records of the API."""
        return reverse("record-list")

    def twin_address(self) -> str:
        """Return the address of the API's answer to the same words."""
        address = self.visit.in_time(self.twin, valid_at=None, q=self.words or None)
        return self.visit.request.build_absolute_uri(address)

    @cached_property
    def groups(self) -> list[Group]:
        """What was found."""
        return found(self.visit, self.words, self.only) if self.words else []

    @cached_property
    def nearest(self) -> str | None:
        """The name that may have been meant, where nothing goes by the words as they are."""
        near = called(self.visit.place, self.words).nearest if self.words else ()
        return near[0].name if near and near[0].near == Nearness.ALIKE else None

    def of_kind(self) -> str:
        """Return the address of this page, to which a kind can be added."""
        return self.visit.in_time(self.visit.request.path, valid_at=None, q=self.words)

    def linked(self) -> list[Node]:
        """Return the registry, with how it is searched."""
        request = self.visit.request
        here = request.build_absolute_uri(reverse("search"))
        action = {
            "@type": "SearchAction",
            "target": f"{here}?q={{words}}",
            "query-input": "required name=words",
        }
        return [dataset(self.visit) | {"potentialAction": action}]


class SearchView(PageView):
    """Shows what was found."""

    page = SearchPage
    template_name = "web/search.html"
    questions = Search
