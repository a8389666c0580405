"""What is exported and imported again is the same, to the code point."""

from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curation.actions.importing import SHEETS, finish, undo
from curation.documents import render, render_reference
from curation.models import FACT_MODELS, Source
from curation.vocabulary import RecordKind

from ... import factories
from ...sheets import csv_of, exported, imported, outcomes_of, previewed, xlsx_of

FACTS = list(FACT_MODELS)
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12
)
PERIODS = st.sampled_from(["", "2005", "2022-09-16/..", "/..", "2024?-06-11", "2023~"])
NUMBER = count(1)
OFTEN = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def by(seeded):
    return factories.data_manager()


@pytest.mark.parametrize("kind", list(SHEETS))
@pytest.mark.parametrize("file_of", [csv_of, xlsx_of])
def test_import_of_an_export_of_the_shipped_record_changes_nothing(by, kind, file_of):
    rows = exported(kind)

    batch = previewed(kind, file_of(rows), by=by)

    assert outcomes_of(batch) == ["unchanged"] * len(rows)


def claims(kind):
    """Return the columns of a kind's own claim, with references to the shipped record."""
    return {
        "status": {
            "actor": st.just("belarus"),
            "status": st.just("observer"),
            "organization": st.just("sco"),
            "actor_as_written": TEXT,
            "start_basis": st.sampled_from(["decision", "unknown", ""]),
        },
        "statement": {
            "speaker_as_described": TEXT,
            "form": st.just("report"),
            "text": TEXT,
            "about": st.sampled_from(["", "belarus", "tajikistan; belarus"]),
        },
        "position": {
            "holder_as_described": TEXT,
            "issue": st.just("sco-meetings"),
            "stance": st.just("doubts"),
        },
        "event": {
            "type": st.just("meeting"),
            "name": TEXT,
            "place": TEXT,
            "participant_1_actor": st.just("belarus"),
            "participant_1_role": TEXT,
            "participant_2_actor": st.just("tajikistan"),
            "participant_2_role": TEXT,
        },
        "figure": {
            "indicator": st.just("share-of-world-population"),
            "value": st.decimals(0, 999, places=4).map(str),
            "subjects": st.sampled_from(["", "sco"]),
            "as_written": TEXT,
        },
    }[kind]


@st.composite
def facts(draw, kind):
    """Return a row of a kind of fact, and the text that it quotes."""
    before, quote, after = draw(TEXT), f"<{draw(TEXT)}|{next(NUMBER)}>", draw(TEXT)
    row = {name: draw(values) for name, values in claims(kind).items()}
    row |= {
        "when": draw(PERIODS),
        "public_note": draw(TEXT),
        "desk_note": draw(TEXT),
        "citation_1_quote": quote,
        "citation_1_locator": draw(TEXT),
        "citation_2_quote": quote[:-1],
        "citation_2_support": draw(st.sampled_from(["mentions", ""])),
    }
    return row, before + quote + after


@pytest.mark.parametrize("kind", FACTS)
@pytest.mark.parametrize("file_of", [csv_of, xlsx_of])
def test_fact_that_is_exported_and_imported_elsewhere_has_the_same_document(by, kind, file_of):
    @OFTEN
    @given(facts(kind))
    def check(drawn):
        row, text = drawn
        with transaction.atomic():
            source = factories.source(text)
            row |= {"citation_1_source": source.slug, "citation_2_source": source.slug}
            batch = imported(kind, file_of([row]), by=by)
            record = batch.rows.get().record
            rows, document = exported(kind, pk=record), document_of(kind, record)

            assert outcomes_of(previewed(kind, file_of([row]), by=by)) == ["unchanged"]
            assert outcomes_of(previewed(kind, file_of(rows), by=by)) == ["unchanged"]
            finish(undo(batch, by=by))
            imported(kind, file_of(rows), by=by)
            assert document_of(kind, record) == document
            transaction.set_rollback(True)

    check()


def document_of(kind, record):
    return render(RecordKind(kind), SHEETS[kind].model.objects.get(pk=record))


@OFTEN
@given(names=st.lists(TEXT, unique=True, max_size=4), note=TEXT)
@pytest.mark.parametrize("file_of", [csv_of, xlsx_of])
def test_actor_comes_back_with_all_its_names(by, file_of, names, note):
    with transaction.atomic():
        row = {"slug": f"a-{next(NUMBER)}", "name": "A", "kind": "body", "note": note}
        for number, name in enumerate(names, start=1):
            row |= {f"name_{number}_name": name, f"name_{number}_language": "ru"}
            row |= {f"name_{number}_kind": "historical", f"name_{number}_note": note}
        batch = imported("actor", file_of([row]), by=by)
        actor = SHEETS["actor"].model.objects.get(slug=row["slug"])
        rows, document = exported("actor", pk=actor.pk), render_reference(RecordKind.ACTOR, actor)

        assert sorted(actor.names.values_list("name", flat=True)) == sorted(names)
        finish(undo(batch, by=by))
        imported("actor", file_of(rows), by=by)
        actor = SHEETS["actor"].model.objects.get(slug=row["slug"])
        assert render_reference(RecordKind.ACTOR, actor) == document
        transaction.set_rollback(True)


@OFTEN
@given(text=TEXT, title=TEXT)
@pytest.mark.parametrize("file_of", [csv_of, xlsx_of])
def test_source_comes_back_with_the_text_held(by, file_of, text, title):
    with transaction.atomic():
        held = f"{text}\r\n\u00a0{next(NUMBER)}\r"
        row = {"slug": f"s-{next(NUMBER)}", "title": title, "kind": "article", "held_text": held}
        batch = imported("source", file_of([row]), by=by)
        rows = exported("source", slug=row["slug"])
        before = vars(Source.objects.get(slug=row["slug"]))

        assert before["held_text"] == held
        finish(undo(batch, by=by))
        imported("source", file_of(rows), by=by)
        after = vars(Source.objects.get(slug=row["slug"]))
        for name in ("id", "name", "held_text", "sha256"):
            assert after[name] == before[name]
        transaction.set_rollback(True)


def test_account_of_the_fixtures_imports_although_nobody_can_log_in_with_it(seeded):
    bootstrap = get_user_model().objects.get(username="bootstrap")

    assert outcomes_of(previewed("actor", exported("actor"), by=bootstrap)).count("refused") == 0
