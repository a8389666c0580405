"""Linked data: any RDF reader gets the record out of it, and the shapes hold it to its rules."""

import json
from itertools import chain

import pyshacl
import pytest
from django.conf import settings
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef

from curation.actions import retract, seed_timeline
from curation.exports.linked import (
    SHAPES,
    LinkedPage,
    context,
    linked_chunks,
    linked_document,
    linked_entry,
)
from curation.models import Source
from tests import factories

# rdflib's reader of JSON-LD, and pyshacl, use names that rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:.*Dataset:DeprecationWarning")

BASE = "https://registry.example.org/api/v1/"
API = Namespace("urn:sco-registry:")
SCHEMA = Namespace("https://schema.org/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
REGISTRY = Namespace("urn:sco-registry:")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")


VOCABULARIES = (
    *map(str, (SCHEMA, PROV, OA, REGISTRY, RDF)),
    "http://www.w3.org/2004/02/skos/core#",
    "http://purl.org/dc/terms/",
)


def graph_of(entries, **how):
    return Graph().parse(data=b"".join(linked_chunks(entries, BASE, **how)), format="json-ld")


def report(graph):
    """What the shapes say of a graph, blank if it conforms."""
    conforms, _, text = pyshacl.validate(
        graph, shacl_graph=str(SHAPES), shacl_graph_format="turtle", inplace=True
    )
    return "" if conforms else text


@pytest.fixture
def reviewed(entry_of):
    """The entry of a status that one editor submitted and another approved."""
    return entry_of(factories.published_status(when="2020-05-01/2022~", start_basis="decision"))


# --- The shipped record ---


@pytest.mark.parametrize(
    "kind",
    ["status", "statement", "position", "event", "figure", "actor", "source", "status-type",
     "issue", "indicator", "citation"],
)  # fmt: skip
def test_every_entry_of_the_record_conforms_to_the_shapes(entries, kind):
    graph = graph_of(entries[kind])

    assert report(graph) == ""
    targets = {*graph.subjects(RDF.type, REGISTRY.Revision)}
    records = {entry.get("fact", entry)["id"] for entry in entries[kind]}
    assert len(targets) == len(records) > 0, "the shapes looked at something"


def test_the_record_as_one_graph_conforms_to_the_shapes(every_entry):
    assert report(graph_of(every_entry)) == ""


def test_the_timeline_conforms_to_the_shapes(seeded, all_entries):
    published = seed_timeline(settings.BASE_DIR / "fixtures" / "membership-timeline")
    entries = all_entries()

    assert published > 70
    assert report(graph_of(entry for kind in entries.values() for entry in kind)) == ""


def test_every_quotation_of_the_article_is_found_by_query_as_it_stands_in_the_ledger(entries):
    graph = graph_of(entries["citation"])
    found = graph.query(
        """SELECT ?citation ?exact ?prefix ?suffix ?start ?end WHERE {
            ?citation oa:hasTarget ?passage .
            ?passage oa:hasSource ?article ; oa:hasSelector ?quote, ?place .
            ?quote oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
            ?place oa:start ?start ; oa:end ?end .
        }""",
        initNs={"oa": OA},
        initBindings={"article": API["sources/asia-plus-2024-06-13/"]},
    )
    said = {
        (entry["id"], *(entry[key] for key in ("quote", "prefix", "suffix", "start", "end")))
        for entry in entries["citation"]
        if entry["source"]["slug"] == "asia-plus-2024-06-13"
    }

    rows = [tuple(term.toPython() for term in row) for row in found]
    assert {(str(row[0]).rpartition("citation-")[2], *row[1:]) for row in rows} == said
    assert len(rows) == len(said) > 80

    held = Source.objects.get(slug="asia-plus-2024-06-13").held_text
    assert all(held[start:end] == exact for _, exact, _, _, start, end in rows)


def test_nothing_in_a_document_needs_the_network_or_a_base_to_be_understood(every_entry):
    graph = graph_of(every_entry)
    iris = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}

    assert {iri.partition(":")[0] for iri in iris} <= {"http", "https", "urn"}
    assert not [term for term in context().values() if str(term).startswith("http") and "#" in term
                and not term.endswith("#")]  # fmt: skip
    prefixes = {"https://schema.org/", str(PROV), str(OA), str(REGISTRY), BASE, str(RDF)}
    others = {iri for iri in iris if not iri.startswith(tuple(prefixes)) and "wikidata" not in iri}
    assert all(
        iri.startswith(
            (
                "http://www.w3.org/",
                "http://purl.org/dc/terms/",
                "https://www.asiaplustj",
                "http://www.hrichina.org/",  # The addresses of the shipped sources.
            )
        )
        for iri in others
    ), others


