"""What describes a release: codebook, citations, README, and metadata for programs."""

import csv
import json
import re

import bibtexparser
import jsonschema
import pytest
import rispy
import yaml

from curation.releases.citing import bibtex_of, citation_file
from curation.releases.tables import RELEASED
from tests.curation.releases.conftest import frozen_now

pytestmark = pytest.mark.django_db

# What the Citation File Format 1.2.0 asks of the keys that a release has.
CITATION_FILE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["authors", "cff-version", "message", "title"],
    "properties": {
        "abstract": {"type": "string", "minLength": 1},
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"name": {"type": "string", "minLength": 1}},
            },
        },
        "cff-version": {"const": "1.2.0"},
        "date-released": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "identifiers": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "value"],
                "additionalProperties": False,
                "properties": {
                    "type": {"enum": ["doi", "url", "swh", "other"]},
                    "value": {"type": "string", "minLength": 1},
                    "description": {"type": "string", "minLength": 1},
                },
            },
        },
        "license": {"const": "CC-BY-4.0"},
        "message": {"type": "string", "minLength": 1},
        "title": {"type": "string", "minLength": 1},
        "type": {"enum": ["dataset", "software"]},
        "url": {"type": "string", "pattern": r"^(https|http|ftp|sftp)://.+"},
        "version": {"type": ["string", "number"]},
    },
}


@pytest.fixture(scope="session")
def declared():
    """Every column by table and name."""
    return {
        (table.name, column.name): column for table in RELEASED.values() for column in table.columns
    }


def test_the_codebook_has_exactly_the_declared_columns_and_codes(unpacked, declared):
    with (unpacked / "codebook.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))

    assert list(dict.fromkeys((row["table"], row["column"]) for row in rows)) == list(declared)
    for key, column in declared.items():
        own = [row for row in rows if (row["table"], row["column"]) == key]
        assert {row["meaning"] for row in own} == {column.meaning}
        codes = column.codes.choices if column.codes else [("", "")]
        assert [(row["code"], row["code_meaning"]) for row in own] == list(codes)


def test_the_codebook_to_read_has_the_same_columns(unpacked, declared):
    found, table = [], None
    for line in (unpacked / "CODEBOOK.md").read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"## (\w+)", line):
            table = heading[1]
        elif row := re.match(r"\| `(\w+)` \|", line):
            found.append((table, row[1]))

    assert found == list(declared)


def test_the_data_package_has_the_same_columns_and_codes(unpacked, declared):
    package = json.loads((unpacked / "datapackage.json").read_text(encoding="utf-8"))

    fields = {
        (resource["name"], field["name"]): field
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }
    assert list(fields) == list(declared)
    for key, column in declared.items():
        assert fields[key]["description"] == column.meaning
        enum = fields[key].get("constraints", {}).get("enum")
        codes = [code for code in column.codes.values if code not in column.missing] if (
            column.codes) else None  # fmt: skip
        assert (enum and list(map(str, enum))) == codes
        missing = fields[key].get("missingValues", [""])
        assert missing == ["", *column.missing]


def test_csv_on_the_web_has_the_same_columns_and_finds_its_files(unpacked, declared):
    metadata = json.loads((unpacked / "csv/csv-metadata.json").read_text(encoding="utf-8"))

    found = []
    for table in metadata["tables"]:
        name = table["url"].removesuffix(".csv")
        columns = [column["name"] for column in table["tableSchema"]["columns"]]
        with (unpacked / "csv" / table["url"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == columns
        found += [(name, column) for column in columns]
    assert found == list(declared)


def test_the_citation_file_is_one_of_the_citation_file_format(unpacked, shipped):
    text = (unpacked / "CITATION.cff").read_text(encoding="utf-8")
    told = yaml.load(text, Loader=yaml.BaseLoader)

    jsonschema.validate(told, CITATION_FILE)
    assert told["version"] == "v2026.11"
    assert told["date-released"] == "2026-11-26"


def test_an_address_stands_in_the_citations_if_there_is_one(seeded):
    address = "https://registry.example.org/releases/v2026.11/"
    frozen = frozen_now(address=address)

    told = yaml.load(citation_file(frozen), Loader=yaml.BaseLoader)

    jsonschema.validate(told, CITATION_FILE)
    assert told["url"] == address
    assert f"url = {{{address}}}" in bibtex_of(frozen)


def test_bibtex_and_ris_are_read_and_name_release_and_ledger(unpacked, shipped):
    (entry,) = bibtexparser.parse_file(str(unpacked / "citation.bib")).entries
    (reference,) = rispy.loads((unpacked / "citation.ris").read_text(encoding="utf-8"))

    assert entry["version"] == reference["edition"] == "v2026.11"
    for note in (entry["note"], reference["notes"][0]):
        assert f"revision {shipped.place.revision}" in note
        assert shipped.head_digest in note


def test_the_readme_names_every_file_and_where_the_ledger_stood(unpacked, shipped):
    text = (unpacked / "README.md").read_text(encoding="utf-8")

    assert shipped.head_digest in text
    assert f"revision {shipped.place.revision}" in text
    for path in unpacked.rglob("*"):
        name = str(path.relative_to(unpacked))
        if path.is_file() and name != "README.md" and not name.startswith("parquet/"):
            assert f"`{name}`" in text, name
    assert "$" not in text.replace("${", "")


def test_the_examples_of_the_readme_run(unpacked, monkeypatch):
    monkeypatch.chdir(unpacked)
    text = (unpacked / "README.md").read_text(encoding="utf-8")
    import duckdb

    names: dict = {}
    for example in re.findall(r"```python\n(.*?)```", text, re.S):
        exec(example, names)
    assert 0 < len(names["accepted"]) <= len(names["statuses"])
    queries = re.findall(r"```sql\n(.*?)```", text, re.S)
    assert len(queries) == 2
    for query in queries:
        assert duckdb.sql(query).fetchall()
