"""Released files over HTTP: whole, in parts, not at all if they are known, and never altered."""

import io
import os
import zipfile

import pytest

from curation.actions import withdraw_release
from curation.api import unaltered
from tests import factories

pytestmark = pytest.mark.django_db
README = "/api/v1/releases/v2026.11/files/README.md"
PARQUET = "/api/v1/releases/v2026.11/files/parquet/statuses/0.parquet"
CONTENT = bytes(range(256)) * 40
SIZE = len(CONTENT)


@pytest.fixture(autouse=True)
def release(seeded):
    return factories.release("v2026.11")


@pytest.fixture
def ask(client):
    def asked(address, **headers):
        return client.get(address, headers={k.replace("_", "-"): v for k, v in headers.items()})

    return asked


def test_a_file_is_what_was_built(ask, release):
    response = ask(PARQUET)

    assert response.getvalue() == CONTENT
    assert response["Content-Type"] == "application/vnd.apache.parquet"
    assert response["Content-Length"] == str(SIZE)
    assert response["Accept-Ranges"] == "bytes"
    assert response["ETag"] == f'"{release.files.get(path="parquet/statuses/0.parquet").sha256}"'
    assert response["Cache-Control"] == "public, max-age=31536000, immutable, no-transform"
    assert response["Content-Disposition"] == 'attachment; filename="0.parquet"'


def test_the_archive_is_at_an_address_of_its_own(ask):
    response = ask("/api/v1/releases/v2026.11/archive/")

    assert response["Content-Disposition"] == 'attachment; filename="sco-registry-v2026.11.zip"'
    assert zipfile.ZipFile(io.BytesIO(response.getvalue())).namelist() == ["README.md"]


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=10000-", 10000, SIZE),
        ("bytes=-7", SIZE - 7, SIZE),
        ("bytes=-999999", 0, SIZE),
        ("bytes=0-999999", 0, SIZE),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
    ],
)
def test_a_range_is_answered_by_that_part(ask, asked, start, stop):
    response = ask(PARQUET, Range=asked)

    assert response.status_code == 206
    assert response.getvalue() == CONTENT[start:stop]
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert response["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0"])
def test_a_range_behind_the_end_is_refused_with_the_size(ask, asked):
    response = ask(PARQUET, Range=asked)

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"].endswith("/problems/range-not-satisfiable/")


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-6", "lines=0-1", "bytes=5-1", "bytes=a-b", "bytes", "", "bytes=--1"]
)
def test_what_is_no_single_range_gets_all_of_the_file(ask, asked):
    response = ask(PARQUET, Range=asked)

    assert (response.status_code, response.getvalue()) == (200, CONTENT)
    assert "Content-Range" not in response


def test_a_transfer_is_resumed_if_the_file_is_the_same(ask, client):
    tag = client.head(PARQUET)["ETag"]

    same = ask(PARQUET, Range="bytes=5-9", If_Range=tag)
    other = ask(PARQUET, Range="bytes=5-9", If_Range='"another"')
    weak = ask(PARQUET, Range="bytes=5-9", If_Range=f"W/{tag}")
    dated = ask(PARQUET, Range="bytes=5-9", If_Range="Sat, 01 Jan 2050 00:00:00 GMT")

    assert [len(each.getvalue()) for each in (same, other, weak, dated)] == [5, SIZE, SIZE, SIZE]
    assert [each.status_code for each in (same, other, weak, dated)] == [206, 200, 200, 200]


def test_who_has_the_file_is_told_so(ask, client):
    tag = client.head(PARQUET)["ETag"]

    for headers in ({"If_None_Match": tag}, {"If_None_Match": f'"x", {tag}', "Range": "bytes=1-2"}):
        response = ask(PARQUET, **headers)
        assert (response.status_code, response["ETag"]) == (304, tag)


