"""Exhibits: what a published fact says, in a few words, and the passage that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models.fields.json import KT

from ..documents import is_second_hand
from ..models import Revision
from ..vocabulary import Support
from .tellers import tellers_of

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
    teller: str
    edtf: str = field(default="", kw_only=True)


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


def leading_passage(citations: list[dict[str, Any]]) -> tuple[str, dict[str, Any], Any, str]:
    """Return the first passage that supports the fact, rather one whose words are held.

    It is told as its words, its source and what that relies on; the last is who says so: the
    sources of all passages that support the fact, since one may bear what another does not.
    """
    ordered = sorted(
        citations,
        key=lambda each: (
            each["support"] != Support.SUPPORTS,
            not each["quote"],
            is_second_hand(each["source"]),
        ),
    )  # The first of equals comes first.
    best = ordered[0]
    tellers = [each for each in ordered if each["support"] == best["support"]]
    return best["quote"], best["source"], best["reported_from"], tellers_of(tellers)
