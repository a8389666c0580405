"""What is wrong with the parameters of a request. None is ever ignored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

__all__ = ["BadParameters", "Flaw", "unknown_parameter"]


@dataclass(frozen=True)
class Flaw:
    """What is wrong with one parameter, and what would be right."""

    parameter: str
    detail: str
    allowed: Sequence[str] = ()
    suggestion: str = ""

    def described(self) -> dict[str, Any]:
        """Return the flaw as a member of a problem's ``errors``."""
        shown: dict[str, Any] = {"parameter": self.parameter, "detail": self.detail}
        if self.allowed:
            shown["allowed"] = list(self.allowed)
        if self.suggestion:
            shown["suggestion"] = self.suggestion
        return shown


class BadParameters(Exception):
    """One or more parameters of a request cannot be answered; none is ever ignored."""

    def __init__(self, *flaws: Flaw) -> None:
        """Keep the flaws in the order in which the request has them."""
        self.flaws = flaws
        super().__init__(" ".join(flaw.detail for flaw in flaws))


def unknown_parameter(
    name: str, known: Sequence[str], renamed: Mapping[str, str] | None = None
) -> Flaw:
    """Return the flaw of a parameter that an address does not take, or not by this name any more.

    What it takes is listed in ``allowed``, and not said again in the sentence.
    """
    shown = name[:80].encode(errors="replace").decode()
    near = get_close_matches(shown, known, n=1)
    if new := (renamed or {}).get(shown):
        detail = f"The parameter “{shown}” has been renamed to “{new}”."
        return Flaw(parameter=shown, detail=detail, allowed=known, suggestion=new)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    takes = "" if known else " It takes no parameters."
    return Flaw(
        parameter=shown,
        detail=f"This address does not take the parameter “{shown}”.{hint}{takes}",
        allowed=known,
        suggestion=near[0] if near else "",
    )
