"""The kinds of problem that the API answers with (RFC 9457), each with an address of its own."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

__all__ = ["PROBLEMS", "ProblemKind", "kind_of_status", "problem_response"]

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class ProblemKind:
    """What went wrong in principle, and what to do about it; an answer says what did just now."""

    name: str
    status: int
    title: str
    meaning: str
    remedy: str

    def uri(self, request: HttpRequest) -> str:
        """Return the problem's ``type``: where it is explained."""
        path = reverse("problem", kwargs={"name": self.name})
        try:
            return request.build_absolute_uri(path)
        except SuspiciousOperation:  # The host asked for is none of ours: nothing to build on.
            return path

    def explained(self, request: HttpRequest) -> dict[str, Any]:
        """Return the explanation that stands at the problem's address."""
        return {"type": self.uri(request), **asdict(self)}


_KINDS = (
    ProblemKind(
        "bad-parameter", 400, "Invalid parameter",
        "A parameter is not known at this address, has no such value, or contradicts another.",
        "`errors` names every parameter at fault and says what it takes. None is ever ignored.",
    ),
    ProblemKind(
        "malformed-request", 400, "Malformed request",
        "The request is malformed: its host, its encoding, or the number of its parameters.",
        "Send names and values as percent-encoded UTF-8, at most a thousand of them.",
    ),
    ProblemKind(
        "forbidden", 403, "Forbidden",
        "You do not have access to this address.",
        "The public record needs no permission: it is below /api/v1/.",
    ),
    ProblemKind(
        "not-found", 404, "Not Found",
        "Nothing public is at this address, or there was nothing yet at the requested moment.",
        "Start at /api/v1/, which lists every collection. Slugs and ids never change.",
    ),
    ProblemKind(
        "method-not-allowed", 405, "Method not allowed",
        "The API is read-only.",
        "Use GET, HEAD or OPTIONS; `Allow` lists them.",
    ),
    ProblemKind(
        "not-acceptable", 406, "Form not available",
        "The address cannot answer in any of the media types that `Accept` names.",
        "`detail` lists the forms that it has; `?format=` chooses one whatever `Accept` says.",
    ),
    ProblemKind(
        "retracted", 410, "Retracted",
        "The record was public and has been retracted; `detail` gives the reason.",
        "Its content is below /api/v1/records/<id>/revisions/, or under an earlier `known_at`.",
    ),
    ProblemKind(
        "range-not-satisfiable", 416, "Range not satisfiable",
        "The requested range begins beyond the end of the file.",
        "`Content-Range` tells the size of the file; ask for bytes below it.",
    ),
    ProblemKind(
        "too-many-requests", 429, "Too many requests",
        "Your address has sent more requests than one client may.",
        "Wait for the seconds that `Retry-After` names. Ask for larger pages (`page_size`), for "
        "CSV, which has all rows at once, or send `If-None-Match`.",
    ),
    ProblemKind(
        "internal-error", 500, "Internal error",
        "The error is ours and has been logged under `request_id`.",
        "Report it with the `request_id`.",
    ),
    ProblemKind(
        "database-unavailable", 503, "Database unavailable",
        "The database does not respond.",
        "Try again after the seconds that `Retry-After` names.",
    ),
    ProblemKind(
        "not-replayed", 503, "Not replayed yet",
        "The request is about a later moment of the ledger than the answering copy may have "
        "reached, and the original does not respond: the answer could be incomplete.",
        "Try again after the seconds that `Retry-After` names, ask about an earlier moment, or "
        "leave `known_at` out to read the latest state of the copy.",
    ),
    ProblemKind(
        "question-too-long", 503, "Request takes too long",
        "The database reached its time limit for one request.",
        "Narrow the request by more filters or a smaller `page_size`, or try again later.",
    ),
    ProblemKind(
        "store-unavailable", 503, "Store unavailable",
        "The store of released files does not respond.",
        "Try again after the seconds that `Retry-After` names; other addresses may still work.",
    ),
    ProblemKind(
        "released-file-altered", 503, "Released file altered",
        "The store has other bytes than those that were released under this name. They are not "
        "handed out: a release never changes.",
        "Report it, and take the file from another copy of the release; its SHA-256 is in the "
        "list of the release's files.",
    ),
)  # fmt: skip

PROBLEMS = {kind.name: kind for kind in _KINDS}

# Of several kinds with one status, the one that says least.
_BY_STATUS = {kind.status: kind for kind in reversed(_KINDS)} | {400: PROBLEMS["malformed-request"]}


def kind_of_status(status: int) -> ProblemKind:
    """Return the kind of problem that a status of HTTP stands for by itself.

    A status without a kind of its own falls to the nearest: 4xx to a malformed request, 5xx to
    an internal error.
    """
    nearest = PROBLEMS["internal-error" if status >= 500 else "malformed-request"]
    return _BY_STATUS.get(status, nearest)


def problem_response(
    request: HttpRequest, kind: ProblemKind, detail: str, *, status: int | None = None, **more: Any
) -> JsonResponse:
    """Return problem details: the kind, what happened just now, and under which id it is logged."""
    status = status or kind.status
    body = {
        "type": kind.uri(request),
        "title": kind.title,
        "status": status,
        "detail": detail,
        "request_id": getattr(request, "request_id", ""),
        **more,
    }
    return JsonResponse(
        body,
        status=status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
