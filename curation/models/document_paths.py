"""Expressions over a published document: what its generated columns and indexes are made of."""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Left

from ..vocabulary import RecordKind

__all__ = [
    "ACTOR_PATHS",
    "CITATIONS",
    "DISPUTE_PATHS",
    "HAN",
    "NAMED_KINDS",
    "NAMING_KINDS",
    "SEARCH_CONFIGURATION",
    "SECOND_HAND_CITATIONS",
    "SOURCE_PATHS",
    "VERIFIED_CITATIONS",
    "WORD_PATHS",
    "BeginsOn",
    "Elements",
    "NumberIn",
    "SlugsIn",
    "WeightedWords",
    "WordsIn",
    "WordsOf",
    "key_column",
    "label_of",
    "number_column",
    "quotes_of_document",
]

# Where a document quotes its evidence.
QUOTE_PATHS = ("$.citations[*].quote",)

# Its citations: all, those whose words were found in a text held, and those of documents that
# nobody here has seen.
CITATIONS = "$.citations[*]"
VERIFIED_CITATIONS = "$.citations[*] ? (@.start != null)"
SECOND_HAND_CITATIONS = '$.citations[*] ? (@.source.seen == "second-hand")'

# Where a document names actors: one JSON path for each of its kinds' keys.
ACTOR_PATHS = (
    "$.actor.slug",
    "$.organization.slug",
    "$.speaker.slug",
    "$.outlet.slug",
    "$.about[*].slug",
    "$.holder.slug",
    "$.holder_group.slug",
    "$.teller.slug",
    "$.participants[*].actor.slug",
    "$.place_actor.slug",
    "$.subjects[*].slug",
)

# Where a document names the sources of its citations, and what those rely on.
SOURCE_PATHS = ("$.citations[*].source.slug", "$.citations[*].reported_from.slug")

# Where a fact names those that it contradicts.
DISPUTE_PATHS = ("$.disputes[*].id",)

# Which facts name others as their place or their words, and at which keys.
NAMING_KINDS = (RecordKind.STATEMENT, RecordKind.POSITION)
NAMED_KINDS = (RecordKind.EVENT, RecordKind.STATEMENT)

# Where words stand that a reader may look for, by their weight. `$.*.name` are the names of all
# that the document refers to, lists unwrapped. What the registry remarks on a claim weighs least:
# the reason why a claim is wrong is full of what is right.
NAMING_KEYS = ("label", "name", "title", "name_ru", "name_zh")
SAYING_KEYS = (
    "when_in_words",
    "text",
    "place",
    "author",
    "publisher",
    "as_written",
    "actor_as_written",
    "speaker_as_described",
    "speaker_role",
    "holder_as_described",
)
REMARKING_KEYS = ("description", "note", "hedge", "rationale")
WORD_PATHS = {
    "A": (*(f"$.{key}" for key in NAMING_KEYS), "$.names[*].name", "$.other_names[*]"),
    "C": (
        *(f"$.{key}" for key in SAYING_KEYS),
        "$.citations[*].quote",
        "$.*.name",
        "$.participants[*].actor.name",
    ),
    "D": tuple(f"$.{key}" for key in REMARKING_KEYS),
}

# Text search: English and Russian stems, without accents. Chinese is written without spaces:
# every Han character counts as a word, and words are looked for as phrases of them.
SEARCH_CONFIGURATION = "public.curation_words"
HAN = "([\u3400-\u9fff\uf900-\ufaff])"

# Labels are put in order by so many letters of theirs.
LABEL_LENGTH = 200


