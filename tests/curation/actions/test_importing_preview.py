"""What a preview says of a file: what would be created, changed, skipped or refused, and why."""

import gc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.actions import submit
from curation.actions.importing import SHEETS, planning, preview, template_csv
from curation.actions.importing.files import read_table
from curation.errors import ImportRefused, NotAllowed
from curation.models import Actor, Citation, Fact, ImportBatch, Source, Status

from ... import factories
from ...factories import QUOTE
from ...sheets import csv_of, errors_of, exported, imported, outcomes_of, previewed


@pytest.fixture
def by(db):
    return factories.data_manager()


@pytest.fixture
def row(seeded):
    """A row that makes a status with a citation."""
    return {
        "actor": "belarus",
        "status": "observer",
        "organization": "sco",
        "when": "1999",
        "citation_1_source": factories.source().slug,
        "citation_1_quote": QUOTE,
    }


def test_preview_writes_nothing_but_the_batch(by, row):
    before = Fact.objects.count(), Citation.objects.count()

    batch = previewed("status", [row], by=by)

    assert outcomes_of(batch) == ["created"]
    assert (batch.created, batch.refused, batch.state) == (1, 0, "previewed")
    assert (Fact.objects.count(), Citation.objects.count()) == before


def test_change_shows_what_was_and_what_will_be(by, seeded):
    row = exported("status", actor__slug="belarus")[0] | {"public_note": "New."}

    (line,) = previewed("status", [row], by=by).rows.all()

    assert line.outcome == "changed"
    assert line.after["public_note"] == "New."
    assert line.before.get("public_note", "") != "New."


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"actor": "belarsu"}, "actor", "Did you mean “belarus”?"),
        ({"actor": ""}, "actor", "every record needs it"),
        ({"certainty": "statd"}, "certainty", "Did you mean “stated”?"),
        ({"when": "19x9"}, "when", "not a date the registry can keep"),
        ({"when": "2005", "attested": "2010"}, "attested", "attested outside"),
        ({"certainty": "hedged"}, "certainty", "Quote the hedging words"),
        ({"rank": "rejected"}, "rank", "Say publicly why"),
        ({"outcome": "fulfilled"}, "outcome", "Only what is expected"),
        ({"actor_as_written": "x" * 201}, "actor_as_written", "at most 200"),
        ({"id": "seventeen"}, "id", "is no id"),
        ({"disputes": "00000000-0000-0000-0000-000000000000"}, "disputes", "id of no fact"),
        ({"citation_1_quote": "Ruritania joined the Leage"}, "citation_1_quote", "nearest passage"),
        ({"citation_1_quote": ""}, "citation_1_quote", "quotation is empty"),
        ({"citation_1_quote": "May"}, "citation_1_quote", "2 times, at offsets"),
        ({"citation_1_start": "7"}, "citation_1_quote", "does not stand at offset 7"),
        ({"citation_1_source": ""}, "citation_1_source", "blank, though citation 1"),
        ({"citation_1_support": "proves"}, "citation_1_support", "none of the codes"),
    ],
)
def test_refused_row_names_line_column_and_reason(by, row, change, column, reason):
    found = errors_of(previewed("status", [row | {"public_note": "fine"}, row | change], by=by))

    assert {line for line, _, _ in found} == {3}
    assert any(reason in why for _, name, why in found if name == column)


def test_all_errors_of_a_row_are_told_at_once(by, row):
    wrong = row | {"actor": "x", "when": "19x9", "citation_1_quote": "Nothing of the sort"}

    columns = {column for _, column, _ in errors_of(previewed("status", [wrong], by=by))}

    assert columns == {"actor", "when", "citation_1_quote"}


@pytest.mark.parametrize(
    ("headings", "reason"),
    [
        ({"actr": "x"}, "“actr” Did you mean “actor”?"),
        ({"citation_3_source": "x", "citation_3_quote": "y"}, "without gaps"),
        ({"citation_2_quote": "y"}, "lacks the column citation_2_source"),
    ],
)
def test_headings_are_refused_with_the_nearest_that_is_known(by, row, headings, reason):
    with pytest.raises(ImportRefused, match=reason.replace("?", r"\?")):
        previewed("status", [row | headings], by=by)


def test_file_without_a_needed_column_is_refused(by, row):
    del row["organization"]

    with pytest.raises(ImportRefused, match="lacks the column organization"):
        previewed("status", [row], by=by)


def test_same_row_twice_is_refused(by, row):
    found = errors_of(previewed("status", [row, row], by=by))

    assert found == [(3, "id", "the same record as line 2")]


def test_fact_under_review_is_not_changed_but_may_stand_in_the_file(by, seeded):
    fact = factories.submitted_status()
    (row,) = exported("status", pk=fact.pk)

    assert outcomes_of(previewed("status", [row], by=by)) == ["unchanged"]
    ((_, _, reason),) = errors_of(previewed("status", [row | {"public_note": "x"}], by=by))
    assert "under review" in reason


def test_row_of_an_older_export_does_not_overwrite_a_later_edit(by, row):
    fact = Status.objects.get(pk=imported("status", [row], by=by).rows.get().record)
    (old,) = exported("status", pk=fact.pk)
    fact.public_note = "A colleague's."
    fact.save()

    ((_, column, reason),) = errors_of(
        previewed("status", [old | {"version": "1", "desk_note": "x"}], by=by)
    )

    assert column == "version"
    assert "edited since the file was exported (version 1, now 2)" in reason


