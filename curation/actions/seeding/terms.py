"""Give the terms of the vocabularies the names of ``terms.csv``, each with where it was read.

Status types, issues and indicators get theirs once: what editors have made of them since is
theirs. Types of event, and terms that are no record, are only searched for by theirs.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db.models import Model

from ...models import EVENT_TYPE, TERM, Indicator, Issue, SearchName, StatusType
from ...vocabulary import RecordKind
from .reading import Entry

__all__ = ["name_terms"]

FILE = "terms.csv"
MODELS = {
    RecordKind.STATUS_TYPE: StatusType,
    RecordKind.ISSUE: Issue,
    RecordKind.INDICATOR: Indicator,
}
LANGUAGES = {"ru": "name_ru", "zh": "name_zh"}
Row = dict[str, str]


def name_terms(folder: Path) -> Iterator[tuple[RecordKind, Model]]:
    """Name what has no names in other languages yet; yield it, by its kind.

    Raises:
        FixtureError: a name cannot be saved.
    """
    lines: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lines[row["kind"], row["slug"]].append(row)
    _search_for(lines)
    for kind, model in MODELS.items():
        slugs = [slug for of_kind, slug in lines if of_kind == kind]
        nameless = model.objects.filter(
            slug__in=slugs, name_ru="", name_zh="", names_basis="", other_names=[]
        )
        for instance in nameless.order_by("slug"):
            _name(instance, lines[kind, instance.slug])
            Entry(folder / FILE, instance.slug, {}).save(instance)
            yield kind, instance


def _name(term: Model, rows: list[Row]) -> None:
    """Give a term its names: first those of the row that has its own English name."""
    rows = sorted(rows, key=lambda row: row["en"].casefold() != term.name.casefold())
    further = [row["en"] for row in rows if row["en"].casefold() != term.name.casefold()]
    for language, column in LANGUAGES.items():
        names = [row[language] for row in rows if row[language]]
        setattr(term, column, names[0] if names else "")
        further += names[1:]
    term.other_names = list(dict.fromkeys(further))
    term.names_basis = " ; ".join(dict.fromkeys(row["basis"] for row in rows))


def _search_for(lines: dict[tuple[str, str], list[Row]]) -> None:
    """Let what is no record be searched for by its names."""
    wanted = {
        (kind, slug if kind == EVENT_TYPE else row["en"], row[language])
        for (kind, slug), rows in lines.items()
        for row in rows
        for language in LANGUAGES
        if kind in (EVENT_TYPE, TERM) and row[language]
    }
    present = SearchName.objects.filter(record=None)
    if set(present.values_list("kind", "slug", "name")) != wanted:
        present.delete()
        SearchName.objects.bulk_create(_rows(wanted))


def _rows(wanted: Iterable[tuple[str, str, str]]) -> list[SearchName]:
    return [
        SearchName(kind=kind, slug=slug, name=name, is_code=False)
        for kind, slug, name in sorted(wanted)
    ]
