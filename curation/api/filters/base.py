"""The grammar of requests: which parameters an address takes, and what they ask the ledger."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, ClassVar

from django.http import QueryDict

from ...models import AsOf, Revision
from ...models.revision_queryset import search_query
from ...vocabulary import RecordKind
from ..errors import BadParameters, Flaw, unknown_parameter
from ..parameters import BadValue, Choice, Day, Parameter, Words
from ..quoted import Quoted

__all__ = ["FormatOnly", "Grammar", "InTime", "KnownAt"]


class Grammar:
    """The parameters of an address, declared as attributes, and their values in one request."""

    parameters: ClassVar[dict[str, Parameter]] = {}
    written: ClassVar[dict[str, str]] = {}  # Names that cannot be attributes.

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
                yield unknown_parameter(name, [*self.parameters, *also])
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


class FormatOnly(Grammar):
    """No parameter but ``format``; anything else is refused by name."""

    def moment(self) -> dt.datetime | None:
        """Return as of when the registry is quoted; None for now."""
        return self.value("known_at")

    def echo(self) -> dict[str, str | None]:
        """Return how the parameters of valid time were understood."""
        return {}


class KnownAt(FormatOnly):
    """As of when the registry is quoted."""

    known_at = Quoted(
        "As of which moment the registry is quoted, in ISO 8601; without a zone, in UTC. A day "
        "stands for its end. Or as of which release, like `2026.11`. By default: now."
    )


class InTime(KnownAt):
    """Both axes of time, and words."""

    q = Words(
        "Words of the record, in English or Russian, with or without accents; names also in "
        "Chinese. As for a search engine: “a phrase”, `or`, `-not`."
    )
    highlight = Choice(
        ("0", "1"),
        "With `q` and 1, JSON entries have `highlights`: the passages in which the words stand, as "
        "HTML with `<mark>`. Finding them takes longer than the rest of a page.",
    )
    valid_at = Day("Only what held on this day.")
    extent = Choice(
        ("definite", "possible"),
        "With `valid_at`: what held on that day for certain (`definite`, the default), or what "
        "can have held then (`possible`).",
    )

    def _contradictions(self) -> Iterator[Flaw]:
        if "extent" in self.query and "valid_at" not in self.query:
            yield Flaw("extent", "“extent” says how to understand “valid_at”: give that too.")
        if "highlight" in self.query and "q" not in self.query:
            yield Flaw(
                "highlight", "“highlight” shows where the words of “q” stand: give that too."
            )

    def rows(self, rows: Any, place: AsOf) -> Any:
        """Return what stands at ``place``, held on the day and passes all that is asked."""
        rows = rows.as_of(place).standing()
        if day := self.value("valid_at"):
            rows = self.on_day(rows, day, self.value("extent") or "definite")
        if question := self.value("q"):
            rows = rows.matching(question, self._named(question, place))
        for name, values in self.given.items():
            rows = self.parameters[name].narrowed(rows, values)
        return rows

    def _named(self, question: str, place: AsOf) -> list[str]:
        """Return the actors with a name of these words, if it is in another script."""
        if question.isascii():
            return []
        actors = Revision.objects.as_of(place).standing().of_kind(RecordKind.ACTOR)
        named = actors.filter(words=search_query(question))
        return list(named.order_by("id").values_list("slug", flat=True)[:50])

    def on_day(self, rows: Any, day: dt.date, extent: str) -> Any:
        """Return what held on ``day``."""
        return rows.valid_on(day, extent)

    def echo(self) -> dict[str, str | None]:
        """Return how the parameters of valid time were understood."""
        day = self.value("valid_at")
        extent = self.value("extent") or ("definite" if day else None)
        return {"valid_at": day and day.isoformat(), "extent": extent}
