"""Pages as linked data, in the words of schema.org: what search engines read of them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ..exports.linked import context
from ..vocabulary import Rank

__all__ = ["LICENCE", "Node", "dataset", "document", "rank_node"]

Node = dict[str, Any]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def document(nodes: list[Node]) -> Node:
    """Return the nodes as one document."""
    return {"@context": "https://schema.org", "@graph": nodes}


def rank_node(rank: str) -> Node:
    """Return a rank as a term, by the same IRI as in the linked data of the API."""
    term = context()["registry"] + f"rank:{rank}"
    return {"@id": term, "@type": "DefinedTerm", "termCode": rank, "name": Rank(rank).label}


def dataset(request: HttpRequest) -> Node:
    """Return the registry as a data set."""
    here = request.build_absolute_uri(reverse("home"))
    return {
        "@id": f"{here}#registry",
        "@type": "Dataset",
        "name": "SCO Registry",
        "description": (
            "A curated, evidenced and citable record of the Shanghai Cooperation Organization: "
            "who held which status and when, who said what, and who says so."
        ),
        "url": here,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": request.build_absolute_uri(reverse("api-root")),
        },
    }