class SlugsIn(Func):
    """The JSON array of the slugs that stand at any of ``paths`` in a document."""

    output_field = models.JSONField()

    def __init__(self, document: object, *, paths: Iterable[str] = ()) -> None:
        """Take the document's expression and JSON paths (SQL/JSON path language)."""
        self.paths = tuple(paths)
        super().__init__(document)

    def as_sql(self, compiler: object, connection: object, **_: object) -> tuple[str, list]:
        """Render one jsonb_path_query_array for each path, joined."""
        sql, params = compiler.compile(self.source_expressions[0])
        parts = [f"jsonb_path_query_array({sql}, '{path}')" for path in self.paths]
        return "(" + " || ".join(parts) + ")", list(params) * len(parts)

    def deconstruct(self) -> tuple[str, list, dict]:
        """Say how to build it anew, for migrations."""
        return (
            f"{type(self).__module__}.{type(self).__name__}",
            [self.source_expressions[0]],
            {"paths": self.paths},
        )


class NumberIn(SlugsIn):
    """How much stands at ``paths`` in a document."""

    output_field = models.PositiveIntegerField()

    def as_sql(self, compiler: object, connection: object, **_: object) -> tuple[str, list]:
        """Render the length of the array of all that stands there."""
        found, params = super().as_sql(compiler, connection)
        return f"jsonb_array_length({found})", params


class Elements(Func):
    """The texts of a JSON array, a row each."""

    function = "jsonb_array_elements_text"
    set_returning = True
    output_field = models.TextField()


class WordsIn(SlugsIn):
    """The vector of the words at ``paths`` in a document, as migrations up to 0082 made it."""

    output_field = SearchVectorField()

    def as_sql(self, compiler: object, connection: object, **_: object) -> tuple[str, list]:
        """Render jsonb_to_tsvector over the texts, with spaces around Han characters."""
        texts, params = super().as_sql(compiler, connection)
        apart = f"regexp_replace(({texts})::text, '{HAN}', ' \\1 ', 'g')::jsonb"
        vector = f"jsonb_to_tsvector('{SEARCH_CONFIGURATION}', {apart}, '[\"string\"]')"
        return vector, params


class WeightedWords(SlugsIn):
    """The text search vector of a document: the words at paths, which are given by weight."""

    output_field = SearchVectorField()

    def __init__(self, document: object, *, paths: dict[str, Iterable[str]]) -> None:
        """Take the document's expression, and JSON paths by the letter of their weight."""
        super().__init__(document)
        self.paths = {weight: tuple(some) for weight, some in paths.items()}

    def as_sql(self, compiler: object, connection: object, **_: object) -> tuple[str, list]:
        """Render the vectors of all weights, joined."""
        sql, params = compiler.compile(self.source_expressions[0])
        vectors = []
        for weight, paths in self.paths.items():
            texts = " || ".join(f"jsonb_path_query_array({sql}, '{path}')" for path in paths)
            vectors.append(f"setweight(public.curation_words_of({texts}), '{weight}')")
        return f"({' || '.join(vectors)})", list(params) * sum(map(len, self.paths.values()))


class WordsOf(Func):
    """The text search vector of one text."""

    function = "public.curation_words_of"
    arity = 1
    output_field = SearchVectorField()


class BeginsOn(Func):
    """The first day of a range; minus infinity where it is open or unknown."""

    template = "COALESCE(lower(%(expressions)s), '-infinity'::date)"
    arity = 1
    output_field = models.DateField()


def label_of(document: str) -> Left:
    """Return the first letters of a document's label, name or title: its place in an alphabet."""
    names = [KT(f"{document}__{key}") for key in ("label", "name", "title")]
    return Left(Coalesce(*names), LABEL_LENGTH)


def key_column(path: str) -> models.GeneratedField:
    """Return the generated column of a document's filter key."""
    return models.GeneratedField(
        expression=KT(f"document__{path}"),
        output_field=models.TextField(null=True),
        db_persist=True,
        null=True,
    )


def number_column(path: str) -> models.GeneratedField:
    """Return the generated column of how much stands at a JSON path in a document."""
    return models.GeneratedField(
        expression=NumberIn(F("document"), paths=(path,)),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
    )


def quotes_of_document() -> Cast:
    """Return the expression of all that a document quotes, as the text of a JSON array."""
    return Cast(SlugsIn(F("document"), paths=QUOTE_PATHS), models.TextField())
