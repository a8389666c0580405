"""Actors as readers name them: by slug, or by a code under which data sets know a state."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from ..countries import STATE_ABBREVIATIONS, iso3_of
from ..models import AsOf, Revision
from ..vocabulary import RecordKind
from .parameters import BadValue, Parameter, Slugs
from .where import Where

__all__ = ["ActorCode", "Actors", "Numbers", "slug_at", "slugs_at"]

NUMBERS_OF_STATES = {abbreviation: int(cow) for cow, abbreviation in STATE_ABBREVIATIONS.items()}
# By the name that a code has in a question: its key in the document, and what it looks like.
SCHEMES = {
    "ccode": ("cow_number", "[0-9]{1,4}"),
    "cow": ("cow_number", "[0-9]{1,4}"),
    "gwcode": ("gw_number", "[0-9]{1,4}"),
    "gw": ("gw_number", "[0-9]{1,4}"),
    "iso2": ("iso2", "[A-Za-z]{2}"),
    "iso3": ("iso3", "[A-Za-z]{3}"),
    "iso_numeric": ("iso_numeric", "[0-9]{3}"),
    "stateabb": ("cow_number", "[A-Za-z]{3}"),
    "wikidata": ("wikidata", "[Qq][1-9][0-9]{0,11}"),
}
ITEM = SCHEMES["wikidata"][1]
# A slug that is not a number alone: of such a number nobody can tell which list it is from.
SLUG = "(?:[0-9]+-)*[0-9]*[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
CODED = "|".join(f"{scheme}:{form}" for scheme, (_, form) in SCHEMES.items())
EXPECTED = (
    "names an actor by its slug, like “belarus”, by an ISO 3166-1 code, like “BLR”, by a Wikidata "
    "item, like “Q184”, or by a number of political science, like “ccode:370” or “gwcode:370”."
)


@dataclass(frozen=True)
class ActorCode:
    """A code as it was given: the key of the actor's document that has it, and the value there.

    It may be a slug as well, if it is written like one: then an actor of that slug is meant.
    """

    text: str
    key: str
    value: Any

    def condition(self) -> Q:
        """Return the condition that finds the actor."""
        return Q(slug=self.text) | Q(**{f"document__{self.key}": self.value})


class Actors(Slugs):
    """Actors, by slug or by code; the code is looked up at the place that is asked about."""

    pattern = f"(?:{SLUG}|[A-Z]{{2,3}}|{ITEM}|{CODED})"
    example = "belarus"

    def parse(self, text: str) -> str | ActorCode:
        """Return a slug as it is, or a code."""
        scheme, colon, value = text.partition(":")
        if colon and scheme in SCHEMES and re.fullmatch(SCHEMES[scheme][1], value):
            return _coded(text, scheme, value)
        if re.fullmatch(ITEM, text):
            return ActorCode(text, "wikidata", text.upper())
        if iso3 := iso3_of(text):
            return ActorCode(text, "iso3", iso3)
        if re.fullmatch("[A-Z]{2,3}", text):  # It has the form of a code, and nobody's.
            return ActorCode(text, "iso3", text)
        if len(text) > 80 or not re.fullmatch(SLUG, text):
            is_slug = re.fullmatch(SLUG, slug := text.strip().lower().replace(" ", "-"))
            raise BadValue(EXPECTED, suggestion=slug if is_slug and len(slug) <= 80 else "")
        return text

    def at(self, values: list[Any], place: AsOf) -> list[Any]:
        """Return the slugs of the actors named, as of ``place``."""
        return slugs_at(values, place)


class Numbers(Parameter):
    """Numbers or abbreviations that a data set gives to states; found by what actors have them."""

    def __init__(self, scheme: str, description: str, where: Where) -> None:
        """Take the name of the code, and where the slugs of actors stand."""
        self.scheme, self.form = scheme, SCHEMES[scheme][1]
        super().__init__(description, where)

    def parse(self, text: str) -> ActorCode:
        """Return the code."""
        if not re.fullmatch(self.form, text):
            example = "BLR" if self.scheme == "stateabb" else "370"
            raise BadValue(f"is a code of a state, like “{example}”.")
        return _coded(f"{self.scheme}:{text}", self.scheme, text)

    def at(self, values: list[Any], place: AsOf) -> list[Any]:
        """Return the slugs of the states that have the codes, as of ``place``."""
        return slugs_at(values, place)

    def schema(self) -> dict[str, Any]:
        """Describe a code."""
        return {"type": "string", "pattern": f"^{self.form}$"}


def _coded(text: str, scheme: str, value: str) -> ActorCode:
    key = SCHEMES[scheme][0]
    if scheme == "stateabb":
        return ActorCode(text, key, NUMBERS_OF_STATES.get(value.upper(), -1))
    return ActorCode(text, key, int(value) if key.endswith("_number") else value.upper())


def slugs_at(values: Iterable[str | ActorCode], place: AsOf) -> list[str]:
    """Return slugs for what readers gave; a code that no actor has at ``place`` stays as it is.

    An actor whose slug is written like a code comes before one that has the code.
    """
    values = list(values)
    codes = [each for each in values if isinstance(each, ActorCode)]
    if not codes:
        return values
    wanted = Q()
    for code in codes:
        wanted |= code.condition()
    standing = Revision.objects.of_kind(RecordKind.ACTOR).as_of(place).standing()
    found = dict(standing.filter(wanted).values_list("slug", "document"))
    return [_slug(each, found) if isinstance(each, ActorCode) else each for each in values]


def _slug(code: ActorCode, found: dict[str, Any]) -> str:
    if code.text in found:
        return code.text
    bearers = (slug for slug, document in found.items() if document[code.key] == code.value)
    return next(bearers, code.text)


def slug_at(text: str, place: AsOf) -> str:
    """Return the slug of the actor that an address names, as of ``place``; else the text itself."""
    try:
        return slugs_at([Actors("").parse(text)], place)[0]
    except BadValue:
        return text
