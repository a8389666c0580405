"""A fact in one sentence, as firmly as it is recorded and no more so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...dates import Period
from ...vocabulary import Certainty, RecordKind, Stance, StatementForm, StatusDimension
from ..quoting import within_marks
from ..tellers import teller_of

__all__ = ["claim_of"]

Document = dict[str, Any]

# What one does with a status: of now, of the past, of what is only expected.
HOLDING = {
    StatusDimension.OFFICE: (
        "holds the office",
        "held the office",
        "is expected to hold the office",
    ),
    # One attendance says nothing of the next.
    StatusDimension.ATTENDANCE: (
        "attended meetings of",
        "attended meetings of",
        "is expected to attend meetings of",
    ),
    StatusDimension.COMPOSITION: ("belongs to", "belonged to", "is expected to belong to"),
}
STATUS = ("has the status", "had the status", "is expected to have the status")
STANCES = {
    Stance.SUPPORTS: "supports",
    Stance.OPPOSES: "opposes",
    Stance.DOUBTS: "doubts",
    Stance.CONDITIONAL: "sets conditions on",
    Stance.NEUTRAL: "is neutral on",
}
SAYING = {StatementForm.QUOTATION: "said", StatementForm.PARAPHRASE: "said in substance"}


def claim_of(kind: str, document: Document, articles: Mapping[str, str] | None = None) -> str:
    """Return what the document of a fact of this kind claims, without the full stop.

    ``articles`` are those that sentences put before names of actors, by their slugs.
    """
    sentence = CLAIMS[RecordKind(kind)](Claim(document, articles or {}))
    return sentence[:1].upper() + sentence[1:]


@dataclass(frozen=True)
class Claim:
    """A document, and how its actors are called within a sentence."""

    document: Document
    articles: Mapping[str, str]

    def named(self, actor: Document) -> str:
        """Return an actor's name with its article."""
        return " ".join(filter(None, (self.articles.get(actor["slug"]), actor["name"])))


def _status(claim: Claim) -> str:
    document = claim.document
    actor, status = claim.named(document["actor"]), document["status"]
    organization = claim.named(document["organization"])
    now, then, expected = HOLDING.get(StatusDimension(status["dimension"]), STATUS)
    holds = expected if document["certainty"] == Certainty.EXPECTED else now
    if holds == now and _is_over(document):
        holds = then
    if status["dimension"] in (StatusDimension.COMPOSITION, StatusDimension.ATTENDANCE):
        return f"{actor} {holds} {organization}: {status['name']}"
    return f"{actor} {holds} “{within_marks(status['name'])}” in {organization}"


def _is_over(document: Document) -> bool:
    """Tell whether an end is given; what comes is recorded as expected."""
    when = document["when"]
    return "/" in when and Period.parse(when).end.is_given


def _statement(claim: Claim) -> str:
    document = claim.document
    speaker, text = document["speaker"], document["text"]
    who = claim.named(speaker) if speaker else document["speaker_as_described"]
    form = StatementForm(document["form"])
    is_quotation = form == StatementForm.QUOTATION
    told = f"“{within_marks(text)}”" if is_quotation else text.rstrip(".")
    if not who:
        return f"{teller_of(document['citations'][0]['source'])} reports: {told}"
    if is_quotation and text[:1].islower():  # Words from within a sentence make no sentence.
        return f"{who} used the words {told}"
    return f"{who} {SAYING.get(form, 'is reported to have said')}: {told}"


def _position(claim: Claim) -> str:
    document = claim.document
    holder = document["holder"] or document["holder_group"]
    who = document["holder_as_described"] or (holder and claim.named(holder))
    if document["holder_as_described"] and holder:
        who = f"{document['holder_as_described']} ({holder['name']})"
    issue = within_marks(document["issue"]["name"])
    sentence = f"{who} {STANCES[Stance(document['stance'])]} “{issue}”"
    teller = document["teller"]
    if teller and teller != document["holder"]:
        return f"{sentence}, according to {claim.named(teller)}"
    return sentence


def _event(claim: Claim) -> str:
    document = claim.document
    state = document["place_actor"]
    place = document["place"] or (state and claim.named(state))
    name = document["name"]
    return f"{name}, in {place}" if place and place not in name else name


def _figure(claim: Claim) -> str:
    document = claim.document
    subjects = " and ".join(claim.named(each) for each in document["subjects"])
    of_whom = f" of {subjects}" if subjects else ""
    return f"{document['indicator']['name']}{of_whom}: {document['as_written']}"


CLAIMS: dict[RecordKind, Callable[[Claim], str]] = {
    RecordKind.STATUS: _status,
    RecordKind.STATEMENT: _statement,
    RecordKind.POSITION: _position,
    RecordKind.EVENT: _event,
    RecordKind.FIGURE: _figure,
}
