"""What goes by a name: the one search of names, for pages, the API, pickers and lists.

The rows are those of `SearchName`: of the working copy, or of what was public at a place in the
ledger. The database finds what may be near, by its indexes; how near it is tells `naming`.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Q

from ..naming import Nearness, nearness, slips
from ..vocabulary import RecordKind
from .ledger_questions import AsOf
from .question import Question

__all__ = ["EVENT_TYPE", "TERM", "Called", "Named", "concerned", "find", "has_operators"]

# What has names without being a record: types of event, and terms that have an English word.
EVENT_TYPE, TERM = "event-type", "term"
# Facts refer to these by the column of the same name.
COLUMNS = {
    RecordKind.STATUS_TYPE: "status",
    RecordKind.ISSUE: "issue",
    RecordKind.INDICATOR: "indicator",
}
MOST = 300
# Further words of a question are looked for in the texts alone.
MOST_WORDS = 6
# The facts of so many actors are found by what the actors are called.
NAMED_SO = 50
# Lower case codes of two letters are words too: in, by.
SHORTEST_CODE = 3
SHORTEST_WORD = 4
MARKS = "\"'“”„«»‘’"
OPERATORS = re.compile(rf"(?:^|\s)(?:-\S|or(?=\s))|[{MARKS[0]}“”„«»]", re.IGNORECASE)

ASKED = """
    SELECT phrase, folded, public.curation_stems(folded),
        numnode(public.curation_question(phrase)) > 0
    FROM unnest(%s::text[]) WITH ORDINALITY AS question(phrase, ordinal),
        public.curation_folded(phrase) AS folded
    ORDER BY ordinal
