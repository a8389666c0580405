"""Pages as linked data, in the words of schema.org: what search engines read of them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

__all__ = ["LICENCE", "Node", "dataset", "document"]

Node = dict[str, Any]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def document(nodes: list[Node]) -> Node:
    """Return the nodes as one document."""
    return {"@context": "https://schema.org", "@graph": nodes}


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