def test_fact_edited_since_its_import_is_not_overwritten_by_the_same_file(by, row):
    fact = Status.objects.get(pk=imported("status", [row], by=by).rows.get().record)
    fact.public_note = "Edited."
    fact.save()

    ((_, column, reason),) = errors_of(previewed("status", [row], by=by))

    assert column == "id"
    assert str(fact.pk) in reason


def test_same_file_imported_again_changes_nothing(by, row):
    imported("status", [row], by=by)

    assert outcomes_of(previewed("status", [row], by=by)) == ["unchanged"]


def test_column_that_is_not_in_the_file_stays_as_it_is(by, seeded):
    (row, *_) = exported("status", actor__slug="belarus")

    (line,) = previewed("status", [{"id": row["id"], "desk_note": "Check."}], by=by).rows.all()

    assert line.outcome == "changed"
    assert line.after == line.before | {"desk_note": "Check."}


def test_rows_may_refer_to_actors_that_only_the_file_brings(by, db):
    rows = [
        {"slug": "council-of-x", "name": "Council", "kind": "body", "parent": "league-of-x"},
        {"slug": "league-of-x", "name": "League", "kind": "organization", "parent": ""},
    ]

    imported("actor", rows, by=by)

    assert Actor.objects.get(slug="council-of-x").parent.name == "League"


@pytest.mark.parametrize(
    ("kind", "rows", "column"),
    [
        ("actor", [{"slug": "Not Kebab", "name": "A", "kind": "state"}], "slug"),
        ("actor", [{"slug": "a", "name": "A", "kind": "body", "wikidata": "P1"}], "wikidata"),
        ("actor", [{"slug": "a", "name": "A", "kind": "body", "iso_alpha2": "AA"}], "iso_alpha2"),
        (
            "actor",
            [{"slug": "a", "name": "A", "kind": "state", "iso_alpha2": "BY", "iso_alpha3": "BLR",
              "iso_numeric": "112"}],
            "iso_alpha3",
        ),
        ("source", [{"slug": "s", "title": "S", "kind": "article", "held_text": "same"},
                    {"slug": "t", "title": "T", "kind": "article", "held_text": "same"}], ""),
        ("source", [{"slug": "s", "title": "S", "kind": "article", "url": "nowhere"}], "url"),
        ("source", [{"slug": "s", "title": "S", "kind": "article", "published": "soon"}],
         "published"),
        ("figure", [{"indicator": "share-of-world-population", "value": "1,5", "as_written": "x"}],
         "value"),
        ("figure", [{"indicator": "share-of-world-population", "value": "5", "lower": "6",
                     "as_written": "x"}], "lower"),
    ],
)  # fmt: skip
def test_rules_of_the_database_refuse_a_row_in_the_preview_already(by, seeded, kind, rows, column):
    found = errors_of(previewed(kind, rows, by=by))

    assert column in [name for _, name, _ in found]


def test_text_held_is_never_altered_by_an_import(by, seeded):
    source = factories.source()
    row = {"slug": source.slug, "title": source.name, "kind": "article", "held_text": "Other"}

    assert ("held_text", "the text held of a source is never altered") in [
        (column, reason) for _, column, reason in errors_of(previewed("source", [row], by=by))
    ]


def test_every_row_needs_what_its_form_would_need(row):
    importer = factories._account(["import_records", "add_status"])
    (there, *_) = exported("status", actor__slug="belarus")

    found = errors_of(previewed("status", [row, there | {"desk_note": "x"}], by=importer))

    assert found == [(3, "", "your account may not change statuses")]


def test_import_needs_its_own_permission(row):
    with pytest.raises(NotAllowed):
        previewed("status", [row], by=factories.editor())


@pytest.mark.parametrize("kind", list(SHEETS))
def test_template_has_headings_that_the_import_knows_and_no_row(by, kind):
    with pytest.raises(ImportRefused, match="no rows"):
        previewed(kind, template_csv(SHEETS[kind]), by=by)


def test_number_of_queries_does_not_grow_with_the_rows(by, row):
    def queries(number):
        rows = [row | {"when": str(1000 + number + each)} for each in range(number)]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            previewed("status", rows, by=by)
        return len(captured)

    previewed("status", [row], by=by)
    assert queries(3) == queries(60)


def test_batch_keeps_the_file_byte_for_byte(by, row):
    content = csv_of([row], delimiter=";", encoding="utf-8-sig")

    batch = previewed("status", content, by=by)

    assert bytes(ImportBatch.objects.get(pk=batch.pk).content) == content
    assert read_table(content, lambda word: word in row).lines


def test_submitted_and_published_facts_of_the_same_file_are_skipped(by, row):
    fact = Status.objects.get(pk=imported("status", [row], by=by).rows.get().record)
    submit(fact, by=by)

    assert outcomes_of(previewed("status", [row], by=by)) == ["unchanged"]
    assert Source.objects.filter(slug=row["citation_1_source"]).exists()


def test_cycle_collector_rests_only_while_a_chunk_is_planned(by, row, monkeypatch):
    at_work = []
    plan = planning.Planning._chunk
    monkeypatch.setattr(
        planning.Planning,
        "_chunk",
        lambda self, lines: at_work.append(gc.isenabled()) or plan(self, lines),
    )

    for _ in preview("status", csv_of([row]), "statuses.csv", by=by):
        assert gc.isenabled()

    assert at_work == [False]


def test_cycle_collector_is_at_work_again_after_an_error(by, row, monkeypatch):
    monkeypatch.setattr(planning.Planning, "_chunk", lambda self, lines: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        previewed("status", [row], by=by)

    assert gc.isenabled()
