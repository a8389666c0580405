"""What can be asked of every collection alike: order, pages, fields, counts; and by its columns."""

from collections.abc import Iterable
from typing import Any, ClassVar

from rest_framework import serializers

from ...asking.parameters import BadValue, Choice, Parameter, WholeNumber
from ...exports import Table
from ...exports.renamed import RENAMED
from ..ordering import ORDERINGS
from .base import InTime, KnownAt
from .derived import RECORDED, Origin, derived

__all__ = ["LARGEST_PAGE", "PAGE_SIZE", "PAGING", "Collection", "HistoryPages"]

PAGING = ("cursor", "page_size")
PAGE_SIZE, LARGEST_PAGE = 100, 1000


class Several(Parameter):
    """Names out of a closed list, joined by commas."""

    many = False

    def __init__(self, names: Iterable[str], description: str) -> None:
        """Take the names that there are."""
        super().__init__(description)
        self.names = list(names)
        self.example = ",".join(self.names[:2])

    def parse(self, text: str) -> tuple[str, ...]:
        """Return the names, each once."""
        names = tuple(dict.fromkeys(text.split(",")))
        if strangers := [name for name in names if name not in self.names]:
            shown = strangers[0][:80].encode(errors="replace").decode()
            if (new := RENAMED.get(shown)) in self.names:
                raise BadValue(f"has “{shown}”, which has been renamed to “{new}”.", suggestion=new)
            raise BadValue(f"has “{shown}”, which is none of those that there are.")
        return names

    def allowed(self) -> list[str]:
        """Return the names."""
        return self.names

    def schema(self) -> dict[str, Any]:
        """Describe a list of names."""
        name = "|".join(self.names)
        return {"type": "string", "pattern": f"^({name})(,({name}))*$"}


class CursorText(Parameter):
    """Where a page begins; what it means is for the pages to understand."""

    many = False
    longest = 2000

    def parse(self, text: str) -> str:
        """Return the text."""
        if not text or len(text) > self.longest:
            raise BadValue("was not issued by this API. Follow `next`, or start without it.")
        return text


PAGES: dict[str, Parameter] = {
    "page_size": WholeNumber(
        f"How many entries a page has; {PAGE_SIZE} by default.", least=1, most=LARGEST_PAGE
    ),
    "cursor": CursorText("Where the page begins: taken from `next` or `previous`."),
}


class HistoryPages(KnownAt):
    """The revisions of one record, in pages."""

    page_size = PAGES["page_size"]
    cursor = PAGES["cursor"]


class Collection(InTime):
    """The grammar of a collection; ``table`` declares most of it, ``origin`` where that stands."""

    origin: ClassVar[Origin] = RECORDED
    covered: ClassVar[frozenset[str]] = frozenset()
    orderings: ClassVar[Iterable[str]] = ORDERINGS
    keys: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(
        cls,
        table: Table | None = None,
        entries: Iterable[type[serializers.Serializer]] = (),
        **kwargs: Any,
    ) -> None:
        """Derive parameters from the columns, where the class declares none of the name."""
        super().__init_subclass__(**kwargs)
        if table is None:
            return
        cls.keys = tuple(dict.fromkeys(key for entry in entries for key in entry().fields))
        own = dict(cls.parameters)
        general = {name for name, each in vars(InTime).items() if isinstance(each, Parameter)}
        mine = {name: each for name, each in own.items() if name not in {*general, "known_at"}}
        asked = mine | derived(table, {*mine, *cls.covered}, cls.origin)
        cls.renamed = _renamed(asked)
        facets = [name for name, each in asked.items() if each.where and each.where.counted]
        cls.parameters = {
            **asked,
            **{name: own[name] for name in ("q", "highlight", "valid_at", "extent", "known_at")},
            "ordering": Choice(
                [sign + name for name in cls.orderings for sign in ("", "-")],
                "In which order; by default that of publication. A hyphen turns it round.",
            ),
            "fields": Several(
                dict.fromkeys([*cls.keys, *table.header()]),
                "Which keys of an entry, or which columns of a table; by default all.",
            ),
            "facets": Several(
                facets, "For these parameters, how many entries have which of their values."
            ),
            **PAGES,
            "raw": Choice(
                ("0", "1"),
                "In CSV, texts that a spreadsheet would take for a formula begin with an "
                "apostrophe; with 1 they do not.",
            ),
        }


def _renamed(parameters: Iterable[str]) -> dict[str, str]:
    """Return former names of parameters, which follow from those of their columns."""
    named = set(parameters)
    former = {}
    for old, new in RENAMED.items():
        for suffix in ("", "_min", "_max", "_after", "_before"):
            present = f"{new}{suffix}" if f"{new}{suffix}" in named else new
            if present in named and f"{old}{suffix}" not in named:
                former[f"{old}{suffix}"] = present
    return former
