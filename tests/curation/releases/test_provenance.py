"""Documents and provenance of a release: complete, and the same as Python tells them."""

import json

import pyshacl
import pytest
import rdflib
from rdflib.namespace import PROV

from curation.actions import retract
from curation.exports import FactEntry
from curation.exports.linked import SHAPES, linked_entry
from curation.models import Revision
from curation.releases.documents import record_lines
from curation.releases.provenance import NOWHERE, provenance_chunks, referring
from curation.vocabulary import FACT_KINDS
from tests import factories
from tests.curation.releases.conftest import corrected, frozen_now

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:.*Dataset:DeprecationWarning"),
]

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
REGISTRY = rdflib.Namespace("urn:sco-registry:")


def graph_of(frozen):
    return json.loads(b"".join(provenance_chunks(frozen)))["@graph"]


def told_in_python(frozen):
    """Return the nodes of all standing facts, by name."""
    place = frozen.place
    rows = Revision.objects.of_kind(*FACT_KINDS).as_of(place).standing()
    nodes = {}
    for text in rows.annotate(entry=FactEntry(place)).values_list("entry", flat=True):
        node = referring(linked_entry(json.loads(text), NOWHERE))
        nodes[node["@id"]] = {
            "@id": node["@id"],
            "@type": ["schema:Claim", "registry:Fact"],
            **{key: node[key] for key in ("name", "identifier", "certainty", "rank", "possible")},
            "evidence": node["evidence"],
            "revision": node["revision"],
        }
    return nodes


def test_the_database_writes_the_nodes_that_python_gives(seeded):
    factories.published_status(public_note="“Quoted” \\ and\nbroken")
    frozen = frozen_now()

    facts = {
        node["@id"]: node for node in graph_of(frozen) if "registry:Fact" in node.get("@type", ())
    }

    assert facts == told_in_python(frozen)
    assert len(facts) > 100


def test_the_later_revision_names_the_former_and_why(seeded):
    fact = factories.published_status()
    corrected(fact, "A word was missing.", public_note="Corrected.")
    frozen = frozen_now()

    node = next(each for each in graph_of(frozen) if str(fact.pk) in each["@id"])

    assert node == told_in_python(frozen)[node["@id"]]
    assert node["revision"]["wasRevisionOf"].endswith("#1")


def test_a_retraction_is_a_tombstone_in_the_provenance_and_in_no_table(seeded):
    fact = factories.published_status()
    retract(fact, by=factories.reviewer(), reason="The passage does not say so.")
    frozen = frozen_now()

    node = next(each for each in graph_of(frozen) if str(fact.pk) in each["@id"])

    assert "registry:Tombstone" in node["revision"]["@type"]
    assert node["revision"]["summary"] == "The passage does not say so."
    assert str(fact.pk).encode() not in b"".join(record_lines(frozen))


def test_rdflib_reads_the_provenance_and_every_fact_leads_to_words_and_people(unpacked):
    graph = rdflib.Graph().parse(unpacked / "provenance.jsonld", format="json-ld")

    facts = set(graph.subjects(rdflib.RDF.type, REGISTRY.Fact))
    assert len(facts) > 100
    for fact in facts:
        (revision,) = graph.subjects(PROV.specializationOf, fact)
        activity = graph.value(revision, PROV.wasGeneratedBy)
        agent = graph.value(activity, PROV.wasAssociatedWith)
        assert (agent, rdflib.RDF.type, PROV.Agent) in graph
        passages = list(graph.subjects(OA.hasBody, fact))
        assert passages
        assert all(graph.value(passage, OA.hasTarget) for passage in passages)
    sources = set(graph.objects(None, OA.hasSource))
    assert sources
    assert all((source, rdflib.RDF.type, REGISTRY.Source) in graph for source in sources)


def test_nothing_in_the_provenance_is_the_address_of_a_host(unpacked):
    graph = rdflib.Graph().parse(unpacked / "provenance.jsonld", format="json-ld")

    named = {str(node) for node in graph.subjects() if isinstance(node, rdflib.URIRef)}

    assert {name.partition(":")[0] for name in named} == {"urn"}


def test_the_full_documents_are_those_of_the_ledger(unpacked, shipped):
    lines = (unpacked / "records.ndjson").read_text(encoding="utf-8").split("\n")
    entries = {each["id"]: each for each in map(json.loads, filter(None, lines))}

    rows = Revision.objects.as_of(shipped.place).standing()
    assert len(entries) == rows.count()
    for revision in rows:
        entry = entries[str(revision.record)]
        assert entry.items() >= revision.document.items()
        assert entry["revision"]["digest"] == revision.digest
        assert entry["release"] == "v2026.11"


def test_the_provenance_conforms_to_the_shapes_of_all_linked_data(unpacked):
    graph = rdflib.Graph().parse(unpacked / "provenance.jsonld", format="json-ld")

    conforms, _, told = pyshacl.validate(
        graph, shacl_graph=str(SHAPES), shacl_graph_format="turtle", inplace=True
    )

    assert conforms, told[:2000]


def test_the_release_and_the_api_speak_of_the_same_things(unpacked, client):
    released = rdflib.Graph().parse(unpacked / "provenance.jsonld", format="json-ld")
    answer = client.get("/api/v1/records/", {"format": "jsonld"}).getvalue()
    asked = rdflib.Graph().parse(data=answer, format="json-ld")

    for kind in ("Fact", "Source", "Revision"):
        of_release = set(released.subjects(rdflib.RDF.type, REGISTRY[kind]))
        of_api = set(asked.subjects(rdflib.RDF.type, REGISTRY[kind]))
        assert of_api
        assert of_api <= of_release, kind
