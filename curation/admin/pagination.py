"""Pages of a list whose rows are too many to count."""

from functools import cached_property
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet

__all__ = ["AtLeast", "BoundedPaginator"]


class AtLeast(int):
    """A number of which is known only that it is reached; it reads as in “1,000+ statuses”."""

    def __str__(self) -> str:
        return f"{int(self) - 1:,}+"


class OpenPage(Page):
    """A page of a list without a known end; one row more was asked for to know what follows."""

    def __init__(self, rows: list[Any], number: int, paginator: "BoundedPaginator") -> None:
        """Keep the rows of the page, and whether there was one more."""
        self.more_follow = len(rows) > paginator.per_page
        super().__init__(rows[: paginator.per_page], number, paginator)

    def has_next(self) -> bool:
        """Tell whether a page follows."""
        return self.more_follow


class BoundedPaginator(Paginator):
    """Counts as far as a reader would, and no further.

    A list of up to ``countable`` rows has its exact number and numbered pages. A longer one says
    so (“1,000+”) and leads from page to page, so that opening it costs the same however long it
    is: the full count that Django would run reads the whole table.
    """

    countable = 1_000
    furthest_page = 1_000_000
    shown: OpenPage | None = None

    @cached_property
    def count(self) -> int:
        """Return the number of rows, or `AtLeast` one more than what is counted."""
        rows = self.object_list
        if isinstance(rows, QuerySet):
            number = rows.order_by().values("pk")[: self.countable + 1].count()
        else:
            number = len(rows)
        return AtLeast(self.countable + 1) if number > self.countable else number

    @property
    def is_open(self) -> bool:
        """Tell whether the list goes on past what is counted."""
        return isinstance(self.count, AtLeast)

    @property
    def template_name(self) -> str | None:
        """Name the template of the line below an open list; a counted one has the usual line."""
        return "admin/curation/pagination_open.html" if self.is_open else None

    @cached_property
    def num_pages(self) -> int:
        """Return the number of pages, or one that no list reaches."""
        return self.furthest_page if self.is_open else super().num_pages

    def page(self, number: int | str) -> Page:
        """Return a page.

        Raises:
            InvalidPage: ``number`` is no number, or the list ends before that page.
        """
        if not self.is_open:
            return super().page(number)
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        page = OpenPage(list(self.object_list[start : start + self.per_page + 1]), number, self)
        if not page.object_list:
            raise EmptyPage("The list ends before this page.")
        self.shown = page
        return page