"""
COLUMNS_FOUND = """%(at{at})s AS phrase, name.kind, name.slug, name.record, name.revision_id,
    name.name, name.key, name.stems, name.is_code"""
FOUND = f"SELECT {COLUMNS_FOUND} FROM public.curation_searchname AS name WHERE {{scope}}"
# Folded texts have none of the signs that LIKE understands.
BY_LETTERS = f"""({FOUND} AND (name.key = %(key{{at}})s OR name.stems = %(stems{{at}})s
        OR (NOT name.is_code AND (name.key LIKE %(part{{at}})s OR name.stems LIKE %(stem{{at}})s)))
    ORDER BY name.key = %(key{{at}})s DESC, name.stems = %(stems{{at}})s DESC,
        starts_with(name.key, %(key{{at}})s) DESC, length(name.key), name.id LIMIT {MOST})"""
BY_TRIGRAMS = f"""({FOUND} AND name.id IN (SELECT public.curation_alike(%(key{{at}})s))
    ORDER BY similarity(name.key, %(key{{at}})s) DESC, name.id LIMIT {MOST})"""

WORKING = "name.kind = ANY(%(kinds)s) AND name.revision_id IS NULL"
PUBLIC = """name.kind = ANY(%(kinds)s) AND (name.record IS NULL OR EXISTS (
        SELECT FROM public.curation_revision AS revision
        WHERE revision.id = name.revision_id AND revision.id <= %(place)s
            AND (upper_inf(revision.recorded) OR upper(revision.recorded) > %(moment)s)
            AND revision.action <> 'retract'))"""


@dataclass(frozen=True)
class Named:
    """A record that goes by a name near to what was asked, and that name."""

    kind: str
    slug: str
    record: UUID | None
    revision: int | None
    name: str
    near: Nearness


@dataclass(frozen=True)
class Called:
    """What goes by a question as a whole; or, of one of several words, what goes by each."""

    whole: tuple[Named, ...] = ()
    by_word: tuple[tuple[str, tuple[Named, ...]], ...] = ()
    nearest: tuple[Named, ...] = field(default=())
    """All of it, the nearest first."""

    def concerned(self) -> Q:
        """Return the condition of published facts that concern what goes by the whole."""
        return concerned(self.whole)

    def of_kinds(self, *kinds: str) -> tuple[Named, ...]:
        """Return what of it is of these kinds."""
        return tuple(each for each in self.nearest if each.kind in kinds)


def concerned(some: Collection[Named]) -> Q:
    """Return the condition of revisions that are of ``some`` records, or refer to the nearest."""
    slugs: defaultdict[str, list[str]] = defaultdict(list)
    best = [each for each in some if each.near <= Nearness.INFLECTED] or list(some)
    for each in best[:NAMED_SO]:
        slugs[each.kind].append(each.slug)
    found = Q(id__in=[each.revision for each in some if each.revision])
    if actors := slugs.get(RecordKind.ACTOR):
        found |= Q(actors__has_any_keys=actors)
    for kind, column in COLUMNS.items():
        if named := slugs.get(kind):
            found |= Q(**{f"{column}__in": named})
    if types := slugs.get(EVENT_TYPE):
        found |= Q(kind=RecordKind.EVENT, document__type__in=types)
    for word in slugs.get(TERM, ()):
        found |= Q(words=Question(word))
    return found


def has_operators(question: str) -> bool:
    """Tell whether a question is more than words: phrases, alternatives, exclusions."""
    return bool(OPERATORS.search(question.strip(MARKS + " ")))


def find(using: str, question: str, kinds: Iterable[str], place: AsOf | None = None) -> Called:
    """Return what goes by ``question``: working rows, or what was public at ``place``."""
    whole = question.replace("\0", "").strip(MARKS + " ")
    words = whole.split()
    asked = _asked(using, [whole, *(words if 1 < len(words) <= MOST_WORDS else ())])
    rows = _rows(using, asked, list(kinds), place) if any(each.key for each in asked) else []
    first, *others = (_in_order(_named(rows, each)) for each in asked)
    if first and first[0].near < Nearness.ALIKE:
        near = tuple(each for each in first if each.near < Nearness.ALIKE)
        return Called(near, (), near)
    by_word = tuple(zip(words, others, strict=False))
    by_word = by_word if any(found for _, found in by_word) else ()
    return Called(first, by_word, first or _by_most_words(by_word))


@dataclass(frozen=True)
class Phrase:
    """A question or a word of it, as it is looked for."""

    at: int
    text: str
    key: str
    stems: str
    says_something: bool


Row = tuple[int, str, str, UUID | None, int | None, str, str, str, bool]


def _asked(using: str, phrases: list[str]) -> list[Phrase]:
    with connections[using].cursor() as cursor:
        cursor.execute(ASKED, [phrases])
        return [Phrase(at, *row) for at, row in enumerate(cursor.fetchall())]


def _rows(using: str, asked: list[Phrase], kinds: list[str], place: AsOf | None) -> list[Row]:
    given: dict[str, Any] = {"kinds": kinds}
    scope = WORKING
    if place is not None:
        given |= {"place": place.revision, "moment": place.moment}
        scope = PUBLIC
    parts = []
    for each in asked:
        if not each.key:
            continue
        given |= {
            f"at{each.at}": each.at,
            f"key{each.at}": each.key,
            f"stems{each.at}": each.stems,
            f"part{each.at}": f"%{each.key}%",
            f"stem{each.at}": f"%{each.stems}%",
        }
        ways = [BY_LETTERS] if each.at else [BY_LETTERS, BY_TRIGRAMS]
        parts += [way.format(at=each.at, scope=scope) for way in ways]
    with connections[using].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        return cursor.fetchall()


def _named(rows: Iterable[Row], asked: Phrase) -> Iterator[tuple[tuple, Named]]:
    """Yield what goes by a phrase, each with what puts it in order."""
    for at, kind, slug, record, revision, name, key, stems, is_code in rows:
        if at != asked.at:
            continue
        near = _nearness(asked, key, stems, is_code=is_code)
        if near is None or (at and not _counts(near, asked, is_code=is_code)):
            continue
        far = slips(asked.key, key) if near == Nearness.ALIKE else 0
        is_other_text = asked.text.casefold() not in name.casefold()
        order = (near, far, is_code, is_other_text, len(key), key, slug)
        yield order, Named(kind, slug, record, revision, name, near)


def _nearness(asked: Phrase, key: str, stems: str, *, is_code: bool) -> Nearness | None:
    if is_code:
        return Nearness.SAME if asked.key == key else None
    found = [nearness(asked.key, key)]
    if asked.stems == stems and _can_be_forms(asked.key, key):
        found.append(Nearness.INFLECTED)
    elif len(asked.stems) >= SHORTEST_WORD and f" {asked.stems} " in f" {stems} ":
        found.append(Nearness.HAS_WORD)
    return min((each for each in found if each is not None), default=None)


def _can_be_forms(one: str, other: str) -> bool:
    """Leave out abbreviations, which are not inflected: ИРА is no form of Иран."""
    return len(one) == len(other) or min(len(one), len(other)) >= SHORTEST_WORD


def _counts(near: Nearness, asked: Phrase, *, is_code: bool) -> bool:
    """Tell whether one word of several is a name, and not only like one."""
    if is_code and len(asked.key) < SHORTEST_CODE:
        return False
    return asked.says_something and near <= Nearness.HAS_WORD


def _in_order(found: Iterable[tuple[tuple, Named]]) -> tuple[Named, ...]:
    """Return each record once, by its nearest name."""
    once: dict[tuple, Named] = {}
    for _, each in sorted(found, key=lambda pair: pair[0]):
        once.setdefault((each.kind, each.record or each.slug), each)
    return tuple(once.values())


def _by_most_words(pairs: Iterable[tuple[str, tuple[Named, ...]]]) -> tuple[Named, ...]:
    """Return what goes by most of the words, and of that the nearest, first."""
    found: defaultdict[tuple, list[Named]] = defaultdict(list)
    for _, some in pairs:
        for each in some:
            found[each.kind, each.record or each.slug].append(each)
    best = [(-len(some), min(each.near for each in some), some[0]) for some in found.values()]
    best.sort(key=lambda each: (*each[:2], each[2].slug))
    return tuple(each for *_, each in best)
