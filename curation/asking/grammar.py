"""The grammar of requests: which parameters an address takes, and their values in one request."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, ClassVar

from django.http import QueryDict

from ..models import AsOf, Called
from .actors import ActorCode
from .flaws import BadParameters, Flaw, unknown_parameter
from .parameters import BadValue, Parameter
from .permanence import quoted_on
from .quoted import Quoted

__all__ = ["FormatOnly", "Grammar", "KnownAt"]


class Grammar:
    """The parameters of an address, declared as attributes, and their values in one request."""

    parameters: ClassVar[dict[str, Parameter]] = {}
    written: ClassVar[dict[str, str]] = {}  # Names that cannot be attributes.
    renamed: ClassVar[dict[str, str]] = {}  # Former names of parameters.

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Gather what the class declares, its own first."""
        super().__init_subclass__(**kwargs)
        declared: dict[str, Parameter] = {}
        for each in cls.__mro__:
            for name, parameter in vars(each).items():
                if isinstance(parameter, Parameter):
                    declared.setdefault(cls.written.get(name, name), parameter)
        cls.parameters = declared

    def __init__(self, query: QueryDict, *, also: tuple[str, ...] = ()) -> None:
        """Read a request; ``also`` names parameters that are somebody else's to understand.

        Raises:
            BadParameters: naming every parameter that is not taken here, or has no such value.
        """
        self.query = query
        self.given: dict[str, list[Any]] = {}
        flaws = [*self._read(also), *self._contradictions()]
        if flaws:
            raise BadParameters(*flaws)

    def _read(self, also: tuple[str, ...]) -> Iterator[Flaw]:
        for name, texts in self.query.lists():
            if name in also:
                yield from self._single(name, texts)
            elif name not in self.parameters:
                yield unknown_parameter(name, [*self.parameters, *also], self.renamed)
            else:
                parameter = self.parameters[name]
                try:
                    self.given[name] = parameter.values(texts)
                except BadValue as error:
                    yield Flaw(
                        name,
                        f"“{name}” {error}",
                        allowed=parameter.allowed(),
                        suggestion=error.suggestion,
                    )

    def _single(self, name: str, texts: list[str]) -> Iterator[Flaw]:
        if len(texts) > 1:
            yield Flaw(name, f"“{name}” is given {len(texts)} times; it takes one value.")
        elif not texts[0]:
            yield Flaw(name, f"“{name}” is empty.")

    def _contradictions(self) -> Iterator[Flaw]:
        return iter(())

    def value(self, name: str) -> Any:
        """Return the value of a parameter that takes one; None when it is not given."""
        return next(iter(self.given.get(name, ())), None)

    def called(self, place: AsOf) -> Called | None:
        """Return what goes by the words that were asked for at ``place``, if any were."""
        return None

    def names_codes(self) -> bool:
        """Tell whether an actor is named by a code, whose meaning depends on the place."""
        return any(isinstance(each, ActorCode) for some in self.given.values() for each in some)


class FormatOnly(Grammar):
    """No parameter but ``format``; anything else is refused by name."""

    def moment(self) -> dt.datetime | None:
        """Return as of when the registry is quoted; None for now."""
        return self.value("known_at")

    def last_day(self) -> dt.date | None:
        """Return the last day of which something certain is asked; None if of no day."""
        return None

    def is_to_come(self) -> bool:
        """Tell whether that day was yet to come on the day of the question."""
        last = self.last_day()
        return last is not None and last > quoted_on(self.moment())

    def echo(self) -> dict[str, str | None]:
        """Return how the parameters of valid time were understood."""
        return {}


class KnownAt(FormatOnly):
    """As of when the registry is quoted."""

    known_at = Quoted(
        "As of which moment the registry is quoted, in ISO 8601; without a zone, in UTC. A day "
        "stands for its end. Or as of which release, like `v2026.11`. By default: now."
    )

    def settled(self) -> dict[str, str]:
        """Return the parameters whose default follows from the day of the question."""
        return {}
