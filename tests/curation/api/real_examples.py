"""Finds the examples of the API's description by asking the API, with the shipped record published.

What differs from one publication of the record to the next, moments and digests, is replaced
by values that never change.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["Finder", "answers_in_json", "settled"]

HOST = "https://registry.example.org"
MOMENT = "2026-11-24T12:00:00Z"
DIGEST = "5f8c6b2d0f4a9e7136cb58d1e0a2947f3c1b60d8a59e4f72be03d6c817a92f45"
MOST_ITEMS = 2  # of a list in an answer; what is shown is a form, not a harvest

FIXED = {
    "valid_at": "2024-06-12",
    "a": "2016-01-01",
    "b": "2024-06-12",
    "extent": "definite",
    "known_at": MOMENT,
    "recorded_from_after": MOMENT,
    "recorded_from_before": MOMENT,
    "page_size": 10,
    "raw": "1",
    "ordering": "-revision",
    "rule": "last",
    "from": "2001",
    "to": "2026",
    "with": "patch",
    "after": 0,
    "before": 100,
    "number": 1,
    "identifier": "v2026.11",
    "earlier": "v2026.10",
    "later": "v2026.11",
    "path": "README.md",
}
OF_MEMBERSHIP = {"organization": "sco", "actor": "china", "unit": "year", "basis": "decision"}
# What an answer is asked with: of memberships, the default would follow the calendar.
ASKED = {"page_size": 1}
TODAY = ("from", "to", "valid_at", "a", "b")
# Cursors are given out, never made up.
NONE = {"cursor"}

Ask = Callable[..., Any]


def settled(answer: Any) -> Any:
    """Return an answer without what no two publications of the record have in common."""
    match answer:
        case dict():
            return {key: settled(value) for key, value in answer.items()}
        case list():
            return [settled(value) for value in answer[:MOST_ITEMS]]
        case str():
            text = answer.replace("http://testserver", HOST)
            text = re.sub(r"\d{4}-\d\d-\d\dT\d\d(:|%3A)\d\d\1\d\d(\.\d+)?(Z|\+00:00)", MOMENT, text)
            text = re.sub(r"\b[0-9a-f]{64}\b", DIGEST, text)
            return re.sub(r"cursor=[^&]+", "cursor=WyIxMDAiXQ", text)
        case _:
            return answer


def answers_in_json(operation: dict[str, Any]) -> bool:
    """Tell whether an operation answers with JSON of its own, rather than with a file."""
    content = operation["responses"]["200"]["content"].get("application/json")
    return content is not None and content["schema"].get("format") != "binary"


class Finder:
    """Examples of the parameters and the answer of every operation."""

    def __init__(self, schema: dict[str, Any], ask: Ask, ask_csv: Ask) -> None:
        """Take the description, and ways to ask the API for JSON and for CSV."""
        self.schema, self.ask, self.ask_csv = schema, ask, ask_csv
        self.rows: dict[str, list[dict[str, str]]] = {}

    def examples(self) -> dict[str, Any]:
        """Return path → ``parameters`` (by name), those ``made_up``, and ``answer``."""
        return {path: self.of(path, item["get"]) for path, item in self.schema["paths"].items()}

    def of(self, path: str, operation: dict[str, Any]) -> dict[str, Any]:
        """Return the examples of one operation."""
        declared = operation.get("parameters", [])
        self.made: list[str] = []
        found = {each["name"]: self.value(path, each) for each in declared}
        parameters = {name: value for name, value in found.items() if name not in NONE}
        address = path.removeprefix("/api/v1/").format_map(parameters)
        if not answers_in_json(operation):
            return {"parameters": parameters, "made_up": self.made, "answer": None}
        asked = {name: value for name, value in ASKED.items() if name in parameters}
        if "/membership/" in path:
            asked |= {name: FIXED[name] for name in TODAY if name in parameters}
        answer = settled(self.ask(address, **asked))
        return {"parameters": parameters, "made_up": self.made, "answer": answer}

    def value(self, path: str, parameter: dict[str, Any]) -> Any:
        """Return an example of one parameter; of a repeatable one, a list of one."""
        schema, name = parameter["schema"], parameter["name"]
        if schema.get("type") == "array":
            return [self.single(path, name, schema["items"])]
        return self.single(path, name, schema)

    def single(self, path: str, name: str, schema: dict[str, Any]) -> Any:
        """Return one value: the record's own, where it has any."""
        if "/membership/" in path and name in OF_MEMBERSHIP:
            return OF_MEMBERSHIP[name]
        if name in FIXED and (name != "ordering" or FIXED[name] in schema["enum"]):
            return FIXED[name]
        if name == "format":
            return schema["enum"][0]
        if names := re.match(r"\^\(([^)]+)\)\(,", schema.get("pattern", "")):
            return ",".join(names[1].split("|")[:2])
        if "/problems/" in path:
            return "too-many-requests"
        if (found := next(self.candidates(path, name, schema), None)) is not None:
            return found
        if name not in NONE:
            self.made.append(name)
        return made_up(schema)

    def candidates(self, path: str, name: str, schema: dict[str, Any]) -> Iterator[Any]:
        """Yield values that the record has: facets first, then cells of the table."""
        collection = path.removeprefix("/api/v1/").split("/")[0]
        if collection in ("changes", "membership", "releases"):
            yield from schema.get("enum", ())
            collection = "records"
        in_path = f"{{{name}}}" in path
        column = "id" if in_path and name == "uuid" else name
        if name == "q":
            yield self.word(collection)
        if name.endswith("_before"):  # The end is not included: beyond the last.
            yield from ["2030-01-01"] * bool(self.cells(collection, name.removesuffix("_before")))
        cells = self.cells(collection, re.sub("_(min|max|after)$", "", column))
        if name.endswith("_after"):
            cells = sorted(cells)
        for cell in cells:
            value = cell.split(";")[0].split(" | ")[0]
            yield float(value) if schema.get("type") == "number" else value

    def cells(self, collection: str, column: str) -> list[str]:
        """Return what stands in a column of a collection, most frequent first."""
        if collection not in self.rows:
            self.rows[collection] = self.ask_csv(f"{collection}/")
        if column in self.ask_facets(collection):
            return [each["value"] for each in self.facets(collection, column) if each["value"]]
        cells = [row[column] for row in self.rows[collection] if row.get(column)]
        return sorted(set(cells), key=lambda cell: (-cells.count(cell), cell))

    def ask_facets(self, collection: str) -> list[str]:
        """Return what a collection can be counted by."""
        for each in self.schema["paths"][f"/api/v1/{collection}/"]["get"]["parameters"]:
            if each["name"] == "facets":
                return re.match(r"\^\(([^)]+)\)", each["schema"]["pattern"])[1].split("|")
        return []

    def facets(self, collection: str, name: str) -> list[dict[str, Any]]:
        """Return the values of a facet with their counts."""
        return self.ask(f"{collection}/", page_size=1, facets=name)["facets"][name]

    def word(self, collection: str) -> str:
        """Return a long word of what a collection's first entry says of itself."""
        row = self.rows.setdefault(collection, self.ask_csv(f"{collection}/"))[0]
        text = row.get("label") or row.get("name") or row.get("title") or row["quote"]
        return max(re.findall("[A-Za-z]+", text), key=len)


def made_up(schema: dict[str, Any]) -> Any:
    """Return a value of the right form, for what the shipped record has none of."""
    if "enum" in schema:
        return schema["enum"][0]
    by_form = {
        "date": "2024-06-12",
        "uuid": "59301e62-9c3e-5d30-a966-f5ff79a9ccf8",
        "number": 1,
    }
    in_capitals = schema.get("pattern", "").startswith(("^[A-Za-z]{3}", "^[0-9]{1,4}"))
    return by_form.get(schema.get("format", schema["type"]), "CHN" if in_capitals else "belarus")
