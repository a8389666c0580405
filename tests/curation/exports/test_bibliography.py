"""Citations: what other programs read out of them, and that they lead back to the record."""

import datetime as dt
import json
import warnings

import bibtexparser
import jsonschema
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, MonthIntMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON

from curation.exports.bibliography import (
    bibtex,
    bibtex_chunks,
    csl_chunks,
    csl_date,
    csl_of,
    csl_of_record,
    csl_of_source,
    ris,
    ris_chunks,
)

BASE = "https://registry.example.org/api/v1/"

# Titles as sources have them, and as nobody should.
TITLES = [
    "[Only Tajikistan opposes, says “diplomat\"]",
    "Mixed „quotes“ and 'others' « here »",
    "No-break\u00a0space, and em—dash",
    "R&D at 40% of $5 #1 under_score ~tilde^caret \\backslash",
    "{Braces} that }do not{ match {",
    "Таджикистан против участия «Талибана»",
    "塔吉克斯坦反对塔利班参与上合组织",
    "\\input{/etc/passwd} and @misc{evil, title={x}}",
    "=SUM(A1) % comment",
    "Ends with a backslash \\",
]  # fmt: skip

# CSL-JSON 1.0.2, as far as the registry uses it: the types and variables of its specification,
# appendices III and IV; nothing else is allowed.
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {
                "type": "array",
                "items": {"type": "integer", "minimum": 1},
                "minItems": 1,
                "maxItems": 3,
            },
            "minItems": 1,
            "maxItems": 2,
        },
        "season": {"enum": [1, 2, 3, 4]},
        "circa": {"const": True},
        "literal": {"type": "string", "minLength": 1},
        "edtf": {"type": "string", "minLength": 1},
    },
    "oneOf": [{"required": ["date-parts"]}, {"required": ["literal"]}],
    "additionalProperties": False,
}
WORDS = ("id", "title", "container-title", "publisher", "URL", "archive", "language", "genre",
         "version", "number", "status", "note")  # fmt: skip
CSL_JSON = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            **{word: {"type": "string", "minLength": 1} for word in WORDS},
            "type": {
                "enum": ["article-newspaper", "dataset", "document", "entry", "interview", "treaty",
                         "webpage"]
            },
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"literal": {"type": "string", "minLength": 1}},
                    "required": ["literal"],
                    "additionalProperties": False,
                },
            },
            "issued": DATE,
            "accessed": DATE,
        },
        "required": ["id", "type", "title"],
        "additionalProperties": False,
    },
}  # fmt: skip


VERBATIM = {"url", "date", "urldate", "month"}


