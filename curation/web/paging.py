"""Lists in pages: which page is asked for, and where the others are."""

from dataclasses import dataclass

from django.http import Http404

from ..asking import KnownAt
from ..asking.parameters import WholeNumber
from .questions import Visit

__all__ = ["Paged", "Sheet"]

MOST_PAGES = 10_000


class Paged(KnownAt):
    """A list that is read in pages."""

    page = WholeNumber("Which page of the list.", least=1, most=MOST_PAGES)


@dataclass(frozen=True)
class Sheet:
    """A page of a list: its ``number``, and how many entries there are in all, ``size`` on each."""

    visit: Visit
    number: int
    total: int
    size: int

    def __post_init__(self) -> None:
        """Refuse a page beyond the last.

        Raises:
            Http404: there are not so many pages.
        """
        if self.number > self.count:
            pages = f"{self.count} pages" if self.count > 1 else "one page"
            raise Http404(f"The list has {pages}; there is no page {self.number}.")

    @property
    def count(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(-(-self.total // self.size), 1)

    @property
    def previous(self) -> str:
        """The address of the page before; blank before the first."""
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after; blank after the last."""
        return self._address(self.number + 1) if self.number < self.count else ""

    def _address(self, number: int) -> str:
        kept = {name: self.visit.request.GET.get(name) for name in self.visit.asked.parameters}
        page = str(number) if number > 1 else None
        return self.visit.in_time(self.visit.request.path, **(kept | {"page": page}))
