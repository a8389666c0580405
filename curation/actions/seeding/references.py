"""Load reference data: vocabularies, actors and sources."""

from collections.abc import Callable
from pathlib import Path

from django.db.models import Model

from ... import countries
from ...models import Actor, ActorName, Indicator, Issue, Source, StatusType
from ...vocabulary import NameKind
from .reading import Entry, entries, stable_id

__all__ = ["load_references"]


def load_references(folder: Path) -> int:
    """Load what does not exist yet and return how many rows are new.

    Raises:
        FixtureError: naming file and entry.
    """
    vocabularies = folder / "vocabularies.yaml"
    return (
        _load(vocabularies, "status_types", StatusType, _status_type)
        + _load(vocabularies, "issues", Issue, _issue)
        + _load(vocabularies, "indicators", Indicator, _indicator)
        + _load(folder / "actors.yaml", "actors", Actor, _actor)
        + _load(folder / "sources.yaml", "sources", Source, _source)
    )


def _load(path: Path, section: str, model: type[Model], build: Callable[[Entry], Model]) -> int:
    known = set(model.objects.values_list("slug", flat=True))
    created = 0
    for entry in entries(path, section, key="slug"):
        if entry.name not in known:
            instance = build(entry)
            names = entry.take("names", [])
            entry.close()
            entry.save(instance)
            if isinstance(instance, Actor):
                _add_names(entry, instance, names)
            created += 1
    return created


def _identity(entry: Entry, model: type[Model]) -> dict:
    slug = entry.need("slug")
    return {"id": stable_id(model._meta.model_name, slug), "slug": slug}


def _status_type(entry: Entry) -> StatusType:
    return StatusType(
        **_identity(entry, StatusType),
        **entry.take_text("name", "dimension", "validity"),
        note=entry.take("description"),
        cow_code=entry.take("cow_code", None),
        merged_into=entry.refer(StatusType, "merged_into"),
    )


def _issue(entry: Entry) -> Issue:
    return Issue(**_identity(entry, Issue), **entry.take_text("name", "description", "note"))


def _indicator(entry: Entry) -> Indicator:
    return Indicator(
        **_identity(entry, Indicator),
        **entry.take_text("name", "unit", "description", "note"),
        counts_status=entry.refer(StatusType, "counts_status"),
    )


def _actor(entry: Entry) -> Actor:
    actor = Actor(
        **_identity(entry, Actor),
        **entry.take_text("name", "kind", "wikidata", "article", "note"),
        parent=entry.refer(Actor, "parent"),
    )
    code = entry.take("iso")
    if code:
        try:
            country = countries.country(code)
        except countries.UnknownCountry as error:
            raise entry.error(str(error)) from error
        actor.iso_alpha2, actor.iso_alpha3 = country.alpha_2, country.alpha_3
        actor.iso_numeric = country.numeric
        actor.cow_number, actor.gw_number = country.cow, country.gw
    return actor


def _add_names(entry: Entry, actor: Actor, names: list[dict]) -> None:
    for values in names:
        entry.save(ActorName(actor=actor, **{"kind": NameKind.SHORT, **values}))


def _source(entry: Entry) -> Source:
    text_file = entry.take("text_file")
    declared = entry.take("sha256")
    source = Source(
        **_identity(entry, Source),
        name=entry.need("title"),
        accessed_on=entry.take("accessed_on", None),
        **entry.take_text(
            "kind",
            "author",
            "publisher",
            "published",
            "url",
            "archive_url",
            "language",
            "rights",
            "seen",
            "known_through",
            "metadata_note",
            "note",
        ),
    )
    if text_file:
        # Bytes, not text mode: line ends and all else stay as they are.
        source.held_text = (entry.path.parent / text_file).read_bytes().decode("utf-8")
    source.derive()
    if declared and declared != source.sha256:
        raise entry.error(f"{text_file} has the SHA-256 {source.sha256}, not {declared}")
    return source
