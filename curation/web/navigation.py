"""Where readers can go from every page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

__all__ = ["Section", "current_section", "sections"]


@dataclass(frozen=True)
class Section:
    """An entry of the navigation: its name, and the route of its address."""

    name: str
    route: str

    @property
    def address(self) -> str:
        """Where it leads."""
        return reverse(self.route)


_SECTIONS = (
    Section("Members", "home"),
    Section("Actors", "actors"),
    Section("Issues", "issues"),
    Section("Compare", "compare"),
    Section("Sources", "sources"),
    Section("Data", "data"),
    Section("About", "about"),
    Section("API", "api-root"),
    Section("Documentation", "docs"),
)


def sections() -> tuple[Section, ...]:
    """Return the entries in their order."""
    return _SECTIONS


def current_section(request: HttpRequest) -> Section | None:
    """Return the entry that the page belongs to: that with the longest address before its own."""
    path = request.path
    around = [each for each in _SECTIONS[1:] if path.startswith(each.address)]
    if path == _SECTIONS[0].address:
        return _SECTIONS[0]
    return max(around, key=lambda each: len(each.address), default=None)
