"""Static files under names that change with their content, each also compressed beforehand."""

from typing import Any

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

__all__ = ["StaticFiles"]

# The best, 11, makes the first start minutes longer; 5 is smaller than gzip's best, and quicker.
QUALITY = 5


class _QuickCompressor(Compressor):
    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=QUALITY)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, with a quality of Brotli that nobody has to wait for."""

    def create_compressor(self, **options: Any) -> Compressor:
        """Return what compresses each file as Brotli and as gzip."""
        return _QuickCompressor(**options)
