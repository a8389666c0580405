"""A page as machines read it."""

import json
import re
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from django.contrib.staticfiles import finders

__all__ = ["ReadPage"]

# Attributes that run or style something where they stand.
INLINE = re.compile(r"^(style$|on)")


class ReadPage(HTMLParser):
    """What stands in a page: its elements with their attributes, and its blocks of data."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self._open_script: dict[str, str | None] | None = None
        self.text = text
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self._open_script = dict(attrs)
            self.scripts.append((self._open_script, ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        if tag == "script":
            self._open_script = None

    def handle_data(self, data: str) -> None:
        """Keep what stands in a script."""
        if self._open_script is not None:
            attributes, text = self.scripts[-1]
            self.scripts[-1] = (attributes, text + data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """Return the attributes of the elements of this name that have these of them."""
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and wanted.items() <= attributes.items()
        ]

    def link(self, rel: str, **wanted: str) -> str:
        """Return where the one link of this relation leads."""
        (found,) = self.all("link", rel=rel, **wanted)
        return found["href"]

    def inline(self) -> list[str]:
        """Return every script, style and attribute that a strict policy refuses."""
        scripts = [
            f"<script>{text[:60]}"
            for attributes, text in self.scripts
            if "src" not in attributes and attributes.get("type") != "application/ld+json"
        ]
        attributes = [
            f"<{tag} {name}>"
            for tag, given in self.elements
            for name in given
            if INLINE.match(name) or (given[name] or "").lower().startswith("javascript:")
        ]
        return scripts + ["<style>" for tag, _ in self.elements if tag == "style"] + attributes

    @cached_property
    def linked(self) -> dict[str, Any]:
        """The page's JSON-LD."""
        (text,) = [text for given, text in self.scripts if "ld+json" in (given.get("type") or "")]
        return json.loads(text)

    def loaded(self) -> list[str]:
        """Return the addresses that a browser fetches to show the page."""
        styles = [each["href"] for each in self.all("link", rel="stylesheet")]
        icons = [each["href"] for each in self.all("link", rel="icon")]
        sources = [given["src"] for _, given in self.elements if given.get("src")]
        uses = [each["href"] for each in self.all("use")]
        return [each for each in (*styles, *icons, *sources, *uses) if not each.startswith("#")]

    def files(self) -> list[bytes]:
        """Return the content of its style sheets and scripts."""
        addresses = [each["href"] for each in self.all("link", rel="stylesheet")]
        addresses += [each["src"] for each in self.all("script") if each.get("src")]
        found = []
        for address in addresses:
            with open(finders.find(unquote(address).removeprefix("/static/")), "rb") as file:
                found.append(file.read())
        return found
