"""Give actors the names of ``actor-names.csv``, and terms those of ``terms.csv``.

Once for each: what editors have made of the names since is theirs.
"""

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from django.db.models import Model

from ...models import Actor, ActorName, Revision
from ...vocabulary import NameKind, RecordKind
from ..people import bootstrap_account
from ..references import publish_changed_references
from .reading import Entry
from .terms import name_terms

__all__ = ["load_names"]

FILE = "actor-names.csv"
ITEM = "wikidata"  # the kind of a line that has no name but an identifier
# What a name's language was called before names said in which characters they are.
FORMER_TAGS = {"zh-Hans": "zh"}
Row = dict[str, str]


def load_names(folder: Path, *, now: dt.datetime | None = None) -> int:
    """Name what has no names with a basis yet, and publish it again if it is public.

    Return how many actors and terms have new names.

    Raises:
        FixtureError: naming the file and the entry that cannot be loaded, and why.
    """
    named = [*_actors(folder), *name_terms(folder)]
    public = set(
        Revision.objects.current()
        .filter(record__in=[instance.pk for _, instance in named])
        .values_list("record", flat=True)
    )
    changed = [each for each in named if each[1].pk in public]
    publish_changed_references(changed, by=bootstrap_account(), now=now)
    return len(named)


def _actors(folder: Path) -> Iterable[tuple[RecordKind, Model]]:
    lines: defaultdict[str, list[Row]] = defaultdict(list)
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lines[row.pop("slug")].append(row)
    nameless = Actor.objects.filter(slug__in=lines).exclude(names__basis__gt="")
    for actor in nameless.order_by("slug"):
        _name(actor, lines[actor.slug], Entry(folder / FILE, actor.slug, {}).save)
        # The names are read again: those of before have changed.
        yield RecordKind.ACTOR, Actor.objects.get(pk=actor.pk)


def _name(actor: Actor, lines: list[Row], save: Callable[[Model], None]) -> None:
    known = {(each.language, each.name): each for each in actor.names.all()}
    for line in lines:
        if line["kind"] == ITEM:
            actor.wikidata = actor.wikidata or line["name"]
            continue
        language, text = line["language"], line["name"]
        former = known.pop((language, text), None)
        former = former or known.pop((FORMER_TAGS.get(language), text), None)
        name = former or ActorName(actor=actor, name=text)
        if name.kind != NameKind.AS_WRITTEN or former is None:
            name.kind = line["kind"]
        name.language, name.when, name.basis = language, line["when"], line["basis"]
        save(name)
    for (language, _), name in known.items():
        if language in FORMER_TAGS.values():
            name.language = next(new for new, old in FORMER_TAGS.items() if old == language)
            save(name)
    _label(actor, lines)
    save(actor)


def _label(actor: Actor, lines: list[Row]) -> None:
    """Label a state by its short name, unless an editor has found another label."""
    english = [line for line in lines if line["language"] == "en"]
    short = [line["name"] for line in english if line["kind"] == NameKind.SHORT]
    if short and actor.name in {line["name"] for line in english} and actor.iso_alpha2:
        actor.name = short[0]
