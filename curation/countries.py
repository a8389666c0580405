"""What states are called and numbered elsewhere.

Names and ISO 3166-1 codes come from the ``pycountry`` package (Debian's iso-codes and its
translations). Numbers of political science come from ``fixtures/state-codes.csv``, which was
filled from two lists:

* ``cow`` and ``cow_abbreviation``: Correlates of War Project, "State System Membership List,
  v2016", 2017, https://correlatesofwar.org/data-sets/state-system-membership/
* ``gw``: Kristian S. Gleditsch and Michael D. Ward, "Interstate System Membership: A Revised List
  of the Independent States since 1816", International Interactions 25 (1999), 393–413, in the
  list its authors keep up to date,
  http://ksgleditsch.com/statelist.html

Its column ``name`` is for whoever reads the table; ``zh`` corrects a Chinese name where the
translation is misspelt. A state without a row has names and ISO codes but no numbers: they are
unknown here, which does not mean that the lists have none.
"""

import csv
import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

import pycountry

__all__ = ["STATE_ABBREVIATIONS", "Country", "UnknownCountry", "country", "iso3_of"]

STATE_CODES = Path(__file__).parents[1] / "fixtures" / "state-codes.csv"
LOCALES = {"ru": "ru", "zh": "zh_CN"}


class UnknownCountry(LookupError):
    """No country has this ISO 3166-1 code; the message suggests some that are near."""


@dataclass(frozen=True)
class Country:
    """A country of ISO 3166-1; ``numeric`` keeps its leading zeros, ``names`` has en, ru, zh."""

    alpha_2: str
    alpha_3: str
    numeric: str
    names: Mapping[str, str] = field(hash=False)
    cow: int | None
    gw: int | None


@lru_cache(maxsize=1024)
def country(code: str) -> Country:
    """The country with this alpha-2 or alpha-3 code, in any case; raise ``UnknownCountry``."""
    wanted = code.strip().upper()
    kind = {2: "alpha_2", 3: "alpha_3"}.get(len(wanted))
    record = pycountry.countries.get(**{kind: wanted}) if kind else None
    if record is None:
        raise UnknownCountry(
            f"“{code}” is not a country code of ISO 3166-1. Expected two or three letters, "
            f"for example KG or KGZ.{_suggestion(code.strip())}"
        )
    row = _state_codes().get(record.alpha_3, {})
    return Country(
        alpha_2=record.alpha_2,
        alpha_3=record.alpha_3,
        numeric=record.numeric,
        names=MappingProxyType(_names(record, row)),
        cow=_number(row.get("cow")),
        gw=_number(row.get("gw")),
    )


def iso3_of(code: str) -> str | None:
    """The alpha-3 code of the country with this alpha-2 or alpha-3 code, in any case; or None."""
    kind = {2: "alpha_2", 3: "alpha_3"}.get(len(code))
    record = pycountry.countries.get(**{kind: code.upper()}) if kind else None
    return record.alpha_3 if record else None


def _names(record, row: Mapping[str, str]) -> dict[str, str]:
    """English as commonly said; the others translated from the first form that has one."""
    forms = [getattr(record, kind, None) for kind in ("common_name", "name", "official_name")]
    english = [form for form in forms if form]
    names = {"en": english[0]}
    for language, locale in LOCALES.items():
        translate = _translations(locale).gettext
        translated = (translate(form) for form in english if translate(form) != form)
        names[language] = row.get(language) or next(translated, english[0])
    return names


def _suggestion(wanted: str) -> str:
    """A sentence naming codes near the one wanted, or the codes of countries so called."""
    codes, called = {}, {}
    for each in pycountry.countries:
        label = f"{each.alpha_3} ({getattr(each, 'common_name', each.name)})"
        codes[each.alpha_2] = codes[each.alpha_3] = label
        called[each.name.lower()] = called[getattr(each, "common_name", each.name).lower()] = label
    near = [codes[code] for code in get_close_matches(wanted.upper(), codes, n=3, cutoff=0.6)]
    near = [called[name] for name in get_close_matches(wanted.lower(), called, n=3)] + near
    return f" Perhaps {', '.join(list(dict.fromkeys(near))[:3])}." if near else ""


def _number(text: str | None) -> int | None:
    """The number written in a cell; an empty cell is no number."""
    return int(text) if text else None


@cache
def _state_codes() -> dict[str, dict[str, str]]:
    """The rows of the table of state numbers by alpha-3 code."""
    with STATE_CODES.open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: row for row in csv.DictReader(file)}


@cache
def _translations(locale: str) -> gettext.NullTranslations:
    """The translations of the names of ISO 3166-1."""
    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[locale])


# The project's own table assigns an abbreviation to each of its numbers, as text.
STATE_ABBREVIATIONS: Mapping[str, str] = MappingProxyType(
    {row["cow"]: row["cow_abbreviation"] for row in _state_codes().values() if row["cow"]}
)
