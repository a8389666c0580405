"""The files of releases, whole or in parts."""

import logging
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from ...asking import FOR_EVER
from ...models import ReleaseFile
from ..answers import Problem
from ..errors import Unavailable
from ..problems import PROBLEMS, problem_response
from ..ranges import Unsatisfiable, Wanted, wanted
from ..releases import released
from ..unaltered import unaltered
from .releases import PROBLEM, naming
from .root import CheckedView

__all__ = ["ReleaseArchiveView", "ReleasedFileView"]

logger = logging.getLogger(__name__)

READ_IN_BROWSERS = ("text/plain", "text/markdown", "application/json")
FILE = (
    "The file; its `ETag` is its SHA-256. `Range` asks for a part of it, which is answered by 206."
)
# What files of a release can be: what `releases.archive` knows by their endings.
FILE_TYPES = (
    "application/zip", "application/vnd.apache.parquet", "text/csv", "text/markdown", "text/plain",
    "application/json", "application/yaml", "application/x-bibtex",
    "application/x-research-info-systems",
)  # fmt: skip
PROBLEMS_OF_FILES = {
    (400, "application/problem+json"): PROBLEM,
    (404, "application/problem+json"): PROBLEM,
    (416, "application/problem+json"): OpenApiResponse(
        Problem, "The range begins behind the end of the file."
    ),
}


def answers(media_types: tuple[str, ...]) -> dict[tuple[int, str], OpenApiResponse]:
    """Describe a file that can be of these types, and a part of it."""
    whole = {(200, each): OpenApiResponse(OpenApiTypes.BINARY, FILE) for each in media_types}
    told = OpenApiResponse(OpenApiTypes.BINARY, "The part asked for.")
    return whole | {(206, each): told for each in media_types} | PROBLEMS_OF_FILES


IDENTIFIER = naming("identifier", "Year and month, like `v2026.11`.")


class ReleasedFileView(CheckedView):
    """A file of a release. It never changes, even if the release is withdrawn."""

    takes = ()

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        """Answer with the file whatever `Accept` says: it has one form; only problems are JSON."""
        return JSONRenderer(), JSONRenderer.media_type

    @extend_schema(
        parameters=[
            IDENTIFIER,
            OpenApiParameter(
                "path", str, "path", description="Below the release: see its `files`."
            ),
        ],
        responses=answers(FILE_TYPES),
        operation_id="released_file",
        tags=["releases"],
        summary="A file of a release, whole or in parts",
    )
    def get(self, request: Request, identifier: str, path: str) -> HttpResponseBase:
        """Return the file, or the part of it that `Range` asks for (RFC 9110, 14).

        One range at a time; whoever asks for several gets all of the file. `If-Range` and
        `If-None-Match` take the `ETag`.
        """
        return self.answer(self.file(identifier, path))

    def file(self, identifier: str, path: str) -> ReleaseFile:
        """Return the file that the address names.

        Raises:
            NotFound: there is no such release, or no such file in it.
        """
        release = released(identifier)
        file = release.files.filter(path=path).first() if "\0" not in path else None
        if file is None:
            here = reverse("release", kwargs={"identifier": identifier})
            raise NotFound(f"Release {release} has no such file; {here} lists those it has.")
        file.release = release
        return file

    def answer(self, file: ReleaseFile) -> HttpResponseBase:
        """Return the file, a part of it, or that the reader has it already."""
        tag = f'"{file.sha256}"'
        try:
            part = wanted(self.request, file.size, tag)
        except Unsatisfiable:
            detail = f"The file has {file.size} bytes; the requested range begins beyond them."
            response = problem_response(self.request, PROBLEMS["range-not-satisfiable"], detail)
            response.headers["Content-Range"] = f"bytes */{file.size}"
            return response
        known = get_conditional_response(self.request, etag=tag)
        return self.described(known or self.sent(file, part), file, tag)

    def sent(self, file: ReleaseFile, part: Wanted) -> HttpResponseBase:
        """Return the bytes that are wanted.

        Raises:
            Unavailable: the store does not give them out, or has others.
        """
        response = StreamingHttpResponse(
            self.bytes_of(file, part),
            status=206 if part.is_part else 200,
            content_type=_in_utf_8(file.media_type),
            headers={"Content-Length": str(part.length)},
        )
        if part.is_part:
            response.headers["Content-Range"] = part.content_range
        return response

    def bytes_of(self, file: ReleaseFile, part: Wanted) -> Iterable[bytes]:
        """Return the bytes as the store hands them out; the first are asked for at once."""
        try:
            stretch = unaltered(file, part.start, part.length)
        except OSError as error:
            logger.error("The store does not give out %s: %s", file.stored_as, error)
            detail = "The store of the released files does not give it out. Try again later."
            raise Unavailable(PROBLEMS["store-unavailable"], detail, wait=60) from error
        if self.request.method == "HEAD":
            stretch.close()
            return ()
        return stretch

    def described(
        self, response: HttpResponse | Any, file: ReleaseFile, tag: str
    ) -> HttpResponseBase:
        """Tell caches and readers what the file is, and that it lasts."""
        release = reverse("release", kwargs={"identifier": file.release.identifier})
        name = file.path.rpartition("/")[2]
        shown = "inline" if file.media_type.split(";")[0] in READ_IN_BROWSERS else "attachment"
        told = {
            "ETag": tag,
            "Accept-Ranges": "bytes",
            "Cache-Control": f"{FOR_EVER}, no-transform",
            "Content-Disposition": f'{shown}; filename="{name}"',
            "Link": f'<{self.request.build_absolute_uri(release)}>; rel="describedby"',
        }
        for header, value in told.items():
            response.headers[header] = value
        return response


def _in_utf_8(media_type: str) -> str:
    """Say in what texts are written, if the type does not."""
    is_bare_text = media_type.startswith("text/") and ";" not in media_type
    return f"{media_type}; charset=utf-8" if is_bare_text else media_type


class ReleaseArchiveView(ReleasedFileView):
    """The archive of a release: everything, in one file."""

    @extend_schema(
        parameters=[IDENTIFIER],
        responses=answers(("application/zip",)),
        operation_id="release_archive",
        tags=["releases"],
        summary="Everything of a release in one file",
    )
    def get(self, request: Request, identifier: str) -> HttpResponseBase:
        """Return the zip with all tables, documents and descriptions of a release.

        It takes ranges as any of its files does: a transfer that broke off can be resumed.
        """
        return self.answer(self.file(identifier, released(identifier).archive))
