"""The examples of the API's description are the record's own, and still what it answers."""

import json
import os

import jsonschema
import pytest
from drf_spectacular.generators import SchemaGenerator

from curation.actions import bootstrap_account
from curation.api.description import EXAMPLES
from tests import factories
from tests.contract.hooks import NEEDED
from tests.curation.api.real_examples import MOMENT, NONE, Finder, answers_in_json, settled

RENEW = (
    "The record or the API answers otherwise than the examples say. If that is meant, renew them "
    "and then the snapshot of the description:\n    RENEW_EXAMPLES=1 .venv/bin/python -m pytest "
    f"{os.path.relpath(__file__)}"
)
# Of another form of the answer; or of a moment that may be before this record was published.
NOT_IN_JSON = {"format", "raw", "before", "known_at", "recorded_from_after", "recorded_from_before"}


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


@pytest.fixture
def released(seeded):
    """Two releases of the shipped record: as it was half-way, and as it is."""
    for identifier, at in (("v2026.10", 100), ("v2026.11", None)):
        factories.release(identifier, at=at, by=bootstrap_account(), notes="Of examples.")


def operations(schema):
    """Return the operations that answer in JSON."""
    every = [(path, item["get"]) for path, item in schema["paths"].items()]
    return [(path, operation) for path, operation in every if answers_in_json(operation)]


def test_the_examples_are_what_the_api_answers(released, get, get_csv, schema):
    found = Finder(schema, get, get_csv).examples()

    if os.environ.get("RENEW_EXAMPLES"):
        EXAMPLES.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    assert found == json.loads(EXAMPLES.read_text()), RENEW


def test_every_operation_shows_its_answer_and_every_parameter_a_value(schema):
    for path, operation in operations(schema):
        content = operation["responses"]["200"]["content"]["application/json"]
        assert content["example"], path
        for parameter in operation.get("parameters", ()):
            assert ("example" in parameter) != (parameter["name"] in NONE), (path, parameter)


def test_examples_have_the_form_that_is_promised(schema):
    components = {"components": json.loads(json.dumps(schema["components"]))}
    for _, operation in operations(schema):
        content = operation["responses"]["200"]["content"]["application/json"]
        promised = [(content["schema"], content["example"])]
        promised += [
            (parameter["schema"], parameter["example"])
            for parameter in operation.get("parameters", ())
            if "example" in parameter
        ]
        for form, example in promised:
            form = json.loads(json.dumps(form)) | components
            jsonschema.Draft202012Validator(form).validate(example)


def test_every_example_is_understood_and_finds_something(released, get, schema):
    empty = []
    for path, operation in operations(schema):
        shown = {
            each["name"]: each["example"]
            for each in operation.get("parameters", ())
            if "example" in each and each["in"] == "query"
        }
        known = json.loads(EXAMPLES.read_text())[path]
        address = path.removeprefix("/api/v1/").format_map(known["parameters"])
        for name, value in shown.items():
            if name in NOT_IN_JSON or name in known["made_up"]:
                continue
            needs = {other: shown[other] for key, other in NEEDED.items() if key == name}
            answer = get(address, **{name: value}, **needs)
            # No position of the shipped record is certain to have been held on one day, a state
            # alone makes no dyad, and in the last year nobody need have moved.
            of_last_year = path.endswith("comparison/") and name not in ("a", "b")
            excused = of_last_year or "valid_at" in {name, *needs}
            excused = excused or (path.endswith("dyads/") and name == "actor")
            if answer.get("results") == [] and not excused:
                empty.append((path, name, value))

    assert empty == []


def test_what_changes_from_one_publication_to_the_next_is_settled():
    answer = {
        "permalink": "http://testserver/api/v1/?known_at=2026-11-24T13%3A01%3A02.123456Z",
        "next": "http://testserver/api/v1/?cursor=cD0x&page_size=1",
        "results": [1, 2, 3],
    }

    assert settled(answer) == {
        "permalink": f"https://registry.example.org/api/v1/?known_at={MOMENT}",
        "next": "https://registry.example.org/api/v1/?cursor=WyIxMDAiXQ&page_size=1",
        "results": [1, 2],
    }
