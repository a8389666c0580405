"""Every documented parameter narrows a collection down to what it says."""

import pytest

from curation.actions import publish_reference
from curation.api import filters
from curation.documents import DOCUMENTS
from curation.exports import TABLE_OF_KIND, TABLES, ColumnType
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
    ("citations", "fact_kind", "fact.kind"),
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


# Free text is looked for by words, lists of roles and names by those who have them; a collection
# shows what is in force, so that nothing in it has an end.
BY_WORDS = {ColumnType.TEXT, ColumnType.EDTF}
OTHERWISE = {
    "sources": "source",
    "subjects": "subject",
    "participants": "participant",
    "disputed_by": "disputes",
    "recorded_until": "known_at",
    "kind": "kind",
}
FILTERS_OF_TABLE = {
    **{TABLE_OF_KIND[kind].name: each for kind, each in FILTERS_OF_KIND.items()},
    "records": filters.RecordFilters,
    "citations": filters.CitationFilters,
}


@pytest.mark.parametrize("name", TABLES)
def test_what_a_table_has_a_column_for_can_be_asked_for(name):
    taken = FILTERS_OF_TABLE[name].parameters

    for column in TABLES[name].columns:
        asked = {column.name, f"{column.name}_min", f"{column.name}_after"} & set(taken)
        by_name = column.name.endswith("iso3") and not asked
        other = OTHERWISE.get(column.name)
        assert asked or column.type in BY_WORDS or by_name or other, column.name


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_reference_in_a_document_has_a_filter(kind):
    referring = {
        name
        for name, field in DOCUMENTS[kind]().fields.items()
        if "slug" in getattr(getattr(field, "child", field), "fields", {})
        or "actor" in getattr(getattr(field, "child", field), "fields", {})
    }

    parameters = FILTERS_OF_KIND[kind].parameters
    assert {SINGULAR.get(name, name) for name in referring} <= set(parameters)
    if kind in FACT_KINDS:
        assert "source" in parameters


BOUNDED = [
    ("figures", "value", "value", "min", "max"),
    ("sources", "length", "length", "min", "max"),
    ("statuses", "revision_id", "revision.id", "min", "max"),
    ("statuses", "definite_from", "definite.from", "after", "before"),
    ("statuses", "possible_until", "possible.until", "after", "before"),
    ("events", "definite_from", "definite.from", "after", "before"),
    ("sources", "accessed_on", "accessed_on", "after", "before"),
    ("statements", "recorded_from", "revision.recorded.from", "after", "before"),
    ("citations", "revision_number", "revision.number", "min", "max"),
]


@pytest.mark.parametrize(("collection", "name", "path", "low", "high"), BOUNDED)
def test_bounds_divide_what_has_a_value(get, collection, name, path, low, high):
    def value(entry):
        for step in path.split("."):
            entry = entry and entry[step]
        return entry

    everything = get(f"{collection}/", page_size=1000)["results"]
    occurring = sorted({value(entry) for entry in everything} - {None})
    middle = occurring[len(occurring) // 2] if occurring else None
    if middle is None:
        assert get(f"{collection}/", **{f"{name}_{low}": "2000-01-01"})["results"] == []
        return

    above = get(f"{collection}/", page_size=1000, **{f"{name}_{low}": middle})["results"]
    below = get(f"{collection}/", page_size=1000, **{f"{name}_{high}": middle})["results"]

    assert above == [
        entry for entry in everything if (value(entry) or "") and value(entry) >= middle
    ]
    last_included = high == "max"
    assert below == [
        entry
        for entry in everything
        if value(entry) is not None
        and (value(entry) <= middle if last_included else value(entry) < middle)
    ]


def test_the_later_texts_of_a_document_are_found_by_its_first(get):
    first = factories.source()
    newer = factories.source(snapshot_of=first)
    publish_reference(RecordKind.SOURCE, newer, by=factories.editor())

    found = get("sources/", snapshot_of=first.slug)["results"]

    assert [each["slug"] for each in found] == [newer.slug]
