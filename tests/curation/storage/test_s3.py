"""Released files in a store that speaks S3: a real server, asked over HTTP."""

import pytest
from django.core.files.storage import storages

from curation.actions.releasing import damages_of
from curation.models import Release
from tests import factories

CONTENT = bytes(range(256)) * 40
PARQUET = "parquet/statuses/0.parquet"
ADDRESS = f"/api/v1/releases/v2026.11/files/{PARQUET}"


@pytest.fixture
def release(seeded, bucket):
    return factories.release("v2026.11")


def test_the_files_of_a_release_lie_in_the_bucket(release, bucket):
    keys = sorted(each.key for each in bucket.objects.all())

    assert keys == [f"sco/v2026.11/{each.path}" for each in release.files.order_by("path")]
    assert damages_of(release) == []


def test_a_file_is_handed_out_whole_and_in_parts(release, client):
    whole = client.get(ADDRESS)
    part = client.get(ADDRESS, headers={"Range": "bytes=300-309"})

    assert whole.getvalue() == CONTENT
    assert (part.status_code, part.getvalue()) == (206, CONTENT[300:310])


def test_only_the_part_asked_for_is_fetched_from_the_store(release, client):
    asked = []
    store = storages["releases"]
    events = store.connection.meta.client.meta.events
    events.register("before-send.s3", lambda request, **_: asked.append(request.headers["Range"]))

    client.get(ADDRESS, headers={"Range": "bytes=300-309"}).getvalue()

    assert asked == [b"bytes=300-309"]


def test_a_changed_byte_in_the_bucket_is_found(release, bucket):
    bucket.Object(f"sco/v2026.11/{PARQUET}").put(Body=CONTENT[:-1] + b"x")

    (damage,) = damages_of(release)

    assert damage.path == PARQUET
    assert "instead of" in damage.message


def test_a_file_lost_from_the_bucket_is_found_and_not_handed_out(release, bucket, client):
    bucket.Object(f"sco/v2026.11/{PARQUET}").delete()

    (damage,) = damages_of(release)

    assert (damage.path, "cannot be read" in damage.message) == (PARQUET, True)
    assert client.get(ADDRESS).status_code == 503


@pytest.mark.parametrize("content", [CONTENT[:100], CONTENT[:-1] + b"x"])
def test_an_object_put_instead_of_a_released_file_is_not_handed_out(
    release, bucket, client, content
):
    bucket.Object(f"sco/v2026.11/{PARQUET}").put(Body=content)

    refused = client.get(ADDRESS)

    assert refused.status_code == 503
    assert refused.json()["type"].endswith("/problems/released-file-altered/")


def test_one_that_is_given_up_leaves_nothing_in_the_bucket(seeded, bucket):
    class GivenUp(Exception):
        pass

    def progress(deed, done, total):
        if deed == "Verifying the files":
            raise GivenUp

    with pytest.raises(GivenUp):
        factories.release("v2026.11", progress=progress)

    assert list(bucket.objects.all()) == []
    assert not Release.objects.exists()


def test_a_store_that_does_not_answer_prevents_a_release(seeded, bucket, settings):
    options = settings.STORAGES["releases"]["OPTIONS"] | {"endpoint_url": "http://127.0.0.1:9"}
    store = settings.STORAGES["releases"] | {"OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"releases": store}

    with pytest.raises(OSError, match="The store cannot do what is asked"):
        factories.release("v2026.11")

    assert not Release.objects.exists()
