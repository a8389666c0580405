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
    PageCase("search", "/search/"),
    PageCase("found", "/search/?q=belarus+or+partner", is_listed=False),
    PageCase("data", "/data/"),
    PageCase("codebook", "/data/codebook/"),
    PageCase("about", "/about/"),
)
