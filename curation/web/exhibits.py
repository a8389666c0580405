"""Exhibits: what a published fact says, in a few words, and the passage that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models.fields.json import KT

from ..models import Revision

__all__ = ["Exhibit", "exhibits", "leading_passage"]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What revision ``number`` of a fact says; ``quote`` is blank where no words are held.

    ``words`` are its date, which ``edtf`` is as recorded.
    """

    record: str
    label: str
    words: str
    certainty: str
    quote: str
    source: dict[str, Any]
    reported_from: dict[str, Any] | None
    edtf: str = field(default="", kw_only=True)

    @property
    def teller(self) -> str:
        """Who says so: the source's publisher, and whom that relies on."""
        said = self.source["publisher"] or self.source["title"]
        if not self.reported_from:
            return said
        told = self.reported_from["publisher"] or self.reported_from["title"]
        return f"{said}, relying on {told}"


def exhibits(revisions: Iterable[int]) -> dict[int, Exhibit]:
    """Return what these revisions of facts say, by their ids; one question, however many."""
    rows = Revision.objects.filter(id__in=list(revisions)).values_list(
        "id",
        "record",
        KT("document__label"),
        KT("document__when_in_words"),
        "certainty",
        KT("document__when"),
        "document__citations",
    )
    return {
        number: Exhibit(str(record), *said, *leading_passage(citations), edtf=edtf)
        for number, record, *said, edtf, citations in rows
    }


def leading_passage(citations: list[dict[str, Any]]) -> tuple[str, dict[str, Any], Any]:
    """Return the first passage that supports the fact, rather one whose words are held.

    It is told as its words, its source, and what that relies on.
    """
    best = min(
        citations, key=lambda each: (each["support"] != "supports", not each["quote"])
    )  # The first of equals.
    return best["quote"], best["source"], best["reported_from"]
