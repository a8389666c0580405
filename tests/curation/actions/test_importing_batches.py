"""A batch is imported as it was previewed or not at all, submitted as one, undone as one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.actions import approve, submit
from curation.actions.importing import confirm, discard, finish, submit_batch, undo
from curation.errors import CurationError, ImportRefused
from curation.models import HISTORIES, Actor, Citation, Fact, ImportBatch, Revision, Status

from ... import factories
from ...factories import QUOTE
from ...sheets import exported, imported, outcomes_of, previewed


@pytest.fixture
def by(seeded):
    return factories.data_manager("change_status")


@pytest.fixture
def rows(seeded):
    """Three rows that each make a status with a citation."""
    source = factories.source()
    return [
        {
            "actor": "belarus",
            "status": "observer",
            "organization": "sco",
            "when": str(year),
            "citation_1_source": source.slug,
            "citation_1_quote": QUOTE,
        }
        for year in (1901, 1902, 1903)
    ]


def facts_of(batch):
    return Status.objects.filter(pk__in=batch.rows.values("record")).order_by("when")


# --- confirming -------------------------------------------------------------------------


def test_imported_facts_are_drafts_at_their_first_version_with_evidence(by, rows):
    batch = imported("status", rows, by=by)

    facts = list(facts_of(batch))
    assert [(fact.state, fact.version, fact.created_by) for fact in facts] == [("draft", 1, by)] * 3
    assert [fact.label for fact in facts] == [facts[0].describe()] * 3
    assert {citation.quote for fact in facts for citation in fact.citations.all()} == {QUOTE}
    assert (batch.state, batch.imported_by) == ("imported", by)


def test_every_row_leaves_history_in_the_name_of_the_importer(by, rows):
    batch = imported("status", rows, by=by)

    for model, key in ((Fact, "id"), (Status, "fact_id"), (Citation, "fact_id")):
        changes = HISTORIES[model].objects.filter(**{f"{key}__in": batch.rows.values("record")})
        assert [change.pgh_label for change in changes] == ["insert"] * 3
        for change in changes:
            told = change.pgh_context.metadata
            assert (told["origin"], told["batch"], told["user"]) == ("import", str(batch.pk), by.pk)


def test_change_of_a_published_fact_makes_it_a_draft_and_keeps_its_citations(by, seeded):
    (row, *_) = exported("status", actor__slug="belarus", state="published")
    citations = list(Citation.objects.filter(fact=row["id"]).values())

    imported("status", [row | {"public_note": "Changed."}], by=by)

    fact = Fact.objects.get(pk=row["id"])
    assert (fact.state, fact.public_note) == ("draft", "Changed.")
    assert list(Citation.objects.filter(fact=row["id"]).values()) == citations


def test_citation_is_reworded_in_place_added_and_removed(by, rows):
    batch = imported("status", rows[:1], by=by)
    (row,) = exported("status", pk=batch.rows.get().record)
    first = row["citation_1_id"]
    added = {"citation_2_source": row["citation_1_source"], "citation_2_quote": "It left"}

    reworded = row | {"citation_1_quote": "Ruritania", "citation_1_start": ""}
    imported("status", [reworded | added], by=by)
    fact = facts_of(batch).get()
    quotes = {str(each.pk): each.quote for each in fact.citations.all()}
    assert list(quotes.values()) == ["Ruritania", "It left"]
    assert quotes[first] == "Ruritania"

    kept = {name: text for name, text in reworded.items() if name != "citation_1_id"}
    imported("status", [kept], by=by)
    assert [each.quote for each in fact.citations.all()] == ["Ruritania"]


def test_row_changed_by_someone_else_since_the_preview_stops_the_import(by, rows):
    imported("status", rows[:1], by=by)
    (there,) = exported("status", when="1901", actor__slug="belarus")
    batch = previewed("status", [*rows[1:], there | {"public_note": "Mine."}], by=by)
    colleague = Status.objects.get(pk=there["id"])
    colleague.public_note = "A colleague's."
    colleague.save()

    with pytest.raises(ImportRefused, match=r"line 4 .*preview the file again"):
        finish(confirm(batch, by=by))

    colleague.refresh_from_db()
    assert colleague.public_note == "A colleague's."
    assert not Status.objects.filter(when="1902", actor__slug="belarus").exists()
    assert ImportBatch.objects.get(pk=batch.pk).state == "previewed"


@pytest.mark.parametrize("deed", ["created", "deleted"])
def test_row_created_or_deleted_since_the_preview_stops_the_import(by, rows, deed):
    if deed == "created":
        batch = previewed("status", rows, by=by)
        imported("status", rows[1:2], by=by)
    else:
        first = imported("status", rows[:1], by=by)
        (there,) = exported("status", pk=first.rows.get().record)
        batch = previewed("status", [there | {"public_note": "Mine."}], by=by)
        Status.objects.get(pk=there["id"]).delete()

    with pytest.raises(ImportRefused, match="preview the file again"):
        finish(confirm(batch, by=by))


def test_refusal_of_one_row_by_the_database_imports_none(by, rows):
    actor = factories.actor(slug="ruritania")
    batch = previewed("status", [*rows[:2], rows[2] | {"actor": "ruritania"}], by=by)
    before = Fact.objects.count()
    Actor.objects.filter(pk=actor.pk).update(slug="ruritania-renamed")

    with pytest.raises(CurationError):
        finish(confirm(batch, by=by))

    assert Fact.objects.count() == before


def test_batch_with_errors_is_not_imported(by, rows):
    batch = previewed("status", [*rows, rows[0] | {"actor": "nobody"}], by=by)

    with pytest.raises(ImportRefused, match="1 rows have errors"):
        finish(confirm(batch, by=by))


@pytest.mark.parametrize("state", ["imported", "discarded"])
def test_only_a_preview_is_imported(by, rows, state):
    batch = previewed("status", rows, by=by)
    finish(confirm(batch, by=by)) if state == "imported" else discard(batch, by=by)

    with pytest.raises(ImportRefused, match=f"is {state}"):
        finish(confirm(batch, by=by))


def test_abandoned_import_leaves_nothing_half_written(by, rows):
    batch = previewed("status", rows, by=by)
    before = Fact.objects.count()

    steps = confirm(batch, by=by)
    next(steps)
    assert Fact.objects.count() == before + 3
    steps.close()

    assert Fact.objects.count() == before
    assert ImportBatch.objects.get(pk=batch.pk).state == "previewed"


def test_public_record_of_an_actor_follows_its_import(by, seeded):
    (row,) = exported("actor", slug="belarus")

    imported("actor", [row | {"note": "Its note."}], by=by)

    assert Revision.objects.current().get(record=row["id"]).document["note"] == "Its note."


def test_number_of_statements_does_not_grow_with_the_rows(by, rows):
    def statements(number):
        made = [rows[0] | {"when": str(1000 + number + each)} for each in range(number)]
        batch = previewed("status", made, by=by)
        with CaptureQueriesContext(connection) as captured:
            finish(confirm(batch, by=by))
        return len(captured)

    statements(1)
    assert statements(3) == statements(60)


# --- submitting -------------------------------------------------------------------------


def test_batch_is_submitted_as_one_and_a_failing_fact_stops_only_itself(by, rows):
    bare = {name: rows[0][name] for name in ("actor", "status", "organization")}
    batch = imported("status", [*rows, bare | {"when": "1904"}], by=by)

    result = finish(submit_batch(batch, by=by))

    assert (result.submitted, result.already) == (3, 0)
    ((_, reason),) = result.failed
    assert "rests on no citation" in reason
    again = finish(submit_batch(batch, by=by))
    assert (again.submitted, again.already, len(again.failed)) == (0, 3, 1)


def test_actors_are_not_submitted(by, seeded):
    batch = imported("actor", [{"slug": "a-new", "name": "A", "kind": "body"}], by=by)

    with pytest.raises(ImportRefused, match="not reviewed"):
        finish(submit_batch(batch, by=by))


# --- undoing ----------------------------------------------------------------------------


def test_undoing_deletes_what_was_created_with_its_parts(by, rows):
    before = Fact.objects.count(), Citation.objects.count()
    batch = imported("status", rows, by=by)

    batch = finish(undo(batch, by=by))

    assert (Fact.objects.count(), Citation.objects.count()) == before
    assert (batch.state, batch.undone_by) == ("undone", by)


@pytest.mark.parametrize("kind", ["status", "statement", "position", "event", "figure", "actor"])
def test_undoing_restores_what_was_changed_with_its_parts(by, seeded, kind):
    rows = exported(kind)
    column = "note" if kind == "actor" else "desk_note"
    changed = [_without_parts(row) | {column: "Changed."} for row in rows]
    emptied = {f"citation_1_{name}": "" for name in ("source", "quote")}
    if kind == "actor":
        emptied = {"name_1_name": "", "name_1_language": ""}
    batch = imported(kind, [emptied | row for row in changed], by=by)
    assert outcomes_of(batch) == ["changed"] * len(rows)
    assert exported(kind) != rows

    finish(undo(batch, by=by))

    assert exported(kind) == rows


def _without_parts(row):
    parts = ("citation_", "name_", "participant_")
    return {name: text for name, text in row.items() if not name.startswith(parts)}


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (lambda fact, by: fact.save(), "was edited"),
        (lambda fact, by: submit(fact, by=by), "is submitted for review"),
        (
            lambda fact, by: approve(submit(fact, by=by), by=factories.reviewer()),
            "is published",
        ),
        (lambda fact, by: fact.delete(), "was deleted"),
    ],
)
def test_undoing_refuses_to_touch_what_others_did_since_and_says_which(by, rows, deed, told):
    batch = imported("status", rows, by=by)
    fact = facts_of(batch)[1]
    fact.public_note = "Edited."
    deed(fact, by)
    number = Fact.objects.count()

    with pytest.raises(ImportRefused, match=rf"line 3 .*{told}.*Nothing was undone"):
        finish(undo(batch, by=by))

    assert Fact.objects.count() == number


def test_undoing_names_what_rests_on_what_was_created(by, rows):
    batch = imported("status", rows, by=by)
    other = factories.status()
    other.disputes.add(Fact.objects.get(pk=facts_of(batch)[0].pk))

    with pytest.raises(ImportRefused, match="other records refer"):
        finish(undo(batch, by=by))


def test_facts_of_a_batch_may_refer_to_each_other(by, rows):
    ids = ["0b6f2c1e-6f0e-4a53-9a58-0d6f4ac0a3d1", "0b6f2c1e-6f0e-4a53-9a58-0d6f4ac0a3d2"]
    batch = imported(
        "status",
        [
            rows[0] | {"id": ids[0], "disputes": ids[1]},
            rows[1] | {"id": ids[1], "disputes": ids[0]},
        ],
        by=by,
    )
    assert [str(each.pk) for each in facts_of(batch)[0].disputes.all()] == [ids[1]]

    finish(undo(batch, by=by))

    assert not Fact.objects.filter(pk__in=ids).exists()


def test_imports_are_undone_one_after_the_other_the_last_first(by, rows):
    first = imported("status", rows, by=by)
    changed = [
        row | {"desk_note": "x"} for row in exported("status", pk__in=first.rows.values("record"))
    ]
    second = imported("status", changed, by=by)

    with pytest.raises(ImportRefused, match="was edited"):
        finish(undo(first, by=by))
    finish(undo(second, by=by))
    finish(undo(first, by=by))

    assert not facts_of(first).exists()


def test_actor_that_a_fact_names_is_not_undone(by, rows):
    batch = imported("actor", [{"slug": "a-new", "name": "A", "kind": "state"}], by=by)
    factories.status(actor=Actor.objects.get(slug="a-new"))

    with pytest.raises(ImportRefused, match="other records refer"):
        finish(undo(batch, by=by))
