"""The five kinds of fact as nodes: each a claim, and the thing of schema.org that is claimed."""

from collections.abc import Callable
from typing import Any

from ...vocabulary import Basis, RecordKind, StatementForm
from ..addresses import Addresses
from . import references
from .evidence import annotations, appearances
from .values import Node, code, decimal, exact_dates, extent, filled

__all__ = ["fact_node"]

Fact = dict[str, Any]


def fact_node(fact: Fact, about: str, at: Addresses) -> Node:
    """Return the node of a fact, named ``about``, with the passages that it rests on."""
    claimed = KINDS[RecordKind(fact["kind"])](fact, at)
    types = ["schema:Claim", "registry:Fact", *claimed.pop("@type")]
    head = {"@id": about, "@type": types, "identifier": fact["id"], "name": fact["label"]}
    return filled({**head, **claimed, **_claim(fact, at), **_evidence(fact, about, at)})


def _evidence(fact: Fact, about: str, at: Addresses) -> Node:
    return {"appearance": appearances(fact, at), "evidence": annotations(fact, about, at)}


def _claim(fact: Fact, at: Addresses) -> Node:
    return {
        "when": fact["when"],
        "whenInWords": fact["when_in_words"],
        "attested": fact["attested"],
        "definite": extent(fact["definite"]),
        "possible": extent(fact["possible"]),
        "precision": fact["precision"],
        "certainty": code("certainty", fact["certainty"]),
        "hedge": fact["hedge"],
        "rank": code("rank", fact["rank"]),
        "rationale": fact["rationale"],
        "outcome": code("outcome", fact.get("outcome")),
        "settledBy": references.fact(fact.get("settled_by"), at),
        "note": fact["note"],
        "disputes": [references.fact(each, at) for each in fact["disputes"]],
        "disputedBy": [references.fact(each, at) for each in fact.get("disputed_by", ())],
    }


def _status(fact: Fact, at: Addresses) -> Node:
    return {
        "@type": ["schema:OrganizationRole", "registry:Status"],
        "member": references.actor(fact["actor"], at),
        "memberOf": references.actor(fact["organization"], at),
        "roleName": fact["status"]["name"],
        "status": references.term(RecordKind.STATUS_TYPE, fact["status"], at),
        "startBasis": code("basis", fact["start_basis"]),
        "endBasis": code("basis", fact["end_basis"]),
        "asWritten": fact["actor_as_written"],
        **exact_dates(
            fact["when"],
            start_says_so=fact["start_basis"] != Basis.UNKNOWN,
            end_says_so=fact["end_basis"] != Basis.UNKNOWN,
        ),
    }


def _statement(fact: Fact, at: Addresses) -> Node:
    verbatim = fact["form"] == StatementForm.QUOTATION
    speaker = references.actor(fact["speaker"], at)
    return {
        "@type": [
            "schema:Quotation" if verbatim else "schema:Statement",
            "registry:Statement",
        ],
        "text": fact["text"],
        "form": code("form", fact["form"]),
        "speaker": speaker,
        "spokenByCharacter": speaker["@id"] if verbatim and speaker else None,
        "asDescribed": fact["speaker_as_described"],
        "speakerRole": fact["speaker_role"],
        "outlet": references.actor(fact["outlet"], at),
        "event": references.fact(fact["event"], at),
        "about": references.actors(fact["about"], at),
        "issue": references.term(RecordKind.ISSUE, fact["issue"], at),
    }


def _position(fact: Fact, at: Addresses) -> Node:
    return {
        "@type": ["registry:Position"],
        "holder": references.actor(fact["holder"], at),
        "asDescribed": fact["holder_as_described"],
        "holderGroup": references.actor(fact["holder_group"], at),
        "issue": references.term(RecordKind.ISSUE, fact["issue"], at),
        "stance": code("stance", fact["stance"]),
        "teller": references.actor(fact["teller"], at),
        "event": references.fact(fact["event"], at),
        "statement": references.fact(fact["statement"], at),
    }


def _event(fact: Fact, at: Addresses) -> Node:
    country = references.actor(fact["place_actor"], at)
    place = filled({"name": fact["place"], "containedInPlace": country})
    return {
        "@type": ["schema:Event", "registry:Event"],
        "eventType": code("event-type", fact["type"]),
        "location": {"@type": "schema:Place", **place} if place else None,
        "participation": [
            {
                "@type": "schema:Role",
                "roleName": each["role"],
                "actor": references.actor(each["actor"], at),
            }
            for each in fact["participants"]
        ],
        **exact_dates(fact["when"]),
    }


def _figure(fact: Fact, at: Addresses) -> Node:
    return {
        "@type": ["schema:Observation", "registry:Figure"],
        "variableMeasured": references.term(RecordKind.INDICATOR, fact["indicator"], at),
        "observationAbout": references.actors(fact["subjects"], at),
        "value": decimal(fact["value"]),
        "minValue": decimal(fact["lower"]),
        "maxValue": decimal(fact["upper"]),
        "unitText": fact["indicator"]["unit"],
        "exactness": code("exactness", fact["exactness"]),
        "asWritten": fact["as_written"],
    }


KINDS: dict[RecordKind, Callable[[Fact, Addresses], Node]] = {
    RecordKind.STATUS: _status,
    RecordKind.STATEMENT: _statement,
    RecordKind.POSITION: _position,
    RecordKind.EVENT: _event,
    RecordKind.FIGURE: _figure,
}
