"""Pages as linked data, in the words of schema.org: what search engines read of them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ..exports.linked import context
from ..vocabulary import Rank
from .questions import Visit

__all__ = ["LICENCE", "Node", "dataset", "document", "organization", "rank_node"]

Node = dict[str, Any]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
IDENTIFIER = "urn:sco-registry:"
KEYWORDS = [
    "Shanghai Cooperation Organization", "international organizations", "membership", "observers",
    "dialogue partners", "accession", "Central Asia", "foreign policy positions", "provenance",
]  # fmt: skip
MEASURED = [
    ("formal status", "What an actor formally is in the organization, over time."),
    ("level of membership", "The level of membership as the Correlates of War data code it."),
    ("position", "Where an actor stands on an issue, and who says so."),
    ("figure", "A number that a source gives for an indicator."),
]


def document(nodes: list[Node]) -> Node:
    """Return the nodes as one document."""
    return {"@context": "https://schema.org", "@graph": nodes}


def rank_node(rank: str) -> Node:
    """Return a rank as a term, by the same IRI as in the linked data of the API."""
    term = context()["registry"] + f"rank:{rank}"
    return {"@id": term, "@type": "DefinedTerm", "termCode": rank, "name": Rank(rank).label}


def organization(visit: Visit) -> Node:
    """Return who makes and publishes the registry."""
    here = _home(visit.request)
    return {
        "@id": f"{here}#publisher",
        "@type": "Organization",
        "name": "SCO Registry",
        "url": here,
    }


def dataset(visit: Visit) -> Node:
    """Return the registry as a data set: on all pages the same, as of one place in the ledger."""
    here = _home(visit.request)
    node = {
        "@id": f"{here}#registry",
        "@type": "Dataset",
        "name": "SCO Registry",
        "description": (
            "A curated, evidenced and citable record of the Shanghai Cooperation Organization: "
            "who held which status and when, who said what, and who says so."
        ),
        "url": here,
        "identifier": IDENTIFIER,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": organization(visit),
        "publisher": organization(visit),
        "version": str(visit.place.revision),
        "temporalCoverage": "2001/..",
        "spatialCoverage": {
            "@type": "Place",
            "name": "The states that take part in the Shanghai Cooperation Organization",
        },
        "keywords": KEYWORDS,
        "variableMeasured": [
            {"@type": "PropertyValue", "name": name, "description": meaning}
            for name, meaning in MEASURED
        ],
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": "Data of the SCO Registry",
            "url": visit.request.build_absolute_uri(reverse("data")),
        },
    }
    if visit.place.moment:
        node["dateModified"] = visit.place.moment.date().isoformat()
    return node


def _home(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("home"))
