"""Citations are looked up in a document's newest text, and move there only when told to."""

import pytest

from curation.actions import cite, move_citation, move_citations, publish_reference, recheck, submit
from curation.errors import EvidenceError, NotAllowed, WrongState
from curation.models import Citation, Revision
from curation.vocabulary import RecordKind
from tests import factories

pytestmark = pytest.mark.django_db

FIRST = "One thing. Another thing. A third thing. A last thing."
SECOND = "New: Another thing. A third thing. Once more: A third thing. A lost thing."


@pytest.fixture
def first():
    return factories.source(FIRST)


@pytest.fixture
def facts(first):
    """Return facts that each rest on a sentence of the first text."""
    facts = []
    for sentence in ("One thing.", "Another thing.", "A third thing.", "A last thing."):
        fact = factories.status()
        cite(fact, first, sentence)
        facts.append(fact)
    return facts


@pytest.fixture
def newest(first, facts):
    return factories.source(SECOND, snapshot_of=first)


def test_each_citation_is_looked_up_in_the_newest_text(first, facts, newest):
    found = {each.citation.quote: each for each in recheck(newest)}

    assert {quote: each.finding for quote, each in found.items()} == {
        "One thing.": "orphan",
        "Another thing.": "other-place",
        "A third thing.": "several",
        "A last thing.": "orphan",
    }
    assert found["A last thing."].nearest == "A lost thing."
    assert [place.start for place in found["A third thing."].places] == [20, 46]
    assert found["Another thing."].places[0].before == "New: "


def test_words_that_stand_where_they_stood_are_told_apart(first, facts):
    newest = factories.source(FIRST.replace("last", "final"), snapshot_of=first)

    assert [each.finding for each in recheck(newest)] == [*["same-place"] * 3, "orphan"]


def test_citations_are_orphaned_by_the_newest_text_and_only_by_that(first, facts, newest):
    orphaned = Citation.objects.orphaned()
    assert set(orphaned.values_list("quote", flat=True)) == {"One thing.", "A last thing."}

    factories.source(f"{FIRST} Restored.", snapshot_of=first)

    assert not orphaned.exists()


def test_a_citation_of_the_newest_text_is_no_orphan(first, newest):
    cite(factories.status(), newest, "A lost thing.")

    assert not Citation.objects.orphaned().filter(source=newest).exists()


def test_citations_without_a_quote_are_found(first):
    unquoted = cite(factories.status(), factories.source(text=""))
    cite(factories.status(), first, "One thing.")

    assert list(Citation.objects.without_quote()) == [unquoted]


def test_a_moved_citation_rests_on_the_same_words_elsewhere(facts, newest):
    citation = facts[1].citations.get()

    moved = move_citation(citation, to=newest, by=factories.editor())

    assert (moved.source, moved.quote, moved.start) == (newest, "Another thing.", 5)
    assert moved.prefix == "New: "


def test_a_locator_that_was_found_is_found_anew_and_one_that_was_written_stays():
    first = factories.source("Title\nThe words.")
    newest = factories.source("Title\nMore.\nThe words.", snapshot_of=first)
    found = cite(factories.status(), first, "The words.")
    written = cite(factories.status(), first, "The words.", locator="second line")

    report = move_citations([found, written], to=newest, by=factories.editor())

    assert [each.locator for each in report.moved] == ["paragraph 3", "second line"]


def test_moving_a_citation_is_an_edit_of_its_published_fact():
    fact = factories.published_status()
    citation = fact.citations.get()
    newest = factories.source(f"Again: {citation.source.held_text}", snapshot_of=citation.source)

    move_citation(citation, to=newest, by=factories.editor())

    fact.refresh_from_db()
    assert (fact.state, fact.version) == ("draft", 3)
    public = Revision.objects.current().get(record=fact.pk)
    assert public.document["citations"][0]["start"] == 0


def test_several_places_need_a_choice(facts, newest):
    citation, editor = facts[2].citations.get(), factories.editor()

    with pytest.raises(EvidenceError, match="2 times, at offsets 20, 46"):
        move_citation(citation, to=newest, by=editor)

    assert move_citation(citation, to=newest, by=editor, start=46).start == 46


def test_an_orphan_stays_where_it_is(first, facts, newest):
    citation = facts[0].citations.get()

    with pytest.raises(EvidenceError, match="nearest passage"):
        move_citation(citation, to=newest, by=factories.editor())

    citation.refresh_from_db()
    assert citation.source == first


def test_a_fact_under_review_stops_only_its_own_citation(facts, newest):
    editor = factories.editor()
    submit(facts[1], by=editor)
    other = factories.status()
    cite(other, newest.snapshot_of, "Another thing.")

    report = move_citations(
        [fact.citations.get() for fact in (facts[1], other)], to=newest, by=editor
    )

    assert [each.fact_id for each in report.moved] == [other.pk]
    assert "is under review and was left as it is" in report.skipped[0][1]
    with pytest.raises(WrongState):
        move_citation(facts[1].citations.get(), to=newest, by=editor)


def test_whoever_may_not_edit_the_fact_moves_nothing(facts, newest):
    stranger = factories.editor()
    stranger.user_permissions.clear()
    stranger = type(stranger).objects.get(pk=stranger.pk)

    with pytest.raises(NotAllowed, match="may not edit a status"):
        move_citation(facts[1].citations.get(), to=newest, by=stranger)


@pytest.mark.parametrize("target", ["earlier", "other document"])
def test_a_citation_moves_to_a_later_text_of_its_own_document_only(first, newest, target):
    citation = cite(factories.status(), newest, "Another thing.")
    to = first if target == "earlier" else factories.source(f"{SECOND} Elsewhere.")

    with pytest.raises(EvidenceError, match="no later snapshot"):
        move_citation(citation, to=to, by=factories.editor())


def test_the_public_document_names_the_first_text(first, newest):
    publish_reference(RecordKind.SOURCE, newest, by=factories.editor())

    current = Revision.objects.current()
    assert current.get(record=newest.pk).document["snapshot_of"]["slug"] == first.slug
    assert current.get(record=first.pk).document["snapshot_of"] is None


def test_a_new_title_of_the_first_text_reaches_its_snapshots(first, newest):
    publish_reference(RecordKind.SOURCE, newest, by=factories.editor())
    first.name = "Renamed"
    first.save()

    publish_reference(RecordKind.SOURCE, first, by=factories.editor())

    document = Revision.objects.current().get(record=newest.pk).document
    assert document["snapshot_of"]["title"] == "Renamed"


def test_orphans_are_asked_for_in_one_query(first, newest, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Citation.objects.orphaned().count() == 2
