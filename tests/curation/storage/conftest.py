"""A store that speaks S3, running on this machine."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

BUCKET = "released"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of a server that behaves as S3 does."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(
    endpoint: str, settings: Any, monkeypatch: pytest.MonkeyPatch, releases_folder: Any
) -> Any:
    """An empty bucket, in which released files are kept."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    options = {"endpoint_url": endpoint, "region_name": "us-east-1"}
    bucket = boto3.resource("s3", **options).Bucket(BUCKET)
    bucket.create()
    store = {
        "BACKEND": "curation.storage.s3.BucketStorage",
        "OPTIONS": {"bucket_name": BUCKET, "location": "sco", **options},
    }
    settings.STORAGES = settings.STORAGES | {"releases": store}
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()
