"""What every operation of the OpenAPI description has in common, and its examples.

The examples are the record's own: `examples.json` is written by asking the API with the shipped
record published, and a test asks again. They are kept in a file, not looked up, so that the
description is the same whatever a database holds.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from .problems import PROBLEMS, ProblemKind

__all__ = ["EXAMPLES", "every_operation_has_examples", "every_operation_has_manners"]

EXAMPLES = Path(__file__).with_name("examples.json")
EXAMPLE_ID = "4c1d9c3e-6a0b-4d0e-9f5e-0d6a2f1b7c55"

SUCCESS_HEADERS = {
    "X-Request-ID": {"$ref": "#/components/headers/RequestId"},
}
HEADERS = {
    "RequestId": {
        "description": "Under which id the request is in the log; one that a proxy gave is kept.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9._=-]{8,64}$"},
        "required": True,
    },
    "RetryAfter": {
        "description": "In how many seconds to ask again.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "ContentRange": {
        "description": "The size of the file, like `bytes */1024`.",
        "schema": {"type": "string"},
        "required": True,
    },
    "Allow": {
        "description": "The methods that the address takes.",
        "schema": {"type": "string"},
        "required": True,
    },
}
# Answers of every operation: component, the problems that it is about, headers of its own.
COMMON = {
    "400": ("BadRequest", ("bad-parameter", "malformed-request"), ()),
    "404": ("NotFound", ("not-found",), ()),
    "405": ("MethodNotAllowed", ("method-not-allowed",), ("Allow",)),
    "406": ("NotAcceptable", ("not-acceptable",), ()),
    "410": ("Gone", ("retracted",), ()),
    "416": ("RangeNotSatisfiable", ("range-not-satisfiable",), ("ContentRange",)),
    "429": ("TooManyRequests", ("too-many-requests",), ("RetryAfter",)),
    "500": ("InternalError", ("internal-error",), ()),
    "503": (
        "Unavailable",
        (
            "database-unavailable",
            "not-replayed",
            "question-too-long",
            "store-unavailable",
            "released-file-altered",
        ),
        ("RetryAfter",),
    ),
}
# The server itself refuses these, without problem details.
TOO_LONG = {"description": "URI too long: the address has more than a mebibyte."}
# Forms that are JSON too, though of others' making: their own specifications say what is inside.
FOREIGN_JSON = {
    "application/ld+json": {"type": "object"},
    "application/vnd.citationstyles.csl+json": {"type": "array", "items": {"type": "object"}},
}
EVERYWHERE = ("400", "405", "406", "429", "500", "503")


def every_operation_has_manners(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Describe what any address may answer: problems, and the headers of all answers."""
    components = result["components"]
    components["headers"] = HEADERS
    components["responses"] = {name: _described(*parts) for name, *parts in COMMON.values()}
    for path, _, operation in _operations(result):
        responses = operation["responses"]
        missing = ("404",) if "{" in path else ()
        for status in {*EVERYWHERE, *missing, *responses} & {*COMMON}:
            responses[status] = {"$ref": f"#/components/responses/{COMMON[status][0]}"}
        responses["414"] = TOO_LONG
        for media_type, schema in FOREIGN_JSON.items():
            if media_type in (content := responses["200"]["content"]):
                content[media_type] = {"schema": schema}
        responses["200"]["headers"] = SUCCESS_HEADERS | responses["200"].get("headers", {})
        operation["responses"] = dict(sorted(responses.items()))
    return result


def every_operation_has_examples(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Put the record's own examples to parameters and answers."""
    for path, _, operation in _operations(result):
        known = _examples().get(path, {"parameters": {}, "answer": None})
        for parameter in operation.get("parameters", ()):
            if parameter["name"] in known["parameters"]:
                parameter["example"] = known["parameters"][parameter["name"]]
        if known["answer"]:
            content = operation["responses"]["200"]["content"]
            content["application/json"]["example"] = known["answer"]
    return result


def _operations(result: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in result["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _described(names: tuple[str, ...], headers: tuple[str, ...]) -> dict[str, Any]:
    kinds = [PROBLEMS[name] for name in names]
    return {
        "description": " ".join(f"{kind.title}: {kind.meaning}" for kind in kinds),
        "headers": SUCCESS_HEADERS
        | {_spelt(name): {"$ref": f"#/components/headers/{name}"} for name in headers},
        "content": {
            "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {kind.name: {"value": _instance(kind)} for kind in kinds},
            }
        },
    }


def _spelt(name: str) -> str:
    return {"RetryAfter": "Retry-After", "ContentRange": "Content-Range"}.get(name, name)


def _instance(kind: ProblemKind) -> dict[str, Any]:
    return {
        "type": f"https://registry.example.org/api/v1/problems/{kind.name}/",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.remedy,
        "request_id": EXAMPLE_ID,
    }


@cache
def _examples() -> dict[str, Any]:
    return json.loads(EXAMPLES.read_text()) if EXAMPLES.exists() else {}
