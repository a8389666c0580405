"""Releases: which there are, what differs between them, and the way to the latest."""

from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from ...asking import FOR_EVER, FOR_NOW, entity_tag, not_released
from ...models import RELEASE_IDENTIFIER, Release
from ...releases.changes import Change, changes_between
from ..answers import Problem
from ..filters import KnownAt, ReleaseDifferenceFilters
from ..release_answers import ReleaseAnswer, ReleaseDifference, ReleaseList
from ..release_entries import differing, summarized, with_files
from ..releases import released
from ..schema import in_query
from .public import PublicView
from .root import CheckedView

__all__ = ["LatestReleaseView", "ReleaseDifferenceView", "ReleaseView", "ReleasesView"]

PROBLEM = OpenApiResponse(Problem, "Why the request cannot be answered.")


def naming(name: str, meaning: str) -> OpenApiParameter:
    """Describe a part of the path that names a release."""
    form = {"type": "string", "pattern": f"^{RELEASE_IDENTIFIER}$"}
    return OpenApiParameter(name, form, "path", description=meaning)


def kept(request: Request, answer: dict[str, Any], *, forever: bool = False) -> HttpResponseBase:
    """Return the answer with its validator, or that the reader has it already."""
    tag = entity_tag(answer)
    response = get_conditional_response(request, etag=tag) or JsonResponse(
        answer, json_dumps_params={"ensure_ascii": False}
    )
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = FOR_EVER if forever else FOR_NOW
    return response


class ReleasesView(PublicView):
    """Releases: the whole public record, frozen at a place of the ledger, to be cited."""

    filterset_class = KnownAt

    @extend_schema(
        parameters=[in_query(*each) for each in KnownAt.parameters.items()],
        responses={200: ReleaseList, (400, "application/problem+json"): PROBLEM},
        operation_id="releases",
        tags=["releases"],
        summary="All releases",
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Return all releases, the newest first; those that were withdrawn say so.

        With `known_at`, those that had been made by then.
        """
        asked = KnownAt(request.query_params, also=("format",))
        made = Release.objects.made_by(asked.moment()).newest_first()
        releases = made.with_archive().select_related("previous")
        results = [summarized(each, request) for each in releases]
        pages = {"next": None, "previous": None, "count": len(results)}
        return kept(request, {**pages, "results": results})


class ReleaseView(CheckedView):
    """One release."""

    @extend_schema(
        parameters=[naming("identifier", "Year and month, like `v2026.11`.")],
        responses={
            200: ReleaseAnswer,
            (400, "application/problem+json"): PROBLEM,
            (404, "application/problem+json"): PROBLEM,
        },
        operation_id="release",
        tags=["releases"],
        summary="One release",
    )
    def get(self, request: Request, identifier: str) -> HttpResponseBase:
        """Return a release with all of its files.

        At `/releases/latest/…`, any address below a release leads to that of the last one that was
        not withdrawn.
        """
        return kept(request, with_files(released(identifier), request))


class ReleaseDifferenceView(PublicView):
    """What one release says otherwise than an earlier one."""

    filterset_class = ReleaseDifferenceFilters

    @extend_schema(
        parameters=[
            naming("earlier", "The release that is compared."),
            naming("later", "The release that it is compared with."),
            *(in_query(*each) for each in ReleaseDifferenceFilters.parameters.items()),
        ],
        responses={
            200: ReleaseDifference,
            (400, "application/problem+json"): PROBLEM,
            (404, "application/problem+json"): PROBLEM,
        },
        operation_id="release_difference",
        tags=["releases"],
        summary="What differs between two releases",
    )
    def get(self, request: Request, earlier: str, later: str) -> HttpResponseBase:
        """Return the records added, corrected, relabelled and retracted, with the reasons.

        What was published and retracted again in between stands in neither, and is no difference.
        The answer is the same for ever.
        """
        self.asked = ReleaseDifferenceFilters(request.query_params, also=("format",))
        former, latter = released(earlier), released(later)
        if latter.revision_id < former.revision_id:
            raise NotFound(
                f"{latter} is the earlier one: ask for /api/v1/releases/{latter}/diff/{former}/."
            )
        size = self.asked.size()
        found = list(islice(self.wanted(former, latter), size + 1))
        answer = {
            "next": self.page(after=found[size - 1].revision) if len(found) > size else None,
            "previous": self.page() if self.asked.value("after") else None,
            "earlier": former.identifier,
            "later": latter.identifier,
            "results": [differing(each) for each in found[:size]],
        }
        return kept(request, answer, forever=True)

    def wanted(self, former: Release, latter: Release) -> Any:
        """Yield the changes that the request asks for."""
        after = self.asked.value("after") or 0
        changes = changes_between(former.place, latter.place, after=after)
        return (each for each in changes if self.passes(each))

    def passes(self, change: Change) -> bool:
        """Tell whether the filters let a change pass."""
        given = self.asked.given
        return str(change.kind) in given.get("kind", [str(change.kind)]) and str(
            change.sort
        ) in given.get("change", [str(change.sort)])

    def page(self, **where: int) -> str:
        """Return the address of another page of the same question."""
        asked = [
            (name, value)
            for name, values in sorted(self.request.GET.lists())
            for value in values
            if name != "after"
        ]
        query = urlencode([*asked, *where.items()])
        here = self.request.build_absolute_uri(self.request.path)
        return f"{here}?{query}" if query else here


class LatestReleaseView(PublicView):
    """The way to the last release that was not withdrawn."""

    schema = None

    def get(self, request: Request, tail: str = "", earlier: str = "") -> HttpResponseBase:
        """Lead to the same address of the latest release, whatever is asked of it."""
        latest = Release.objects.recommended()
        if latest is None:
            raise NotFound(not_released())
        if earlier:
            named = {"earlier": earlier, "later": latest.identifier}
            there = reverse("release-difference", kwargs=named)
        else:
            there = reverse("release", kwargs={"identifier": latest.identifier})
        query = request.META.get("QUERY_STRING", "")
        response = HttpResponseRedirect(f"{there}{tail}{'?' if query else ''}{query}")
        response.headers["Cache-Control"] = FOR_NOW
        return response