def test_head_tells_what_get_would(client):
    got, head = client.get(PARQUET), client.head(PARQUET)

    assert (got.getvalue(), head.getvalue()) == (CONTENT, b"")
    named = ("Content-Length", "Content-Type", "ETag", "Accept-Ranges")
    assert [head[name] for name in named] == [got[name] for name in named]


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "identity"])
def test_texts_are_not_compressed_on_the_way(ask, coding, release):
    """Ranges are of the bytes whose sum is the validator."""
    response = ask(README, Accept_Encoding=coding)

    assert "Content-Encoding" not in response
    assert response["ETag"] == f'"{release.files.get(path="README.md").sha256}"'
    assert len(response.getvalue()) == int(response["Content-Length"])


def test_a_file_has_one_form_whatever_accept_says(ask):
    assert ask(PARQUET, Accept="text/csv").getvalue() == CONTENT
    assert ask(f"{PARQUET}?format=json").status_code == 400


def test_a_withdrawn_release_is_still_handed_out(ask, release):
    withdraw_release(release, by=release.released_by, reason="Wrong.")

    response = ask(PARQUET)

    assert response.getvalue() == CONTENT
    assert response["Link"] == ('<http://testserver/api/v1/releases/v2026.11/>; rel="describedby"')


@pytest.mark.parametrize(
    "path",
    ["nothing.csv", "../2026.11/README.md", "%2e%2e/secret", "parquet/", "%00", "README.md/x"],
)
def test_what_is_no_file_of_the_release_is_not_found(client, path):
    response = client.get(f"/api/v1/releases/v2026.11/files/{path}", follow=True)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_a_lost_file_is_our_failure_and_is_logged(client, releases_folder, caplog):
    (releases_folder / "v2026.11" / "README.md").unlink()

    response = client.get(README)

    assert response.status_code == 503
    assert response.json()["type"].endswith("/problems/store-unavailable/")
    assert response["Retry-After"] == "60"
    assert "v2026.11/README.md" in caplog.text


def test_a_file_that_nobody_reads_on_is_closed(client):
    """As the server does when a client goes away; an open file would be a warning, thus fail."""
    response = client.get(PARQUET)

    response.close()


@pytest.mark.parametrize("asked", [{}, {"Range": "bytes=0-3"}], ids=["whole", "part"])
@pytest.mark.parametrize(
    "alter", [lambda old: b"short", lambda old: b"X" + old[1:], lambda old: old + b"."]
)
def test_an_altered_file_is_not_handed_out_under_the_released_sum(
    client, releases_folder, alter, asked
):
    path = releases_folder / "v2026.11" / "README.md"
    released = path.read_bytes()
    first = client.get(README, headers=asked).getvalue()

    path.write_bytes(alter(released))
    refused = client.get(README, headers=asked)

    assert refused.status_code == 503
    assert refused.json()["type"].endswith("/problems/released-file-altered/")
    assert "README.md of release v2026.11" in refused.json()["detail"]
    assert "ETag" not in refused.headers
    assert client.head(README).status_code == 503

    path.write_bytes(released)
    assert client.get(README, headers=asked).getvalue() == first


def test_a_file_is_read_for_its_sum_once_and_again_only_when_it_has_changed(
    client, releases_folder, monkeypatch
):
    read = []
    monkeypatch.setattr(unaltered, "damage_of", lambda file: read.append(file.path) or "")
    path = releases_folder / "v2026.11" / "README.md"

    client.get(README).getvalue()
    client.get(README).getvalue()
    assert read == ["README.md"]

    os.utime(path)
    client.get(README).getvalue()
    assert read == ["README.md"] * 2


def test_nothing_is_written(client):
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(PARQUET).status_code == 405


def test_pages_of_any_origin_may_read_ranges(client):
    allowed = client.options(PARQUET, headers={"Origin": "https://example.org"})

    assert allowed["Access-Control-Allow-Origin"] == "*"
    assert "Range" in allowed["Access-Control-Allow-Headers"].split(", ")
    assert "Content-Range" in allowed["Access-Control-Expose-Headers"].split(", ")
