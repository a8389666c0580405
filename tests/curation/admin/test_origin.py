"""Whatever is done at the desk, the history tells who did it, where and why."""

import pytest

from curation.models import HISTORIES, Citation, EvidenceConfirmation, Fact

from ... import factories
from .conftest import address, seen, sent_by, step

pytestmark = pytest.mark.django_db


def told(model, pk):
    """What the context of the last change of a row tells."""
    return HISTORIES[model].objects.filter(id=pk).latest("pgh_id").pgh_context.metadata


def changed():
    """Return a public fact whose working copy differs, its citation too."""
    fact = factories.published_status()
    Citation.objects.filter(fact=fact).update(locator="line 9")
    Fact.objects.filter(pk=fact.pk).update(public_note="Changed.")
    return fact


@pytest.mark.parametrize(
    ("path", "words", "found"),
    [
        ("approve", "", factories.submitted_status),
        ("approve", "New date", factories.submitted_status),
        ("return", "Since when?", factories.submitted_status),
        ("retract", "A misprint", factories.published_status),
        ("discard", "", changed),
    ],
)
def test_step_of_review_is_told_with_account_page_and_reason(reviewer, path, words, found):
    fact = found()
    page = step(fact, path)

    reviewer.post(page, seen(fact, words=words))

    context = told(Fact, fact.pk)
    assert (context["origin"], context["address"]) == ("admin", page)
    assert context["by"] == "reviewer"
    assert context.get("reason", "") == words


def test_discarding_tells_of_the_citations_that_it_sets_back(editor):
    fact = changed()

    editor.post(step(fact, "discard"), seen(fact))

    assert told(Citation, fact.citations.get().pk)["address"] == step(fact, "discard")


def test_confirmation_names_who_read_the_evidence_and_when(editor):
    fact = changed()

    editor.post(step(fact, "confirm"), seen(fact))

    confirmation = EvidenceConfirmation.objects.get(fact=fact.pk)
    assert confirmation.by_name == "editor"
    assert confirmation.at is not None


def test_bulk_approval_tells_each_fact_of_its_summary(reviewer):
    facts = [factories.submitted_status(), factories.submitted_status()]
    page = address("waitingfact", "approve")

    sent = {"facts": [f"{fact.pk}:{fact.version}" for fact in facts], "words": "First entry"}
    b"".join(reviewer.post(page, sent).streaming_content)

    for fact in facts:
        context = told(Fact, fact.pk)
        assert (context["origin"], context["by"]) == ("admin", "reviewer")
        assert (context["address"], context["reason"]) == (page, "First entry")


@pytest.mark.parametrize(
    "name", ["status", "statement", "source", "actor", "issue", "indicator", "status_type"]
)
def test_every_form_asks_for_a_reason_and_tells_it(data_manager, name, seeded):
    row = getattr(factories, name)()
    form = address(name.replace("_", ""), "change", row.pk)
    field = "desk_note" if isinstance(row, Fact) else "note"

    opened = data_manager.get(form)
    data_manager.post(form, sent_by(opened, **{field: "New", "reason_for_change": "A misprint"}))

    assert 'name="reason_for_change"' in opened.content.decode()
    model = Fact if isinstance(row, Fact) else type(row)._meta.concrete_model
    context = told(model, row.pk)
    assert (context["origin"], context["by"]) == ("admin", "data-manager")
    assert context["reason"] == "A misprint"


def test_reason_for_a_citation_is_that_of_its_fact(editor, seeded):
    fact = factories.draft_status()
    form, citation = address("status", "change", fact.pk), fact.citations.get()

    editor.post(
        form,
        sent_by(editor.get(form), reason_for_change="Only a mention")
        | {"citations-0-support": "mentions"},
    )

    assert told(Citation, citation.pk)["reason"] == "Only a mention"
