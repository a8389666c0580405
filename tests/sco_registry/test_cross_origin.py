"""Pages of any origin read the API, and nothing else."""

import pytest

pytestmark = pytest.mark.django_db
READABLE = ["/api/v1/", "/api/v1/statuses/?page_size=1", "/api/v1/nowhere/", "/healthz"]


@pytest.mark.parametrize("address", READABLE)
def test_any_page_may_read(seeded, client, address):
    response = client.get(address, headers={"origin": "https://atlas.example.org"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Link", "Retry-After", "X-Request-ID", "X-Total-Count"} < set(
        response["Access-Control-Expose-Headers"].split(", ")
    )


@pytest.mark.parametrize("address", READABLE)
def test_caches_need_one_copy_for_all_origins(seeded, client, address):
    asked = client.get(address, headers={"origin": "https://atlas.example.org"})
    unasked = client.get(address)

    assert "origin" not in asked.get("Vary", "").lower()
    for name in ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers"):
        assert asked[name] == unasked[name]


def test_browsers_learn_beforehand_what_they_may_do(client):
    response = client.options(
        "/api/v1/statuses/",
        headers={
            "origin": "https://atlas.example.org",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )

    assert response.status_code == 200
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]
    assert response["Access-Control-Max-Age"] == "86400"
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("address", ["/", "/admin/login/", "/metrics"])
def test_the_rest_is_for_its_own_pages(seeded, client, address):
    response = client.get(address, headers={"origin": "https://atlas.example.org"})

    assert "Access-Control-Allow-Origin" not in response
