"""Each model is declared mutable or immutable; the immutable ones refuse every change."""

import pytest
from django.apps import apps

from curation.models import HISTORIES

MUTABLE = {
    "Actor",
    "ActorName",
    "Citation",
    "Event",
    "EventParticipant",
    "Fact",
    "Fact_disputes",
    "Figure",
    "Figure_subjects",
    "Indicator",
    "Issue",
    "Position",
    "Source",
    "Statement",
    "Statement_about",
    "Status",
    "StatusType",
    "Suggestion",
}
IMMUTABLE = {
    "CorrectionConfirmation",
    "EvidenceConfirmation",
    "Release",
    "ReleaseFile",
    "ReviewDecision",
    "Revision",
    *(table.__name__ for table in HISTORIES.values()),
}
VIEWS = {"PublishedCitation"}
# What follows from other tables by triggers; see test_search_names.py.
DERIVED = {"SearchName"}
# Records of what was done, written by actions; rules guard what must stay as it was.
LOGS = {"ImportBatch", "ImportedRow"}


def tables():
    config = apps.get_app_config("curation")
    return {
        model.__name__: model
        for model in config.get_models(include_auto_created=True)
        if not model._meta.proxy
    }


def test_every_table_is_on_one_of_the_lists():
    assert set(tables()) == MUTABLE | IMMUTABLE | VIEWS | DERIVED | LOGS
    assert not MUTABLE & IMMUTABLE


@pytest.mark.parametrize("name", sorted(IMMUTABLE))
def test_an_immutable_table_has_a_rule_that_says_so(name):
    rules = {trigger.name for trigger in tables()[name]._meta.triggers}

    assert any(rule.endswith("_is_never_altered") for rule in rules)


def test_a_view_is_not_written():
    assert not tables()["PublishedCitation"]._meta.managed


def test_every_rule_has_a_test_that_breaks_it(request):
    """Every name of a constraint or trigger stands in a test, as the rule that refuses."""
    root = request.config.rootpath / "tests"
    tests = "".join(path.read_text() for path in root.rglob("test_*.py"))
    names = set()
    for model in apps.get_app_config("curation").get_models():
        names |= {constraint.name for constraint in model._meta.constraints}
        names |= {trigger.name for trigger in getattr(model._meta, "triggers", [])}
    # This one carries out what other rules, tested by name, demand.
    names -= {"a_revision_takes_its_place_in_the_chain"}
    # This one counts edits and refuses by three names of its own, each tested.
    names -= {"fact_edit_is_counted"}
    # These count edits and refuse nothing; see test_edit_counts.py.
    names -= {"edit_is_counted", "new_part_is_an_edit", "changed_part_is_an_edit"}
    names -= {"lost_part_is_an_edit"}
    # These keep the search names and refuse nothing; see test_search_names.py.
    names -= {"names_are_found", "names_of_a_deleted_row_are_forgotten"}
    names -= {"published_names_are_found"}
    # These write the history and refuse nothing; see test_history.py.
    names -= {"insert_leaves_history", "update_leaves_history", "delete_leaves_history"}

    assert sorted(name for name in names if f'"{name}"' not in tests) == []


def test_every_table_has_a_history_but_the_ledger_and_the_histories_themselves():
    tracked = {model._meta.db_table for model in HISTORIES}
    themselves = {table.__name__ for table in HISTORIES.values()} | {"Revision"}

    assert tracked == {tables()[name]._meta.db_table for name in MUTABLE | IMMUTABLE - themselves}
