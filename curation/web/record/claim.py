"""A fact in one sentence, as firmly as it is recorded and no more so."""

import re
from collections.abc import Callable
from typing import Any

from ...dates import Period
from ...vocabulary import Certainty, RecordKind, Stance, StatementForm, StatusDimension

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
# What stands with an article in a sentence, by the word that says what sort of thing it is.
WITH_ARTICLE = re.compile("Organi[sz]ation|Union|Group|Council|Commonwealth|Association|Nations")
STANCES = {
    Stance.SUPPORTS: "supports",
    Stance.OPPOSES: "opposes",
    Stance.DOUBTS: "doubts",
    Stance.CONDITIONAL: "sets conditions on",
    Stance.NEUTRAL: "is neutral on",
}
SAYING = {StatementForm.QUOTATION: "said", StatementForm.PARAPHRASE: "said, in paraphrase"}


def claim_of(kind: str, document: Document) -> str:
    """Return what the document of a fact of this kind claims, without the full stop."""
    return CLAIMS[RecordKind(kind)](document)


def _status(document: Document) -> str:
    actor, status = document["actor"]["name"], document["status"]
    name = document["organization"]["name"]
    organization = f"the {name}" if WITH_ARTICLE.search(name) else name
    now, then, expected = HOLDING.get(StatusDimension(status["dimension"]), STATUS)
    holds = expected if document["certainty"] == Certainty.EXPECTED else now
    if holds == now and _is_over(document):
        holds = then
    if status["dimension"] in (StatusDimension.COMPOSITION, StatusDimension.ATTENDANCE):
        return f"{actor} {holds} {organization}: {status['name']}"
    return f"{actor} {holds} “{status['name']}” in {organization}"


def _is_over(document: Document) -> bool:
    """Tell whether an end is given; what comes is recorded as expected."""
    when = document["when"]
    return "/" in when and Period.parse(when).end.is_given


def _statement(document: Document) -> str:
    speaker = document["speaker"]
    who = speaker["name"] if speaker else document["speaker_as_described"]
    text = document["text"]
    form = StatementForm(document["form"])
    told = f"“{text}”" if form == StatementForm.QUOTATION else text.rstrip(".")
    if not who:
        return f"The source reports: {told}"
    return f"{who} {SAYING.get(form, 'is reported to have said')}: {told}"


def _position(document: Document) -> str:
    holder = document["holder"] or document["holder_group"]
    who = document["holder_as_described"] or (holder and holder["name"])
    if document["holder_as_described"] and holder:
        who = f"{document['holder_as_described']} ({holder['name']})"
    sentence = f"{who} {STANCES[Stance(document['stance'])]} “{document['issue']['name']}”"
    teller = document["teller"]
    if teller and teller != document["holder"]:
        return f"{sentence}, according to {teller['name']}"
    return sentence


def _event(document: Document) -> str:
    place = document["place"] or (document["place_actor"] and document["place_actor"]["name"])
    name = document["name"]
    return f"{name}, in {place}" if place and place not in name else name


def _figure(document: Document) -> str:
    subjects = " and ".join(each["name"] for each in document["subjects"])
    of_whom = f" of {subjects}" if subjects else ""
    return f"{document['indicator']['name']}{of_whom}: {document['as_written']}"


CLAIMS: dict[RecordKind, Callable[[Document], str]] = {
    RecordKind.STATUS: _status,
    RecordKind.STATEMENT: _statement,
    RecordKind.POSITION: _position,
    RecordKind.EVENT: _event,
    RecordKind.FIGURE: _figure,
}
