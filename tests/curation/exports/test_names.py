"""Names and codes in tables: none is a trap for the programs that read them."""

import io
import json
from pathlib import Path

import duckdb
import pandas
import pytest
from django.conf import settings
from django.db import connection
from django.db.models import TextChoices

from curation import vocabulary
from curation.exports import DERIVED_TABLES, TABLES, ColumnType
from curation.exports.layouts import former_tables
from curation.exports.renamed import RENAMED
from curation.models import Actor, Revision
from curation.models.reference import NULL_WORDS
from curation.releases.tables import RELEASED
from curation.vocabulary import MISSING_LEVELS

ALL = {**TABLES, **DERIVED_TABLES, **{name: each.table for name, each in RELEASED.items()}}
COLUMNS = [(name, column) for name, table in ALL.items() for column in table.columns]
VOCABULARIES = [
    each for each in vars(vocabulary).values()
    if isinstance(each, type) and issubclass(each, TextChoices)
]  # fmt: skip
# What pandas takes for a missing value unless it is told otherwise, and csvkit besides.
READ_AS_NULL = {
    "", "#n/a", "#n/a n/a", "#na", "-1.#ind", "-1.#qnan", "-nan", "-inf", "1.#ind", "1.#qnan",
    "<na>", "inf", "n/a", "na", "nan", "nil", "none", "null", ".", "-", "missing",
}  # fmt: skip
# SQLite has no function that lists its own: https://sqlite.org/lang_keywords.html, those which
# cannot be names without quotation marks.
OF_SQLITE = """
add all alter and as autoincrement between case check collate commit constraint create default
deferrable delete distinct drop else end escape except exists foreign from group having if in index
insert intersect into is isnull join limit not nothing notnull null on or order primary references
select set table then to transaction union unique update using values when where
"""


@pytest.mark.parametrize("codes", VOCABULARIES, ids=lambda each: each.__name__)
def test_no_code_of_the_registry_is_a_word_for_a_missing_value(codes):
    assert not {value.lower() for value in codes.values} & (READ_AS_NULL - {""})


@pytest.mark.parametrize("codes", VOCABULARIES, ids=lambda each: each.__name__)
def test_pandas_keeps_every_code_of_the_registry(codes):
    frame = pandas.read_csv(io.StringIO("code\n" + "\n".join(codes.values) + "\n"), dtype=str)

    assert frame["code"].notna().all()


def test_no_slug_of_the_shipped_record_is_a_word_for_a_missing_value(seeded):
    slugs = set(Revision.objects.exclude(slug=None).values_list("slug", flat=True))

    assert slugs
    assert not slugs & READ_AS_NULL


@pytest.mark.parametrize("word", NULL_WORDS)
def test_the_database_refuses_a_slug_that_is_such_a_word(refused, word):
    with refused("slug_is_no_null_word"):
        Actor.objects.create(slug=word, name="Null Island", kind="state")


def test_no_column_has_to_be_quoted_in_sql(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')")
        reserved = {word for (word,) in cursor.fetchall()}
    found = duckdb.sql("SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = "
                       "'reserved'").fetchall()  # fmt: skip
    reserved |= {*OF_SQLITE.split()} | {word for (word,) in found}

    assert [(table, each.name) for table, each in COLUMNS if each.name in reserved] == []


def test_a_name_means_one_thing_in_all_tables():
    """What has one name has one type and one vocabulary; free texts may be about anything."""
    of_name = {}
    for table, column in COLUMNS:
        of_name.setdefault(column.name, {}).setdefault((column.type, column.codes), table)
    ambiguous = {name for name, each in of_name.items() if len(each) > 1}

    assert ambiguous <= {"kind", "actor_iso3", "unit", "disputes", "actor", "fact", "disputed"}
    assert not ambiguous & {"basis", "year", "ccode", "membership_level"}


def test_columns_that_were_renamed_are_listed_by_their_old_names():
    documented = (Path(settings.BASE_DIR) / "docs" / "releases.md").read_text(encoding="utf-8")
    for name, table in former_tables(1).items():
        present = {column.name for column in RELEASED[name].table.columns}
        for column in table.columns:
            if column.name not in present or RENAMED.get(column.name) in present:
                assert f"`{column.name}`" in documented, (name, column.name)


def test_levels_that_are_none_are_declared_as_missing():
    levels = [each for _, each in COLUMNS if "level" in each.name]

    assert {each.missing for each in levels} == {MISSING_LEVELS}
    assert all(each.type is ColumnType.INTEGER for each in levels)


def test_a_status_bears_the_codes_of_its_holder_as_the_data_sets_name_them(get_csv_of):
    row = next(row for row in get_csv_of("statuses") if row["actor"] == "kazakhstan")

    assert (row["ccode"], row["stateabb"], row["gwcode"]) == ("705", "KZK", "705")


@pytest.fixture
def get_csv_of(seeded, client):
    """Ask for a collection as a table."""

    def ask(collection):
        response = client.get(f"/api/v1/{collection}/", {"format": "csv"})
        text = b"".join(response.streaming_content).decode()
        return pandas.read_csv(io.StringIO(text), dtype=str, keep_default_na=False).to_dict(
            "records"
        )

    return ask


@pytest.mark.parametrize(
    ("collection", "question", "pointer"),
    [
        ("actors", "cow_number_min=700", "ccode"),
        ("statuses", "basis=review", "publication_basis"),
        ("status-types", "cow_code_max=1", "membership_level_max"),
        ("citations", "start_min=3", "quote_start_min"),
        ("statuses", "fields=label,when&format=csv", "when_edtf"),
    ],
)
def test_a_former_name_is_answered_by_the_present_one(
    seeded, client, collection, question, pointer
):
    response = client.get(f"/api/v1/{collection}/?{question}")

    assert response.status_code == 400
    problem = json.loads(response.content)
    assert f"renamed to “{pointer}”" in problem["detail"]
