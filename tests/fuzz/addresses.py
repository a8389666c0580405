"""Every public address of the registry, with the parameters that it takes."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.urls import URLPattern, URLResolver, get_resolver

from curation.asking import Grammar
from curation.asking.parameters import Day, Ids, Moment, Number, Parameter, WholeNumber

from .values import DATES, NASTY, NUMBERS, UUIDS, nasty

__all__ = ["Route", "public_addresses", "routes"]

ADMIN = "admin/"
REAL = {
    "slug": ("belarus", "asia-plus-2024-06-13", "contact-group-resumption", "full-member", "sco"),
    "uuid": ("064dc80b-4f90-5d87-82c8-02e1a8e58799", "02b0eca6-dee0-59f3-a4c0-afe86afb49cc"),
    "section": ("pages", "records"),
    "number": ("1", "0", "2"),
    "name": ("not-found",),
}
# What is almost a value of such a parameter, or only just one.
EDGES = (((Day, Moment), DATES), ((Number, WholeNumber), NUMBERS), (Ids, UUIDS))
REAL |= {"pk": REAL["slug"] + REAL["uuid"], "suggestion": REAL["uuid"]}


@dataclass(frozen=True)
class Route:
    """An address as Django writes it, the names in it, and the parameters of its query."""

    pattern: str
    names: tuple[str, ...]
    parameters: dict[str, Parameter]

    def address(self, chance: random.Random) -> str:
        """Return an address of this route with a query that may mean anything or nothing."""
        path = "/" + self.pattern
        for name in self.names:
            start, end = path.index("<"), path.index(">") + 1
            is_real = name in REAL and chance.random() < 0.9
            value = chance.choice(REAL[name]) if is_real else nasty(chance)
            path = path[:start] + quote(value, safe="") + path[end:]
        return f"{path}?{self.query(chance)}"

    def query(self, chance: random.Random) -> str:
        """Return a query, most often of parameters that the address takes."""
        if chance.random() < 0.03:
            return quote(nasty(chance))
        names = [*self.parameters, "format", "page", "cursor", "page_size", chance.choice(NASTY)]
        chosen = chance.sample(names, k=chance.choice((1, 1, 2, 3)))
        if chance.random() < 0.05:
            chosen *= 2
        return urlencode([(name, self.value(name, chance)) for name in chosen])

    def value(self, name: str, chance: random.Random) -> str:
        """Return a value of the parameter, or what is none."""
        parameter = self.parameters.get(name)
        meant = [*parameter.allowed(), parameter.example] if parameter else []
        near = [text for kind, texts in EDGES for text in texts if isinstance(parameter, kind)]
        for texts in (filter(None, meant), near):
            if (likely := list(texts)) and chance.random() < 0.4:
                return chance.choice(likely)
        return nasty(chance)


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[Route]:
    """Yield the routes of all addresses outside the admin."""
    for each in (resolver or get_resolver()).url_patterns:
        pattern = before + str(each.pattern).removeprefix("^").removesuffix("$")
        pattern = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", pattern)
        if pattern.startswith(ADMIN):
            continue
        if isinstance(each, URLResolver):
            yield from routes(each, pattern)
        elif isinstance(each, URLPattern) and "[" not in pattern:
            names = tuple(re.findall(r"<(?:\w+:)?(\w+)>", pattern))
            yield Route(pattern, names, _parameters(each.callback))


def _parameters(view: Callable) -> dict[str, Parameter]:
    """Return what a view takes: its class names one or more grammars."""
    cls = getattr(view, "cls", None) or getattr(view, "view_class", None)
    values = [getattr(cls, name, None) for name in dir(cls)] if cls else []
    grammars = [each for each in values if isinstance(each, type) and issubclass(each, Grammar)]
    return {name: each for grammar in grammars for name, each in grammar.parameters.items()}


def public_addresses(chance: random.Random, number: int) -> Iterator[str]:
    """Yield so many addresses."""
    known = list(routes())
    for _ in range(number):
        yield chance.choice(known).address(chance)
