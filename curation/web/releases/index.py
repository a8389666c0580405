"""The index of releases."""

from functools import cached_property

from django.urls import reverse

from ...models import Release
from ..linked import Node, dataset
from ..page import Page, PageView

__all__ = ["ReleaseIndexPage", "ReleaseIndexView"]


class ReleaseIndexPage(Page):
    """Every release, the newest first."""

    title = "Releases"
    description = (
        "Every release of the SCO Registry: the whole record, frozen under a name that can be "
        "cited, with its files and their sums."
    )

    @property
    def twin(self) -> str:
        """The releases of the API."""
        return reverse("releases")

    @cached_property
    def releases(self) -> list[Release]:
        """Those that there were."""
        return list(Release.objects.made_by(self.visit.moment).newest_first())

    def linked(self) -> list[Node]:
        """Return the registry."""
        return [dataset(self.visit)]


class ReleaseIndexView(PageView):
    """Shows the index of releases."""

    page = ReleaseIndexPage
    template_name = "web/releases.html"

    def beside(self) -> tuple[str, ...]:
        """Return which releases there are, and whether each stands."""
        return tuple(Release.objects.states())
