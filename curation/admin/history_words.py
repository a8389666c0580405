"""Say in an editor's words what a change changed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model

from ..models import (
    OWNERS,
    ActorName,
    Change,
    Citation,
    Dispute,
    EventParticipant,
    FigureSubject,
    Snapshot,
    Source,
    StatementAbout,
)
from ..vocabulary import Origin, State
from .labels import NOTHING, Labels

__all__ = ["Difference", "Entry", "differences", "entry_of", "same_content"]

PAST_THE_PROGRAMS = "outside the registry's programs"

# What a link leads to, and how the list of such links is called.
LINKS = {
    Dispute: ("to_fact_id", "disputes"),
    StatementAbout: ("actor_id", "about"),
    FigureSubject: ("actor_id", "subjects"),
}
# A part's name, and the columns that tell it from others.
PARTS = {
    Citation: ("citation", ("source_id", "quote")),
    ActorName: ("name", ("name", "language")),
    EventParticipant: ("participant", ("actor_id", "role")),
}
STEPS = {
    State.DRAFT: "Submission withdrawn",
    State.SUBMITTED: "Submitted for review",
    State.RETURNED: "Returned for changes",
    State.PUBLISHED: "Approved and published",
    State.RETRACTED: "Retracted",
}


@dataclass(frozen=True)
class Difference:
    """One thing that two snapshots say differently; ``sort`` is changed, added or removed."""

    subject: str
    sort: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """A change as the history shows it."""

    number: int
    at: Any
    headline: str
    who: str
    way: str
    reason: str
    version: int
    became_draft: str
    differences: list[Difference]
    can_restore: bool


def entry_of(change: Change, labels: Labels, now: Snapshot) -> Entry:
    """Return ``change`` in words; ``now`` tells whether going back to it changes anything."""
    then, since = change.row(change.before), change.row(change.after)
    told = change.told
    became_draft = ""
    if then and since and not change.is_step and then.get("state") != since.get("state"):
        became_draft = State(then["state"]).label.lower()
    return Entry(
        number=change.number,
        at=change.at,
        headline=_headline(change, then, since),
        who=told.get("by") or "Nobody the registry knows",
        way=_way(told),
        reason=told.get("reason", ""),
        version=change.version,
        became_draft=became_draft,
        differences=differences(change.before, change.after, labels),
        can_restore=change.is_complete and bool(since) and not same_content(change.after, now),
    )


def _headline(change: Change, then: dict[str, Any], since: dict[str, Any]) -> str:
    if not since:
        return "Deleted"
    if change.is_step:
        return STEPS[since["state"]]
    if "restored" in change.told:
        return f"Version {change.told['restored']} restored"
    is_new = not then and change.traces and any(each.sort == "insert" for each in change.traces)
    return "Entered" if is_new else "Edited"


def _way(told: dict[str, Any]) -> str:
    if "origin" not in told:
        return PAST_THE_PROGRAMS
    way = Origin(told["origin"]).label if told["origin"] in Origin.values else told["origin"]
    details = [f"batch {told['batch']}"] if told.get("batch") else []
    if told.get("command") and told["origin"] == Origin.COMMAND:
        details.append(told["command"])
    return f"{way} ({', '.join(details)})" if details else str(way)


def same_content(one: Snapshot, other: Snapshot) -> bool:
    """Tell whether two snapshots say the same, review and computed columns apart."""
    return _content(one) == _content(other)


def _content(snapshot: Snapshot) -> set:
    content = set()
    for (model, key), row in snapshot.items():
        said = tuple((field.attname, row.get(field.attname)) for field in _told_of(model))
        content.add((model, None if model in LINKS else key, said))
    return content


def _told_of(model: type[Model]) -> list[Field]:
    """Return the columns that say something: no computed ones, no keys, no owners."""
    owner = OWNERS.get(model, "")
    return [
        field
        for field in model._meta.concrete_model._meta.local_concrete_fields
        if (field.editable and not field.primary_key and field.name not in (owner, "held_text"))
        or (model is Source and field.name == "sha256")
    ]


def differences(before: Snapshot, after: Snapshot, labels: Labels) -> list[Difference]:
    """Return what ``after`` says differently: the row itself first, then its parts."""
    found = _links(before, after, labels)
    for model, key in [*before, *(each for each in after if each not in before)]:
        then, since = before.get((model, key)), after.get((model, key))
        if then == since or model in LINKS:
            continue
        if model in PARTS:
            found += _part(model, then, since, labels)
        else:
            found = [*_columns(model, then or {}, since or {}, labels), *found]
    return found


def _columns(
    model: type[Model], then: dict, since: dict, labels: Labels, prefix: str = ""
) -> list[Difference]:
    lines = []
    for field in _told_of(model):
        old = labels.words(field, then.get(field.attname))
        new = labels.words(field, since.get(field.attname))
        if old != new:
            name = "text held (SHA-256)" if field.name == "sha256" else field.verbose_name
            subject = f"{prefix}{name}"
            lines.append(Difference(subject[:1].upper() + subject[1:], "changed", old, new))
    return lines


def _part(
    model: type[Model], then: dict | None, since: dict | None, labels: Labels
) -> list[Difference]:
    name, _ = PARTS[model]
    if then and since:
        title = _title(model, then, labels)
        return _columns(model, then, since, labels, f"{name} {title}: ")
    said = _whole_part(model, then or since, labels)
    if since:
        return [Difference(f"{name.capitalize()} added", "added", NOTHING, said)]
    return [Difference(f"{name.capitalize()} removed", "removed", said, NOTHING)]


def _title(model: type[Model], row: dict, labels: Labels) -> str:
    """Return the part's first telling column, short."""
    column = PARTS[model][1][0]
    field = next(each for each in _told_of(model) if each.attname == column)
    words = labels.words(field, row[column])
    return f"of “{words[:60]}”" if model is Citation else f"“{words[:60]}”"


def _whole_part(model: type[Model], row: dict, labels: Labels) -> str:
    words = {each.attname: labels.words(each, row[each.attname]) for each in _told_of(model)}
    if model is Citation:
        quote = f"“{row['quote']}”" if row["quote"] else "no words quoted"
        place = f", {row['locator']}" if row["locator"] else ""
        return f"{quote} ({words['source_id']}{place}; {words['support'].lower()})"
    first, second = (words[column] for column in PARTS[model][1])
    return f"{first} ({second})"


def _links(before: Snapshot, after: Snapshot, labels: Labels) -> list[Difference]:
    lines = []
    for model, (column, name) in LINKS.items():
        related = model._meta.get_field(column.removesuffix("_id")).remote_field.model
        then = {row[column] for (each, _), row in before.items() if each is model}
        since = {row[column] for (each, _), row in after.items() if each is model}
        if then != since:
            old, new = (
                "; ".join(sorted(labels.of(related, key) for key in keys)) or NOTHING
                for keys in (then, since)
            )
            lines.append(Difference(name.capitalize(), "changed", old, new))
    return lines
