"""Quotations in the text that surrounds them in their sources."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest, Least, Length, Substr

from ..models import Citation, Fact

__all__ = ["Passage", "from_a_word", "passages_of", "to_a_word"]

AROUND = 300  # Code points on either side.


@dataclass(frozen=True)
class Passage:
    """A citation with what stands before and after its words."""

    citation: Citation
    before: str
    after: str
    is_held: bool
    opens_the_text: bool
    ends_the_text: bool

    @property
    def id(self) -> str:
        """The citation's identity as documents write it."""
        return str(self.citation.pk)


def passages_of(fact: Fact) -> list[Passage]:
    """Return the passages that ``fact`` rests on; of their sources' texts only what is near."""
    held = "source__held_text"
    rows = (
        Citation.objects.filter(fact_id=fact.pk)
        .select_related("source", "reported_from")
        .defer(held, "reported_from__held_text")
        .annotate(
            length=Length(held),
            before=Substr(
                held,
                Greatest(F("start") - AROUND, Value(0)) + 1,
                Least(F("start"), Value(AROUND)),
            ),
            after=Substr(held, F("end") + 1, AROUND),
        )
    )
    return [_passage(row) for row in rows]


def _passage(row: Any) -> Passage:
    located = row.start is not None
    return Passage(
        citation=row,
        before=from_a_word(row.before) if located and row.start > AROUND else row.before or "",
        after=to_a_word(row.after)
        if located and row.end + AROUND < row.length
        else row.after or "",
        is_held=bool(row.length),
        opens_the_text=not located or row.start <= AROUND,
        ends_the_text=not located or row.end + AROUND >= row.length,
    )


def from_a_word(text: str) -> str:
    """Drop the word at the beginning, which may be cut."""
    return text[text.find(" ") + 1 :]


def to_a_word(text: str) -> str:
    """Drop the word at the end, which may be cut."""
    return text[: text.rfind(" ") + 1] or text
