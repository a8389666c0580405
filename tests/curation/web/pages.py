"""The pages: declare one here, and it inherits the checks of `test_every_page` in both folders.

The addresses are of the shipped record, which every test finds published.
"""

from dataclasses import dataclass

__all__ = ["PAGES", "PageCase"]


@dataclass(frozen=True)
class PageCase:
    """A page; ``takes_day`` says whether it can be asked for a day of valid time.

    ``heaviest`` is what its address and its files may weigh compressed, without images and map;
    the map of the home page is drawn into it, and weighs so much more. A page that is a question
    of a visitor's is not ``is_listed`` in the sitemap.
    """

    name: str
    address: str
    takes_day: bool = False
    heaviest: int = 100_000
    is_listed: bool = True

    def asked(self, **parameters: str) -> str:
        """Return the address with a question."""
        query = "&".join(f"{name}={value}" for name, value in parameters.items())
        separator = "&" if "?" in self.address else "?"
        return f"{self.address}{separator}{query}" if query else self.address


PAGES = (
    PageCase("home", "/", takes_day=True),
    PageCase("actors", "/actors/"),
    PageCase("actor", "/actors/tajikistan/"),
    PageCase("organization", "/actors/sco/"),
    PageCase("issues", "/issues/"),
    PageCase("issue", "/issues/contact-group-resumption/"),
    PageCase("compare", "/compare/"),
    PageCase("status", "/records/064dc80b-4f90-5d87-82c8-02e1a8e58799/"),
    PageCase("statement", "/records/02b0eca6-dee0-59f3-a4c0-afe86afb49cc/"),
    PageCase("position", "/records/071aec00-5fb4-54c2-97ef-a1e5a10bc531/"),
    PageCase("event", "/records/12e2f0e5-d3d8-51a3-aca3-da8c72856c4d/"),
    PageCase("figure", "/records/18d66bea-7fca-5d98-9504-0a3fbb059294/"),
    PageCase("sources", "/sources/"),
    PageCase("source", "/sources/asia-plus-2024-06-13/"),
    PageCase("status-type", "/status-types/dialogue-partner/"),
    PageCase("indicator", "/indicators/length-of-common-border/"),
    PageCase("search", "/search/"),
    PageCase("found", "/search/?q=belarus+or+partner", is_listed=False),
    PageCase("data", "/data/"),
    PageCase("codebook", "/data/codebook/"),
    PageCase("releases", "/releases/"),
    PageCase("about", "/about/"),
)
