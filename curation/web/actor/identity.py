"""Who an actor is: its names in their languages and times, its codes, what it is part of."""

from dataclasses import dataclass
from typing import Any

from ...dates import Period, in_words
from ...vocabulary import ActorKind, NameKind
from ..names import language_name, names_beside

__all__ = ["Code", "Identity", "Name", "kind_name"]

WIKIDATA = "https://www.wikidata.org/wiki/"
# What schema.org calls them.
TYPES = {
    ActorKind.STATE: "Country",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.BODY: "Organization",
    ActorKind.AUTHORITY: "Organization",
    ActorKind.PERSON: "Person",
}
PERSONAL = {"it": "they", "them": "them", "their": "their"}
IMPERSONAL = {"it": "it", "them": "it", "their": "its"}
# In words that readers understand without the vocabulary.
KINDS = {
    ActorKind.BODY: "Organ or office",
    ActorKind.AUTHORITY: "De facto authority",
}


def kind_name(kind: str) -> str:
    """Return the kind of an actor as readers are told it."""
    return KINDS.get(ActorKind(kind), ActorKind(kind).label)


@dataclass(frozen=True)
class Name:
    """A name: in which language, of which kind, and when it was in use."""

    name: str
    language: str
    kind: str
    when: str
    note: str
    basis: str

    @property
    def language_name(self) -> str:
        """The language in English; its code where that is not known."""
        return language_name(self.language)

    @property
    def kind_name(self) -> str:
        """What kind of name it is."""
        return NameKind(self.kind).label

    @property
    def words(self) -> str:
        """When it was in use, in words; blank: always, for all that is known."""
        return in_words(Period.parse(self.when)) if self.when else ""


@dataclass(frozen=True)
class Code:
    """A code under which others know the actor."""

    scheme: str
    value: Any
    address: str = ""


class Identity:
    """An actor's published document, as readers are told it."""

    def __init__(self, document: dict[str, Any]) -> None:
        """Take the document."""
        self.document = document
        self.slug, self.name = document["slug"], document["name"]
        self.kind, self.parent, self.note = document["kind"], document["parent"], document["note"]

    @property
    def kind_name(self) -> str:
        """What kind of actor it is."""
        return kind_name(self.kind)

    @property
    def pronouns(self) -> dict[str, str]:
        """How sentences refer to the actor again."""
        is_person = self.kind == ActorKind.PERSON
        return PERSONAL if is_person else IMPERSONAL

    @property
    def beside(self) -> list[tuple[str, str]]:
        """Its names in Russian and Chinese."""
        return names_beside(self.document["names"])

    @property
    def names(self) -> list[Name]:
        """All its names."""
        keys = ("name", "language", "kind", "when", "note", "basis")
        return [Name(*(each.get(key, "") for key in keys)) for each in self.document["names"]]

    @property
    def codes(self) -> list[Code]:
        """Its codes, those that it has."""
        told = self.document
        isos = [told["iso2"], told["iso3"], told["iso_numeric"]]
        wikidata = told["wikidata"]
        codes = [
            Code("ISO 3166-1", " · ".join(filter(None, isos))),
            Code("Correlates of War", told["cow_number"]),
            Code("Gleditsch–Ward", told["gw_number"]),
            Code("Wikidata", wikidata, WIKIDATA + wikidata),
        ]
        return [code for code in codes if code.value not in (None, "")]

    def node(self, address: str) -> dict[str, Any]:
        """Return the actor as a node of schema.org, at its page's address."""
        node = {
            "@id": f"{address}#actor",
            "@type": TYPES[ActorKind(self.kind)],
            "name": self.name,
            "url": address,
            # On every page the same: the ISO 3166-1 code of a state, else the slug.
            "identifier": self.document["iso3"] or self.slug,
        }
        if names := [{"@value": each.name, "@language": each.language} for each in self.names]:
            node["alternateName"] = names
        if wikidata := self.document["wikidata"]:
            node["sameAs"] = WIKIDATA + wikidata
        return node