def read_bibtex(text):
    """What an independent reader finds in BibTeX, by name.

    Escapes are undone but in the fields that biblatex reads verbatim, or as dates.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        written = bibtexparser.parse_string(text, append_middleware=[MonthIntMiddleware()])
        decoded = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not written.failed_blocks
    return {
        entry.key: {
            # pylatexenc reads \textasciicircum as the modifier letter that looks like it.
            **{field.key: field.value.replace("ˆ", "^") for field in decoded_entry.fields},
            **{field.key: field.value for field in entry.fields if field.key in VERBATIM},
        }
        for entry, decoded_entry in zip(written.entries, decoded.entries, strict=True)
    }


def read_ris(text):
    return {entry["id"]: entry for entry in rispy.loads(text)}


def source(**fields):
    blank = dict.fromkeys(
        ["author", "publisher", "published", "url", "archive_url", "language", "note"], ""
    )
    return {
        "id": "4c3a662f-0abe-51ad-8d4a-faa99326fab9",
        "slug": "a-source",
        "kind": "article",
        "title": "A title",
        "accessed_on": None,
        **blank,
        "revision": {"kind": "source"},
        **fields,
    }


@pytest.fixture
def status(entries):
    """The entry of a status of the shipped record."""
    return next(entry for entry in entries["status"] if entry["actor"]["slug"] == "belarus")


# --- Sources ---


def test_an_article_is_cited_as_one(entries):
    (article,) = [each for each in entries["source"] if each["slug"] == "asia-plus-2024-06-13"]

    item = csl_of_source(article)

    assert {key: item[key] for key in ("id", "type", "container-title", "issued", "language")} == {
        "id": "asia-plus-2024-06-13",
        "type": "article-newspaper",
        "container-title": "Asia-Plus",
        "issued": {"date-parts": [[2024, 6, 13]]},
        "language": "en",
    }
    assert item["title"].startswith("[Only Tajikistan opposes"), "brackets: a supplied title"
    assert item["URL"] == article["url"]
    assert "author" not in item, "none is known"


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2024-06-13", {"date-parts": [[2024, 6, 13]]}),
        ("2024-06", {"date-parts": [[2024, 6]]}),
        ("2005", {"date-parts": [[2005]]}),
        ("2023~", {"date-parts": [[2023]], "circa": True, "edtf": "2023~"}),
        ("2024?-06-11", {"date-parts": [[2024, 6, 11]], "circa": True, "edtf": "2024?-06-11"}),
        ("2024-22", {"date-parts": [[2024]], "season": 2}),
        ("2024-24", {"date-parts": [[2024]], "season": 4}),
        ("2024-06-XX", {"date-parts": [[2024, 6]], "edtf": "2024-06-XX"}),
        ("202X", {"literal": "the 2020s", "edtf": "202X"}),
        ("2005/2009-04", {"date-parts": [[2005], [2009, 4]]}),
        ("2005/..", {"literal": "since 2005", "edtf": "2005/.."}),
        ("/2009", {"literal": "until 2009 (start not known)", "edtf": "/2009"}),
        ("", None),
    ],
)
def test_a_date_says_what_its_edtf_says_and_no_more(edtf, date):
    assert csl_date(edtf) == date


@pytest.mark.parametrize("title", TITLES)
def test_every_title_is_read_back_as_it_is(title):
    item = csl_of_source(source(title=title, author=title, publisher=title))

    (from_bibtex,) = read_bibtex(bibtex(item)).values()
    (from_ris,) = read_ris(ris(item)).values()

    assert from_bibtex["title"] == from_bibtex["author"] == from_bibtex["journal"] == title
    assert from_ris["title"] == from_ris["publisher"] == title
    assert from_ris["authors"] == [title]


def test_a_line_break_in_a_text_begins_no_field_and_no_reference():
    text = "One\r\nTY  - BOOK\nTI  - Evil\n}\n\n@misc{evil, title = {x}}"
    item = csl_of_source(source(title=text, note=text))

    assert list(read_ris(ris(item))) == ["a-source"]
    assert list(read_bibtex(bibtex(item))) == ["a-source"]


@pytest.mark.parametrize(
    ("edtf", "fields"),
    [
        ("2024-06-13", {"year": "2024", "month": 6, "date": "2024-06-13"}),
        ("2023~", {"year": "2023", "date": "2023~"}),
        ("2024?-06-11", {"year": "2024", "month": 6, "date": "2024-06-11"}),
        ("2024-22", {"year": "2024", "date": "2024-22"}),
        ("202X", {"year": "the 2020s", "date": "202X"}),
        ("2005/2009", {"year": "2005", "date": "2005/2009"}),
        ("2005/..", {"year": "since 2005", "date": "2005/.."}),
        ("", {}),
    ],
)
def test_bibtex_has_year_and_month_and_biblatex_the_date(edtf, fields):
    (entry,) = read_bibtex(bibtex(csl_of_source(source(published=edtf)))).values()

    assert {key: entry[key] for key in ("year", "month", "date") if key in entry} == fields


@pytest.mark.parametrize(
    ("edtf", "year", "date"),
    [
        ("2024-06-13", "2024", "2024/06/13/"),
        ("2024-06", "2024", "2024/06//"),
        ("2023~", "2023", "2023///2023~"),
        ("202X", None, "///202X"),
    ],
)
def test_ris_has_the_date_and_beside_it_what_numbers_cannot_say(edtf, year, date):
    (entry,) = read_ris(ris(csl_of_source(source(published=edtf)))).values()

    assert (entry.get("year"), entry["date"]) == (year, date)


# --- Records ---


def test_a_record_is_cited_by_registry_label_revision_moment_and_permalink(status):
    said = status["revision"]
    moment = said["recorded"]["from"]
    item = csl_of_record(status, BASE, accessed=dt.date(2026, 11, 30))
    permalink = f"https://registry.example.org/records/{status['id']}/?known_at={moment}"

    (from_bibtex,) = read_bibtex(bibtex(item)).values()
    (from_ris,) = read_ris(ris(item)).values()

    version = f"revision {said['number']} (ledger {said['id']})"
    assert (item["title"], item["URL"], item["version"]) == (status["label"], permalink, version)
    assert from_bibtex["title"] == from_ris["title"] == status["label"]
    assert from_bibtex["author"] == "SCO Registry"
    assert from_ris["authors"] == ["SCO Registry"]
    assert from_bibtex["url"] == permalink
    assert from_ris["urls"] == [permalink]
    assert from_bibtex["urldate"] == "2026-11-30"
    assert from_bibtex["version"] == from_ris["edition"] == version
    for note in (item["note"], from_bibtex["note"], from_ris["notes"][0]):
        for identity in (status["id"], moment, said["digest"]):
            assert identity in note


def test_the_permalink_of_a_citation_leads_to_the_revision_cited(status, client):
    url = csl_of_record(status, "http://testserver/api/v1/")["URL"]

    page = client.get(url.removeprefix("http://testserver"))

    assert page.status_code == 200
    digest = status["revision"]["digest"]
    assert digest in page.content.decode()


def test_a_retracted_record_is_cited_as_retracted(status):
    tombstone = {**status["revision"], "action": "retract", "summary": "Wrong country."}

    item = csl_of_record({**status, "revision": tombstone}, BASE)

    assert item["status"] == "retracted"
    assert "Retracted: Wrong country." in item["note"]


# --- Everything ---


def test_every_entry_of_the_record_makes_csl_json_that_conforms(every_entry):
    items = json.loads(b"".join(csl_chunks(every_entry, BASE)))

    jsonschema.validate(items, CSL_JSON)
    assert len(items) == len(every_entry)
    assert items == [csl_of(entry, BASE) for entry in every_entry]


def test_the_schema_of_these_tests_refuses_what_csl_json_does_not_know(status):
    item = csl_of_record(status, BASE)

    for broken in ({**item, "colour": "red"}, {**item, "type": "fact"}, {**item, "issued": "2024"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([broken], CSL_JSON)


def test_every_entry_of_the_record_is_read_back_from_bibtex_and_ris(entries):
    cited = [entry for kind, each in entries.items() if kind != "citation" for entry in each]
    items = {item["id"]: item for item in (csl_of(entry, BASE) for entry in cited)}

    from_bibtex = read_bibtex(b"".join(bibtex_chunks(cited, BASE)).decode())
    from_ris = read_ris(b"".join(ris_chunks(cited, BASE)).decode())

    assert list(from_bibtex) == list(from_ris) == list(items)
    for key, item in items.items():
        assert from_bibtex[key]["title"] == from_ris[key]["title"] == item["title"]
        assert from_bibtex[key].get("url") == item.get("URL")


def test_no_entry_is_an_empty_bibliography():
    assert json.loads(b"".join(csl_chunks([], BASE))) == []
    assert b"".join(bibtex_chunks([], BASE)) == b"".join(ris_chunks([], BASE)) == b""


def test_a_citation_processor_sets_source_and_record(entries, status):
    article = next(each for each in entries["source"] if each["slug"] == "asia-plus-2024-06-13")
    items = [csl_of_source(article), csl_of_record(status, BASE)]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatters.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        cited = [str(entry) for entry in bibliography.bibliography()]

    texts = " ".join(cited)
    assert "2024" in texts
    assert "[Only Tajikistan opposes the participation of the Taliban" in texts
    assert status["label"] in texts
    assert status["revision"]["recorded"]["from"] in texts
