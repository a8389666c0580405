"""What an archive says of itself, compared with what is registered of its release.

Readers keep archives. Whoever alters the register of a release afterwards is contradicted by its
CITATION.cff, its README.md and its datapackage.json.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

import yaml

from ..exports.changes import moment_text
from .frozen import Frozen

__all__ = ["contradictions"]


def contradictions(frozen: Frozen, archive: IO[bytes]) -> Iterator[str]:
    """Yield, in words, what an archive says otherwise than the register.

    A key that a file of the archive does not have says nothing: releases of earlier versions of
    the software say less.
    """
    try:
        with ZipFile(archive) as zipped:
            yield from _in_citation(frozen, _yaml(_text(zipped, frozen, "CITATION.cff")))
            yield from _in_readme(frozen, _text(zipped, frozen, "README.md"))
            yield from _in_datapackage(frozen, _json(_text(zipped, frozen, "datapackage.json")))
    except (BadZipFile, KeyError, ValueError, yaml.YAMLError) as error:
        yield f"The archive cannot be compared with the register: {error}"


def _text(zipped: ZipFile, frozen: Frozen, path: str) -> str:
    return zipped.read(f"{frozen.name}/{path}").decode()


def _yaml(text: str) -> dict[str, Any]:
    return yaml.safe_load(text)


def _json(text: str) -> dict[str, Any]:
    return json.loads(text)


def _in_citation(frozen: Frozen, cited: dict[str, Any]) -> Iterator[str]:
    said = {
        "title": cited.get("title"),
        "notes": cited.get("abstract", ""),
        "name": str(cited.get("version")).removeprefix("v"),
        "day of release": cited.get("date-released"),
        "address": cited.get("url", ""),
    }
    registered = {
        "title": frozen.title,
        "notes": frozen.notes,
        "name": frozen.identifier.removeprefix("v"),
        "day of release": frozen.released_on,
        "address": frozen.address,
    }
    for key, value in said.items():
        if value != registered[key]:
            yield _otherwise("CITATION.cff", key, value, registered[key])
    digests = [each.get("value") for each in cited.get("identifiers", ())]
    if frozen.head_digest not in digests:
        yield _otherwise("CITATION.cff", "head digest", ", ".join(digests), frozen.head_digest)
    position = f"at its revision {frozen.place.revision},"
    described = [each.get("description", "") for each in cited.get("identifiers", ())]
    if not any(position in each for each in described):
        yield _otherwise(
            "CITATION.cff", "position", "; ".join(described), f"revision {frozen.place.revision}"
        )


def _in_readme(frozen: Frozen, text: str) -> Iterator[str]:
    moment = frozen.place.moment
    expected = {
        "title": f"# {frozen.title}\n",
        "notes": frozen.notes,
        "day of release": f"| {frozen.released_on.isoformat()} |",
        "position": f"revision {frozen.place.revision}, recorded {moment and moment_text(moment)}",
        "head digest": frozen.head_digest,
    }
    for key, value in expected.items():
        if value not in text:
            yield f"Its README.md does not have the {key} that is registered: {value.strip('# ')}"


def _in_datapackage(frozen: Frozen, package: dict[str, Any]) -> Iterator[str]:
    if "created" in package:
        created = dt.datetime.fromisoformat(package["created"])
        if created != frozen.released_in_utc.replace(microsecond=0):
            yield _otherwise(
                "datapackage.json", "moment of release", created, frozen.released_in_utc
            )


def _otherwise(file: str, key: str, said: object, registered: object) -> str:
    return f"Its {file} has the {key} “{said}”, registered is “{registered}”"