def test_every_word_of_a_document_is_in_its_context(every_entry):
    known = set(context())

    def words(node):
        if isinstance(node, dict):
            return chain(node, *map(words, node.values()))
        return chain(*map(words, node)) if isinstance(node, list) else ()

    used = set(words([linked_entry(entry, BASE) for entry in every_entry]))
    assert {word for word in used if not word.startswith("@")} <= known


def test_the_stream_is_the_document(every_entry):
    page = LinkedPage(
        url=f"{BASE}records/", next=f"{BASE}records/?cursor=x", known_at="2026-11-01T12:00:00Z"
    )

    stream = b"".join(linked_chunks(every_entry, BASE, page))

    assert json.loads(stream) == linked_document(every_entry, BASE, page)
    assert json.loads(b"".join(linked_chunks([], BASE)))["@graph"] == []


# --- What a kind of record is in schema.org ---


def test_a_state_is_a_country_with_its_codes_and_its_names_in_other_languages(entries):
    (china,) = [entry for entry in entries["actor"] if entry["slug"] == "china"]
    graph, node = graph_of([china]), API["actors/china/"]

    assert (node, RDF.type, SCHEMA.Country) in graph
    assert graph.value(node, SCHEMA.sameAs) == URIRef("http://www.wikidata.org/entity/Q148")
    codes = {
        str(graph.value(code, SCHEMA.propertyID)): str(graph.value(code, SCHEMA.value))
        for code in graph.objects(node, SCHEMA.identifier)
    }
    assert (codes["ISO 3166-1 alpha-3"], codes["ISO 3166-1 numeric"]) == ("CHN", "156")
    assert {name.language for name in graph.objects(node, SCHEMA.alternateName)} >= {"ru", "zh"}


def test_a_status_is_a_role_of_its_holder_in_the_organization(reviewed):
    graph = graph_of([reviewed])
    node = API[f"records/{reviewed['id']}/"]

    assert (node, RDF.type, SCHEMA.OrganizationRole) in graph
    assert graph.value(node, SCHEMA.member) == API[f"actors/{reviewed['actor']['slug']}/"]
    assert graph.value(node, REGISTRY["when"]) == Literal("2020-05-01/2022~", datatype=EDTF)
    assert graph.value(node, SCHEMA.startDate) == Literal("2020-05-01", datatype=SCHEMA.Date)
    assert graph.value(node, SCHEMA.endDate) is None, "a doubtful date is none for schema.org"


def test_a_number_is_a_decimal_digit_for_digit(entries):
    by_label = {entry["label"]: entry for entry in entries["figure"]}
    graph = graph_of(by_label.values())

    for entry in by_label.values():
        value = graph.value(API[f"records/{entry['id']}/"], SCHEMA.value)
        assert value.datatype == XSD.decimal
        assert float(value) == entry["value"]


# --- Provenance ---


def test_a_reviewed_fact_tells_who_submitted_and_who_approved_it_and_no_more(reviewed):
    graph = graph_of([reviewed])
    roles = {
        str(role).rpartition(":")[2]: str(graph.value(graph.value(how, PROV.agent), SCHEMA.name))
        for how, role in graph.subject_objects(PROV.hadRole)
    }

    said = reviewed["revision"]
    assert roles == {"approver": said["approved_by"], "submitter": said["submitted_by"]}
    told = {
        predicate
        for agent in graph.subjects(RDF.type, PROV.Agent)
        for predicate in graph.predicates(agent)
    }
    assert told == {RDF.type, SCHEMA.name}


def test_a_retraction_invalidates_what_it_retracts_and_says_nothing_of_the_world(history_of):
    fact = factories.published_status()
    tombstone = retract(fact, by=factories.reviewer(), reason="Wrong country.")
    history = history_of(fact)

    graph = graph_of(history, history=True)

    assert report(graph) == ""
    first, last = (API[f"records/{fact.pk}/revisions/#{number}"] for number in (1, 2))
    invalidation = graph.value(first, PROV.qualifiedInvalidation)
    assert graph.value(invalidation, PROV.activity) == graph.value(last, PROV.wasGeneratedBy)
    ended = graph.value(first, PROV.invalidatedAtTime)
    assert ended.toPython() == tombstone.recorded.lower
    assert (last, REGISTRY.summary, Literal("Wrong country.")) in graph
    assert (first, RDF.type, REGISTRY.Status) in graph
    assert (last, RDF.type, REGISTRY.Status) not in graph

    alone = graph_of(history[1:])
    assert report(alone) == ""
    assert (None, RDF.type, SCHEMA.Claim) not in alone


