"""Where the kinds of problem are explained: the addresses that problem details name as `type`."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from ..answers import ProblemExplained, ProblemList
from ..problems import PROBLEMS
from .root import CheckedView

__all__ = ["ProblemView", "ProblemsView"]


class ProblemsView(CheckedView):
    """All kinds of problem."""

    @extend_schema(
        responses=ProblemList, operation_id="problems", tags=["problems"], summary="All problems"
    )
    def get(self, request: Request) -> Response:
        """Return every kind of problem that the API answers with."""
        return Response({"results": [kind.explained(request) for kind in PROBLEMS.values()]})


class ProblemView(CheckedView):
    """One kind of problem."""

    @extend_schema(
        responses=ProblemExplained, operation_id="problem", tags=["problems"], summary="One problem"
    )
    def get(self, request: Request, name: str) -> Response:
        """Return what the problem means, and what to do about it.

        Raises:
            NotFound: there is no problem of this name.
        """
        if name not in PROBLEMS:
            raise NotFound(f"No problem is called so. There are: {', '.join(PROBLEMS)}.")
        return Response(PROBLEMS[name].explained(request))
