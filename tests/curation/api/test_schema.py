"""The contract: what OpenAPI says is frozen, and true."""

from pathlib import Path

import jsonschema
import pytest
import yaml
from django.core.management import call_command
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

from curation.actions import withdraw_release
from tests import factories

SNAPSHOT = Path(__file__).parents[2] / "snapshots" / "openapi.yaml"
RENEW = (
    "The API's description has changed. If that is meant, renew the snapshot and let the commit "
    "say why:\n    .venv/bin/python manage.py spectacular --file tests/snapshots/openapi.yaml"
)


@pytest.fixture(scope="module")
def described():
    GENERATOR_STATS.reset()
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return schema, GENERATOR_STATS._warn_cache, GENERATOR_STATS._error_cache


def test_the_description_comes_without_warnings(described):
    _, warnings, errors = described

    assert not warnings
    assert not errors


def test_the_description_is_the_one_agreed_upon(tmp_path):
    now = tmp_path / "openapi.yaml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(now))

    assert now.read_text() == SNAPSHOT.read_text(), RENEW


def check(promised, schema, answer):
    """Hold an answer to what is promised of it."""
    whole = {**promised, "components": schema["components"]}
    plain = yaml.safe_load(yaml.safe_dump(_plain(whole)))
    jsonschema.Draft202012Validator(plain).validate(answer)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        *((f"/api/v1/{name}/", f"{name}/") for name in (
            "statuses", "statements", "positions", "events", "figures", "actors", "sources",
            "status-types", "issues", "indicators", "citations", "records",
        )),
        ("/api/v1/actors/{slug}/", "actors/belarus/"),
        ("/api/v1/sources/{slug}/", "sources/asia-plus-2024-06-13/"),
        ("/api/v1/changes/", "changes/?page_size=1000"),
        ("/api/v1/changes/", "changes/?page_size=1000&with=patch"),
        (
            "/api/v1/records/{uuid}/revisions/{number}/",
            "records/a1a58b10-c9e4-59aa-8a76-0cf4ee1c33bd/revisions/1/",
        ),
        ("/api/v1/releases/", "releases/"),
        ("/api/v1/releases/{identifier}/", "releases/v2026.11/"),
        ("/api/v1/releases/{earlier}/diff/{later}/", "releases/v2026.10/diff/v2026.11/"),
    ],
)  # fmt: skip
def test_answers_are_as_described(get, described, path, address):
    if path.startswith("/api/v1/releases/"):
        withdrawn = factories.release("v2026.10", at=100)
        withdraw_release(withdrawn, by=withdrawn.released_by, reason="Wrong.")
        factories.release("v2026.11")
    schema = described[0]
    content = schema["paths"][path]["get"]["responses"]["200"]["content"]
    promised = content["application/json"]["schema"]
    answer = get(address)

    check(promised, schema, answer)
    if "extent" in answer:
        page = schema["components"]["schemas"][promised["$ref"].rpartition("/")[2]]
        whole = page["properties"]["results"]["items"]["anyOf"][0]
        check({"type": "array", "items": whole}, schema, answer["results"])


def test_all_that_answers_hold_is_described(get, described):
    components = described[0]["components"]["schemas"]

    for name, collection in (("StatusEntry", "statuses"), ("ActorEntry", "actors")):
        assert set(get(f"{collection}/")["results"][0]) == set(components[name]["properties"])


@pytest.mark.parametrize("address", ["docs/", "docs/redoc/"])
def test_the_documentation_needs_no_other_server(seeded, client, address):
    page = client.get(f"/api/v1/{address}").content.decode()

    assert "drf_spectacular_sidecar" in page
    assert "https://cdn" not in page
    assert 'src="http' not in page


def _plain(node):
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_plain(each) for each in node]
    return str(node) if isinstance(node, str) else node