def test_revisions_of_a_fact_do_not_run_together(reviewed):
    later = {
        **reviewed,
        "label": "Something else",
        "revision": {**reviewed["revision"], "number": 2, "id": reviewed["revision"]["id"] + 1},
    }

    graph = graph_of([reviewed, later], history=True)

    assert report(graph) == ""
    labels = [
        {str(name) for name in graph.objects(revision, SCHEMA.name)}
        for revision in graph.subjects(RDF.type, REGISTRY.Revision)
    ]
    assert sorted(labels, key=str) == sorted([{reviewed["label"]}, {"Something else"}], key=str)
    assert len(set(graph.subjects(RDF.type, OA.Annotation))) == 2


def test_a_source_whose_text_is_not_held_is_quoted_without_a_position(reviewed):
    (citation,) = reviewed["citations"]
    unplaced = {**citation, "start": None, "end": None}

    graph = graph_of([{**reviewed, "citations": [unplaced]}])

    assert report(graph) == ""
    assert (None, RDF.type, OA.TextQuoteSelector) in graph
    assert (None, RDF.type, OA.TextPositionSelector) not in graph


def test_a_source_that_is_not_quoted_is_itself_the_target(reviewed):
    (citation,) = reviewed["citations"]
    unquoted = {**citation, "quote": "", "start": None, "end": None, "prefix": "", "suffix": ""}

    graph = graph_of([{**reviewed, "citations": [unquoted]}])

    assert report(graph) == ""
    (target,) = graph.objects(None, OA.hasTarget)
    assert target == API[f"sources/{citation['source']['slug']}/"]
    assert (None, RDF.type, OA.SpecificResource) not in graph


# --- The shapes refuse ---


def without(predicate):
    def broken(graph):
        graph.remove((None, predicate, None))

    broken.__name__ = f"without {predicate}"
    return broken


def approved_by_the_submitter(graph):
    submission = graph.value(predicate=RDF.type, object=REGISTRY.Submission)
    approval = graph.value(predicate=RDF.type, object=REGISTRY.Approval)
    who = graph.value(submission, PROV.wasAssociatedWith)
    graph.set((approval, PROV.wasAssociatedWith, who))
    graph.set((graph.value(approval, PROV.qualifiedAssociation), PROV.agent, who))


def without_approver(graph):
    approval = graph.value(predicate=RDF.type, object=REGISTRY.Approval)
    graph.remove((approval, PROV.wasAssociatedWith, None))
    graph.remove((approval, PROV.qualifiedAssociation, None))


def with_an_address_of_the_editor(graph):
    agent = graph.value(predicate=RDF.type, object=PROV.Agent)
    graph.add((agent, SCHEMA.email, Literal("editor@example.org")))


def with_a_date_that_is_only_text(graph):
    fact = graph.value(predicate=RDF.type, object=REGISTRY.Fact)
    graph.set((fact, REGISTRY["when"], Literal("2020-05-01/2022~")))


def ending_before_it_starts(graph):
    place = graph.value(predicate=RDF.type, object=OA.TextPositionSelector)
    graph.set((place, OA.end, Literal("0", datatype=XSD.nonNegativeInteger)))


def numbered_as_if_it_had_a_predecessor(graph):
    revision = graph.value(predicate=RDF.type, object=REGISTRY.Revision)
    graph.set((revision, REGISTRY.number, Literal("2", datatype=XSD.positiveInteger)))


def superseded_before_it_was_recorded(graph):
    revision = graph.value(predicate=RDF.type, object=REGISTRY.Revision)
    long_ago = Literal("1999-01-01T00:00:00Z", datatype=XSD.dateTime)
    graph.add((revision, PROV.invalidatedAtTime, long_ago))


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (without(OA.exact), "quoted once, with its exact text"),
        (without(OA.hasBody), "rests on at least one passage"),
        (without(OA.hasSource), "hasSource"),
        (without(OA.hasTarget), "one passage, or of a source"),
        (without(REGISTRY.rank), "one rank"),
        (without(REGISTRY.certainty), "one certainty"),
        (without(SCHEMA.member), "member"),
        (without(PROV.generatedAtTime), "recorded at one moment"),
        (without(PROV.wasInformedBy), "because somebody submitted it"),
        (without(PROV.hadRole), "somebody who approves it"),
        (without(PROV.specializationOf), "of one record"),
        (without(REGISTRY.digest), "digest"),
        (without_approver, "somebody who approves it"),
        (approved_by_the_submitter, "not who submitted it"),
        (with_an_address_of_the_editor, "email"),
        (with_a_date_that_is_only_text, "in EDTF"),
        (ending_before_it_starts, "starts before it ends"),
        (numbered_as_if_it_had_a_predecessor, "Xone"),
        (superseded_before_it_was_recorded, "before it is superseded"),
    ],
)
def test_a_document_that_breaks_a_rule_does_not_conform(reviewed, broken, complaint):
    graph = graph_of([reviewed])
    assert report(graph) == ""

    broken(graph)

    assert complaint in report(graph)
