"""Released files in a bucket of a store that speaks S3."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from .stretches import Stretch

__all__ = ["BucketStorage"]

SUM = "sha256"


@contextmanager
def _as_os_errors(name: str) -> Iterator[None]:
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise OSError(f"The store cannot do what is asked with {name}: {error}") from error


class BucketStorage(S3Storage):
    """A bucket; whoever has its name and a key may serve the same releases."""

    def __init__(self, **settings: Any) -> None:
        """Ask with little patience, and stores of others by path: few have a host per bucket."""
        style = "path" if settings.get("endpoint_url") else "auto"
        client = Config(
            connect_timeout=5,
            read_timeout=30,
            retries={"total_max_attempts": 3},
            s3={"addressing_style": style},
        )
        super().__init__(**{"client_config": client} | settings)

    def stretch(self, name: str, start: int, length: int) -> Stretch:
        """Return ``length`` bytes of a file from ``start`` on; they are asked for at once.

        Raises:
            OSError: there is no such file, or the store does not answer.
        """
        asked = {"Range": f"bytes={start}-{start + length - 1}"} if length else {}
        with _as_os_errors(name):
            key = self._normalize_name(clean_name(name))
            client = self.connection.meta.client  # One for each thread.
            told = client.get_object(Bucket=self.bucket_name, Key=key, **asked)
        body = told["Body"]

        def read(size: int) -> bytes:
            with _as_os_errors(name):
                return body.read(size)

        declared = told.get("Metadata", {}).get(SUM, "")
        return Stretch(read, body.close, length, state=told["ETag"], declared=declared)

    def _get_write_parameters(self, name: str, content: Any = None) -> dict[str, Any]:
        """Keep the sum of what is stored with it: whatever replaces it has another, or none."""
        given = super()._get_write_parameters(name, content)
        if content is None:
            return given
        content.seek(0)
        summed = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        return given | {"Metadata": {SUM: summed}}

    def _save(self, name: str, content: Any) -> str:
        with _as_os_errors(name):
            return super()._save(name, content)

    def exists(self, name: str) -> bool:
        """Tell whether there is such a file."""
        with _as_os_errors(name):
            return super().exists(name)

    def size(self, name: str) -> int:
        """Return how many bytes a file has."""
        with _as_os_errors(name):
            return super().size(name)

    def delete(self, name: str) -> None:
        """Remove a file."""
        with _as_os_errors(name):
            super().delete(name)
