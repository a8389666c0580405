"""As of when the registry is quoted: a moment, or the release that froze it."""

import datetime as dt
from typing import Any

from ..models import RELEASE_IDENTIFIER, Release
from .parameters import BadValue, Moment
from .released import nearest, not_released

__all__ = ["Quoted"]


class Quoted(Moment):
    """A moment of recorded time, a day, or a release: that is the moment of its last revision."""

    def parse(self, text: str) -> dt.datetime:
        """Return the moment, in UTC."""
        if not Release.could_be_named(text):
            return super().parse(text)
        moments = Release.objects.named(text).values_list("moment", flat=True)
        if (moment := moments.first()) is None:
            raise BadValue(
                f"is not the name of a release. {not_released(text)}", suggestion=nearest(text)
            )
        return moment

    def schema(self) -> dict[str, Any]:
        """Describe a moment, a day, or a release."""
        release = {"type": "string", "pattern": f"^{RELEASE_IDENTIFIER}$"}
        return {"anyOf": [*super().schema()["anyOf"], release]}
