"""Every documented parameter narrows a collection down to what it says."""

import pytest

from curation.actions import publish_reference
from curation.api import filters
from curation.documents import DOCUMENTS
from curation.vocabulary import FACT_KINDS, RecordKind
from tests import factories

FILTERS_OF_KIND = {
    RecordKind.STATUS: filters.StatusFilters,
    RecordKind.STATEMENT: filters.StatementFilters,
    RecordKind.POSITION: filters.PositionFilters,
    RecordKind.EVENT: filters.EventFilters,
    RecordKind.FIGURE: filters.FigureFilters,
    RecordKind.ACTOR: filters.ActorFilters,
    RecordKind.SOURCE: filters.SourceFilters,
    RecordKind.STATUS_TYPE: filters.StatusTypeFilters,
    RecordKind.ISSUE: filters.IssueFilters,
    RecordKind.INDICATOR: filters.IndicatorFilters,
}
SINGULAR = {"subjects": "subject", "participants": "participant"}

# Collection, parameter, where its value stands in an entry.
NARROWING = [
    ("statuses", "actor", "actor.slug"),
    ("statuses", "organization", "organization.slug"),
    ("statuses", "status", "status.slug"),
    ("statuses", "dimension", "status.dimension"),
    ("statuses", "certainty", "certainty"),
    ("statuses", "rank", "rank"),
    ("statements", "speaker", "speaker.slug"),
    ("statements", "about", "about[].slug"),
    ("statements", "issue", "issue.slug"),
    ("statements", "outlet", "outlet.slug"),
    ("statements", "form", "form"),
    ("statements", "event", "event.id"),
    ("statements", "source", "citations[].source.slug"),
    ("positions", "holder", "holder.slug"),
    ("positions", "holder_group", "holder_group.slug"),
    ("positions", "issue", "issue.slug"),
    ("positions", "stance", "stance"),
    ("positions", "teller", "teller.slug"),
    ("positions", "event", "event.id"),
    ("positions", "statement", "statement.id"),
    ("positions", "actor", "holder.slug"),
    ("events", "type", "type"),
    ("events", "participant", "participants[].actor.slug"),
    ("events", "place_actor", "place_actor.slug"),
    ("figures", "indicator", "indicator.slug"),
    ("figures", "subject", "subjects[].slug"),
    ("figures", "actor", "subjects[].slug"),
    ("records", "kind", "kind"),
    ("records", "source", "citations[].reported_from.slug"),
    ("actors", "kind", "kind"),
    ("actors", "iso3", "iso3"),
    ("actors", "parent", "parent.slug"),
    ("sources", "kind", "kind"),
    ("status-types", "dimension", "dimension"),
    ("citations", "source", "source.slug"),
    ("citations", "reported_from", "reported_from.slug"),
    ("citations", "support", "support"),
    ("citations", "kind", "fact.kind"),
    ("citations", "fact", "fact.id"),
]


def values(node, path):
    for step in path.split("."):
        nodes = node if isinstance(node, list) else [node]
        node = [found[step.removesuffix("[]")] for found in nodes if found]
        node = [n for each in node for n in (each if isinstance(each, list) else [each])]
    return {value for value in node if value}


@pytest.mark.parametrize(("collection", "parameter", "path"), NARROWING)
def test_a_parameter_finds_exactly_what_has_its_value(get, collection, parameter, path):
    everything = get(f"{collection}/", page_size=1000)["results"]
    occurring = sorted(set().union(*(values(entry, path) for entry in everything)))
    exact = not (parameter == "actor" and collection != "statuses")
    exact = exact and not (parameter == "source" and collection != "citations")

    for value in occurring[:4]:
        found = get(f"{collection}/", page_size=1000, **{parameter: value})["results"]
        expected = [entry for entry in everything if value in values(entry, path)]
        if exact:
            assert found == expected
        else:
            assert [entry for entry in found if value in values(entry, path)] == expected
    assert occurring or parameter in ("event", "place_actor", "reported_from", "outlet")


def test_repeated_values_mean_any_of_them(get):
    both = get("statuses/", status=["observer", "acceding-member"], actor="belarus")["results"]

    assert {status["status"]["slug"] for status in both} == {"observer", "acceding-member"}


def test_an_unknown_slug_finds_nothing(get):
    assert get("statuses/", actor="atlantis")["results"] == []


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_reference_in_a_document_has_a_filter(kind):
    referring = {
        name
        for name, field in DOCUMENTS[kind]().fields.items()
        if "slug" in getattr(getattr(field, "child", field), "fields", {})
        or "actor" in getattr(getattr(field, "child", field), "fields", {})
    }

    parameters = FILTERS_OF_KIND[kind].base_filters
    assert {SINGULAR.get(name, name) for name in referring} <= set(parameters)
    if kind in FACT_KINDS:
        assert "source" in parameters


def test_every_parameter_of_a_fact_is_tried_above():
    tried = {parameter for _, parameter, _ in NARROWING}
    everywhere = {"known_at", "valid_at", "extent"}

    for each in (*FILTERS_OF_KIND.values(), filters.RecordFilters, filters.CitationFilters):
        assert set(each.base_filters) - everywhere - {"merged_into", "snapshot_of"} <= tried


def test_the_later_texts_of_a_document_are_found_by_its_first(get):
    first = factories.source()
    newer = factories.source(snapshot_of=first)
    publish_reference(RecordKind.SOURCE, newer, by=factories.editor())

    found = get("sources/", snapshot_of=first.slug)["results"]

    assert [each["slug"] for each in found] == [newer.slug]
