"""What every address of the API does first."""

from typing import Any

from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.views import APIView

__all__ = ["PublicView"]


class PublicView(APIView):
    """A view that looks at the method before anything else.

    Whoever writes is told that nothing can be written, whatever form of the answer is asked for.
    """

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse methods that the address does not take.

        Raises:
            MethodNotAllowed: naming the method.
        """
        if request.method not in self.allowed_methods:
            raise MethodNotAllowed(request.method)
        super().initial(request, *args, **kwargs)
