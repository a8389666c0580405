"""Read the article out of an HTML page."""

import re

import trafilatura

from .charset import decode
from .result import HTML, Extract, Unreadable, cleaned

__all__ = ["from_html"]

LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", re.I)


def from_html(data: bytes, charset: str = "") -> Extract:
    """Return the main text of a page, a line for each paragraph, and what it says of itself.

    A page without a recognisable article is read whole.

    Raises:
        Unreadable: there is no text in the page.
    """
    page, charset = decode(data, charset, declares=True)
    page = page.replace("\0", "")
    article = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    text = article.text.strip() if article else ""
    if not text:
        raise Unreadable(
            "There is no text in this page. If a script builds it in the browser, open the page, "
            "copy its text and paste it here."
        )
    language = LANGUAGE.search(page[:4096])
    return Extract(
        text=cleaned(text),
        media_type=HTML,
        how=f"The article in the page, as far as menus and footers can be told apart; read as "
        f"{charset}.",
        title=article.title or "",
        author=article.author or "",
        publisher=article.sitename or "",
        published=article.date or "",
        url=article.url or "",
        language=language[1] if language else "",
    )
