"""A statement of the form “quotation” has its text in one of its quotations, wherever it is asked.

The form, the submission, the review page, the audit and the import ask the same function.
"""

import pytest

from curation.actions import approve, cite, submit
from curation.errors import EvidenceError
from curation.models import Statement

from ... import factories
from ...sheets import errors_of, previewed
from ..admin.conftest import address, evidence, said_in, sent_by, step

RULE = "quotation-of-other-words"
TEXT = "We support the resumption of the work before the summer, he said."
QUOTE = "We support the resumption of the work before the summer"
OTHER = "We oppose the resumption of the work before the summer"


def statement(text, **fields):
    """Return a statement of form “quotation” that rests on `QUOTE`."""
    fact = factories.statement(form="quotation", text=text, **fields)
    cite(fact, factories.source(TEXT), QUOTE)
    fact.refresh_from_db()
    return fact


def test_the_audit_finds_other_words(findings):
    assert "None of its citations has the words" in findings(statement(OTHER))[RULE].message


@pytest.mark.parametrize("text", [QUOTE, "We support […] the work [of all]", f"“{QUOTE}”"])
def test_the_audit_is_silent_about_the_words_of_the_source(findings, text):
    assert RULE not in findings(statement(text))


def test_the_audit_is_silent_about_a_paraphrase(findings):
    fact = statement(OTHER)
    Statement.objects.filter(pk=fact.pk).update(form="paraphrase")

    assert RULE not in findings(Statement.objects.get(pk=fact.pk))


def test_the_shipped_record_quotes_what_its_sources_say(seeded):
    quoted = Statement.objects.filter(form="quotation")

    assert quoted.count() >= 10
    for each in quoted:
        assert each.is_as_quoted(each.citations.values_list("quote", flat=True)), each.text


def test_it_is_not_submitted(db):
    with pytest.raises(EvidenceError, match="no quotation cited as evidence has these words") as no:
        submit(statement(OTHER), by=factories.staff())
    assert no.value.rule == "quotation_has_the_words_of_its_evidence"
    assert QUOTE in str(no.value)


def test_submitted_before_the_rule_it_is_not_approved(db, monkeypatch):
    fact = statement(QUOTE)
    submit(fact, by=factories.staff())
    monkeypatch.setattr(Statement, "is_as_quoted", lambda self, quotes: False)

    with pytest.raises(EvidenceError) as no:
        approve(fact, by=factories.reviewer())
    assert no.value.rule == "quotation_has_the_words_of_its_evidence"


@pytest.fixture
def client_of(seeded, client):
    from django.contrib.auth import get_user_model

    from curation.accounts import create_missing_accounts

    create_missing_accounts()

    def log_in(name):
        client.force_login(get_user_model().objects.get(username=name))
        return client

    return log_in


def test_the_form_refuses_other_words_and_keeps_them(client_of):
    editor, source = client_of("editor"), factories.source(TEXT)
    form = address("statement", "add")
    typed = sent_by(editor.get(form), form="quotation", text=OTHER) | evidence(0, source, QUOTE)

    refused = editor.post(form, typed)

    assert refused.status_code == 200
    assert "no quotation cited as evidence has these words" in refused.content.decode()
    assert refused.context["adminform"].form["text"].value() == OTHER
    assert not Statement.objects.filter(text=OTHER).exists()

    editor.post(form, typed | {"text": QUOTE})
    assert Statement.objects.filter(text=QUOTE).exists()


def test_the_form_lets_a_draft_wait_for_its_evidence(client_of):
    editor = client_of("editor")
    form = address("statement", "add")

    response = editor.post(form, sent_by(editor.get(form), form="quotation", text=OTHER))

    assert response.status_code == 302, said_in(response)


def test_the_review_page_says_so(client_of, monkeypatch):
    fact = statement(QUOTE)
    submit(fact, by=factories.staff())
    monkeypatch.setattr(Statement, "is_as_quoted", lambda self, quotes: False)

    page = client_of("reviewer").get(step(fact, "review")).content.decode()

    assert "A quotation that no citation has" in page
    assert "quotation_has_the_words_of_its_evidence" in page


def test_an_import_refuses_other_words_with_line_and_column(seeded):
    row = {
        "form": "quotation",
        "text": OTHER,
        "citation_1_source": factories.source(TEXT).slug,
        "citation_1_quote": QUOTE,
    }

    refused = previewed("statement", [row], by=factories.data_manager())

    ((_, column, reason),) = errors_of(refused)
    assert column == "text"
    assert "no quotation cited as evidence has these words" in reason
    assert previewed("statement", [row | {"text": QUOTE}], by=factories.data_manager()).created == 1


def test_an_import_that_changes_the_text_alone_is_held_against_the_citations(seeded):
    fact = statement(QUOTE)

    refused = previewed(
        "statement", [{"id": str(fact.pk), "text": OTHER}], by=factories.data_manager()
    )

    assert refused.refused == 1
