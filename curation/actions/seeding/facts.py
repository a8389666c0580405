"""Load the facts that a source states, each with its quotations."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...errors import CurationError, FixtureError
from ...models import (
    Actor,
    Event,
    EventParticipant,
    Fact,
    Figure,
    Indicator,
    Issue,
    Position,
    Revision,
    Source,
    Statement,
    Status,
    StatusType,
)
from ...vocabulary import Action, Basis, Certainty, Exactness, Rank, State
from ..fact_citations import cite
from ..people import bootstrap_account, is_identity_of
from .reading import Entry, entries, stable_id

__all__ = ["Loaded", "load_facts"]

COLUMN = {"note": "public_note"}


@dataclass
class Loaded:
    """The facts of a folder that are new, and those whose dates were corrected."""

    created: list[Fact] = field(default_factory=list)
    corrected: list[Fact] = field(default_factory=list)


def load_facts(folder: Path) -> Loaded:
    """Load the facts in ``folder``, named after the source; return what is to be published.

    Events come first and statements next, since other facts refer to them.

    Raises:
        FixtureError: naming file and entry.
    """
    source = Source.objects.filter(slug=folder.name).first()
    if source is None:
        raise FixtureError(f"The folder {folder.name} is named after no source in sources.yaml.")
    loaded = Loaded()
    for section, load in SECTIONS.items():
        path = folder / f"{section}.yaml"
        if path.exists():
            for entry in entries(path, section, key="key"):
                fact_id = stable_id(source.slug, entry.need("key"))
                former = entry.take("formerly", {})
                known = Fact.objects.filter(pk=fact_id).first()
                if known is None:
                    loaded.created.append(_load(entry, fact_id, source, load))
                elif former and _is_as_shipped(known, former):
                    loaded.corrected.append(_corrected(known.as_its_kind(), entry))
    return loaded


def _is_as_shipped(fact: Fact, former: dict[str, str]) -> bool:
    """Tell whether the fact still says what an earlier edition of the fixtures said.

    ``formerly`` names that; a fact that an editor has touched is the editor's.
    """
    current = Revision.objects.current().filter(record=fact.pk).first()
    return (
        fact.state == State.PUBLISHED
        and current is not None
        and current.action != Action.RETRACT
        and current.fact_version == fact.version
        and is_identity_of(current.approved_by, bootstrap_account())
        and all(getattr(fact, COLUMN.get(key, key)) == value for key, value in former.items())
    )


def _corrected(fact: Fact, entry: Entry) -> Fact:
    """Give the fact the dates, and the note on them, of the present edition."""
    fact.when = entry.take_text("when")["when"]
    fact.public_note = entry.take("note")
    entry.save(fact)
    return fact


def _load(entry: Entry, fact_id: Any, source: Source, load: Callable[[Entry, dict], Fact]) -> Fact:
    citations = entry.need("citations")
    common = {
        "id": fact_id,
        "public_note": entry.take("note"),
        "certainty": entry.take("certainty", Certainty.STATED),
        "rank": entry.take("rank", Rank.ACCEPTED),
        **entry.take_text("when", "attested", "hedge", "rationale", "desk_note"),
    }
    fact = load(entry, common)
    entry.close()
    for number, values in enumerate(citations, start=1):
        citation_id = stable_id(str(fact_id), f"citation-{number}")
        _cite(Entry(entry.path, entry.name, dict(values)), fact, source, citation_id)
    return fact


def _cite(entry: Entry, fact: Fact, source: Source, citation_id: Any) -> None:
    details = {
        "id": citation_id,
        "reported_from": entry.refer(Source, "reported_from"),
        "support": entry.take("support", "supports"),
        "locator": entry.take("locator"),
    }
    quote, nth = entry.need("quote"), entry.take("nth", None)
    entry.close()
    try:
        cite(fact, source, quote, nth=nth, **details)
    except CurationError as error:
        raise entry.error(error) from error


def _fact(entry: Entry, model: type[Fact], key: str) -> Fact | None:
    """Return the fact of the same source that ``key`` names."""
    name = entry.take(key)
    if not name:
        return None
    fact = model.objects.filter(pk=stable_id(entry.path.parent.name, name)).first()
    if fact is None:
        raise entry.error(f"“{key}” names {name!r}, which is no {model._meta.verbose_name} here")
    return fact


def _actors(entry: Entry, key: str) -> list[Actor]:
    return [entry.find(Actor, slug, key) for slug in entry.take(key, [])]


def _event(entry: Entry, common: dict) -> Event:
    participants = [
        (entry.find(Actor, item["actor"], "participants"), item["role"])
        for item in entry.take("participants", [])
    ]
    event = Event(
        **common,
        **entry.take_text("type", "name", "place"),
        place_actor=entry.refer(Actor, "place_actor"),
    )
    entry.save(event)
    for actor, role in participants:
        entry.save(EventParticipant(event=event, actor=actor, role=role))
    return event


def _statement(entry: Entry, common: dict) -> Statement:
    about = _actors(entry, "about")
    statement = Statement(
        **common,
        speaker=entry.refer(Actor, "speaker"),
        **entry.take_text("speaker_as_described", "speaker_role", "form", "text"),
        outlet=entry.refer(Actor, "outlet"),
        event=_fact(entry, Event, "event"),
        issue=entry.refer(Issue, "issue"),
    )
    entry.save(statement)
    statement.about.set(about)
    return statement


def _position(entry: Entry, common: dict) -> Position:
    position = Position(
        **common,
        holder=entry.refer(Actor, "holder"),
        **entry.take_text("holder_as_described", "stance"),
        holder_group=entry.refer(Actor, "holder_group"),
        issue=entry.refer(Issue, "issue"),
        teller=entry.refer(Actor, "teller"),
        event=_fact(entry, Event, "event"),
        statement=_fact(entry, Statement, "statement"),
    )
    entry.save(position)
    return position


def _status(entry: Entry, common: dict) -> Status:
    status = Status(
        **common,
        actor=entry.refer(Actor, "actor"),
        status=entry.refer(StatusType, "status"),
        organization=entry.refer(Actor, "organization"),
        start_basis=entry.take("start_basis", Basis.UNKNOWN),
        end_basis=entry.take("end_basis", Basis.UNKNOWN),
        actor_as_written=entry.take("actor_as_written"),
    )
    entry.save(status)
    return status


def _figure(entry: Entry, common: dict) -> Figure:
    subjects = _actors(entry, "subjects")
    figure = Figure(
        **common,
        indicator=entry.refer(Indicator, "indicator"),
        value=entry.need("value"),
        lower=entry.take("lower", None),
        upper=entry.take("upper", None),
        exactness=entry.take("exactness", Exactness.EXACT),
        as_written=entry.take("text"),
    )
    entry.save(figure)
    figure.subjects.set(subjects)
    return figure


SECTIONS: dict[str, Callable[[Entry, dict], Fact]] = {
    "events": _event,
    "statements": _statement,
    "positions": _position,
    "statuses": _status,
    "figures": _figure,
}
