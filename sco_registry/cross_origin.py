"""Pages of any origin may read the API: no account, no cookie, nothing to protect from them."""

from typing import Any

from corsheaders.conf import conf
from corsheaders.middleware import CorsMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

__all__ = ["ReadableFromAnywhere"]


class ReadableFromAnywhere(CorsMiddleware):
    """The same headers whether or not a page asks, so that a CDN keeps one copy of an answer.

    The library sends them only to requests with an ``Origin`` and adds ``Vary: Origin``, which
    would store every answer once for each site that reads it.
    """

    def add_response_headers(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        """Add the headers to answers at the addresses of ``CORS_URLS_REGEX``."""
        if not request._cors_enabled:
            return response
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = ", ".join(conf.CORS_EXPOSE_HEADERS)
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = ", ".join(conf.CORS_ALLOW_METHODS)
            response.headers["Access-Control-Allow-Headers"] = ", ".join(conf.CORS_ALLOW_HEADERS)
            response.headers["Access-Control-Max-Age"] = str(conf.CORS_PREFLIGHT_MAX_AGE)
        return response
