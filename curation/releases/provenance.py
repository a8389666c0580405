"""Where every record of a release comes from: PROV-O, and passages as W3C Web Annotations.

The words are those of `curation.exports.linked`. Facts, of which there are many, are written by the
database, each as the node that the Python of that package gives: a test holds the two together.
Names are the API's, and nothing has an address: the registry has no domain that would outlive its
host. What many nodes refer to (sources, agents) is told once.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from ..exports import FactEntry, RecordEntry, moment_text
from ..exports.addresses import NAMES as PREFIX
from ..exports.cells import Unpacked
from ..exports.json_text import moment_sql
from ..exports.layouts import PRESENT, former_context
from ..exports.linked import context, linked_entry
from ..exports.linked.evidence import MOTIVATIONS
from ..exports.streaming import copied
from ..models import Revision
from ..vocabulary import FACT_KINDS, REFERENCE_KINDS, Action, PublicationBasis
from .frozen import Frozen
from .tables import standing

__all__ = ["BASE", "NOWHERE", "provenance_chunks", "referring"]

BASE = PREFIX
"""The prefix of the context that stands for ``urn:sco-registry:``."""
NOWHERE = ""
"""The address below which things stand: in a release none that would last."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

TOLD_ONCE = {"registry:Source", "prov:Agent", "prov:Role"}

Node = dict[str, Any]

# A fact's record, a citation's name, a source's: below, <fact>, <citation> and <source>.
NAMES = {
    "<fact>": f"{BASE}records/', line.record, '/",
    "<revision>": f"{BASE}records/', line.record, '/revisions/#', line.number, '",
    "<citation>": f"{BASE}records/', line.record, '/#citation-', cited.item ->> 'id', '",
    "<source>": f"{BASE}sources/', cited.item -> 'source' ->> 'slug', '/",
    "<original>": f"{BASE}sources/', cited.item -> 'reported_from' ->> 'slug', '/",
}
MOTIVATION = " ".join(
    f"WHEN '{support}' THEN '{motivation}'" for support, motivation in MOTIVATIONS.items()
)
POSITION = """CASE WHEN cited.item ->> 'start' IS NOT NULL THEN concat(
    ',{"@id":"<citation>-position","@type":"oa:TextPositionSelector","start":',
    cited.item -> 'start', ',"end":', cited.item -> 'end', '}') END"""
PASSAGE = f"""concat('{{"@id":"<citation>-passage","@type":"oa:SpecificResource",'
    '"source":"<source>","selector":[{{"@id":"<citation>-quote",'
    '"@type":"oa:TextQuoteSelector","exact":', cited.item -> 'quote',
    ',"prefix":', cited.item -> 'prefix', ',"suffix":', cited.item -> 'suffix', '}}',
    {POSITION}, ']}}')"""
ANNOTATION = f"""concat('{{"@id":"<citation>","@type":"oa:Annotation","motivation":"',
    CASE cited.item ->> 'support' {MOTIVATION} END,
    '","support":"registry:support:', cited.item ->> 'support', '","target":',
    CASE WHEN cited.item ->> 'quote' = '' THEN concat('"<source>"') ELSE {PASSAGE} END,
    CASE WHEN cited.item ->> 'locator' <> '' THEN
        concat(',"locator":', cited.item -> 'locator') END,
    CASE WHEN cited.item -> 'reported_from' ->> 'slug' <> '' THEN
        concat(',"reportedFrom":"<original>"') END, '}}')"""
CITED = "jsonb_array_elements(line.document -> 'citations') WITH ORDINALITY AS cited(item, place)"
EVIDENCE = f"(SELECT string_agg({ANNOTATION}, ',' ORDER BY cited.place) FROM {CITED})"
SOURCES = f"""(SELECT string_agg(source, ',' ORDER BY place) FROM (
    SELECT concat('"<source>"') AS source, min(cited.place) AS place FROM {CITED} GROUP BY 1
) AS derived)"""
SORTS = f"""CASE line.basis WHEN '{PublicationBasis.REVIEW}'
    THEN '"registry:Approval","registry:Review"' ELSE '"registry:Publication"' END"""

# What the shapes ask of a fact beside its evidence. The first layout left it out.
EXTENT = " || ".join(
    f"""coalesce(',"{bound}":"' || (line.document #>> '{{possible,{bound}}}') || '"', '')"""
    for bound in ("from", "until")
)
CLAIM = f"""',"identifier":"', line.record, '","certainty":"registry:certainty:',
    line.document ->> 'certainty', '","rank":"registry:rank:', line.document ->> 'rank',
    '","possible":{{"@type":"time:Interval"', {EXTENT}, '}}',"""

# Five pieces of text around the identities of those who approved and submitted.
HEAD = f"""concat('{{"@id":"<fact>","@type":["schema:Claim","registry:Fact"],"name":',
    line.document -> 'label', <claim>
    ',"evidence":[', {EVIDENCE}, '],"revision":{{"@id":"<revision>",'
    '"@type":["prov:Entity","registry:Revision"],"number":', line.number, ',"ledgerId":', line.id,
    ',"action":"registry:action:', line.action,
    '","basis":"registry:publication-basis:', line.basis,
    '","generatedAtTime":"', line.since, '"',
    CASE WHEN line.number > 1 THEN concat(',"wasRevisionOf":"{BASE}records/', line.record,
        '/revisions/#', line.number - 1, '"') END,
    ',"wasDerivedFrom":[', {SOURCES}, '],"wasGeneratedBy":{{"@id":"<revision>-publication",'
    '"@type":["prov:Activity",', {SORTS}, '],"endedAtTime":"', line.since,
    '","wasAssociatedWith":')"""
APPROVED = """concat(',"qualifiedAssociation":{"@id":"<revision>-publication-association",'
    '"@type":"prov:Association","hadRole":"registry:role:approver","agent":')"""
INFORMED = """concat('},"wasInformedBy":{"@id":"<revision>-submission",'
    '"@type":["prov:Activity","registry:Submission"],"endedAtTime":"', line.submitted,
    '","wasAssociatedWith":')"""
SUBMITTED = """concat(',"qualifiedAssociation":{"@id":"<revision>-submission-association",'
    '"@type":"prov:Association","hadRole":"registry:role:submitter","agent":')"""
TAIL = """concat('}}}', CASE WHEN line.summary <> '' THEN
    concat(',"summary":', to_json(line.summary)) END,
    ',"schemaVersion":', line.schema_version, ',"digest":"', line.digest, '"',
    CASE WHEN line.previous_digest <> '' THEN
        concat(',"previousDigest":"', line.previous_digest, '"') END, '}}')"""
PIECES = (HEAD, APPROVED, INFORMED, SUBMITTED, TAIL)

OF_REVISION = (
    "id", "record", "number", "action", "basis", "recorded", "submitted_at", "submitted_by",
    "approved_by", "summary", "schema_version", "digest", "previous_digest",
)  # fmt: skip


def provenance_chunks(frozen: Frozen) -> Iterator[bytes]:
    """Yield one document of JSON-LD: the release, all records that stand, and all tombstones."""
    words = former_context(frozen.layout) if frozen.layout < PRESENT else context()
    yield b'{"@context":' + _json(words) + b',"@graph":[' + _json(_release(frozen))
    agents = _Agents()
    yield from _written_here(frozen, agents)
    for row in copied(*_facts_sql(frozen), "FORMAT text"):
        yield _joined(row, agents)
    for node in agents.nodes():
        yield b",\n" + _json(node)
    yield b"]}\n"


def _release(frozen: Frozen) -> Node:
    node = {
        "@id": f"{BASE}releases/{frozen.identifier}/",
        "@type": ["prov:Entity", "schema:Dataset"],
        "identifier": frozen.identifier,
        "name": frozen.title,
        "license": LICENCE,
        "ledgerId": frozen.place.revision,
        "digest": frozen.head_digest,
        "generatedAtTime": moment_text(frozen.released_at),
    }
    if frozen.previous:
        node["wasRevisionOf"] = f"{BASE}releases/{frozen.previous.identifier}/"
    return node


def _written_here(frozen: Frozen, agents: "_Agents") -> Iterator[bytes]:
    """Yield what there is less of: reference data, and the tombstones of retracted facts."""
    place = frozen.place
    things = standing(place, *REFERENCE_KINDS).annotate(entry=RecordEntry(place))
    retracted = Revision.objects.of_kind(*FACT_KINDS).as_of(place).filter(action=Action.RETRACT)
    tombstones = retracted.order_by("id").annotate(entry=FactEntry(place))
    for rows in (things, tombstones):
        for text in rows.values_list("entry", flat=True).iterator():
            entry = json.loads(text)
            agents.know(entry["revision"]["submitted_by"], entry["revision"]["approved_by"])
            yield b",\n" + _json(referring(linked_entry(entry, NOWHERE)))


def referring(node: Any, *, inside: bool = False) -> Any:
    """Return a node in which sources and agents are named only, and nothing has an address."""
    if isinstance(node, list):
        return [referring(each, inside=inside) for each in node]
    if not isinstance(node, dict):
        return node
    types = node.get("@type", [])
    types = {types} if isinstance(types, str) else set(types)
    if inside and types & TOLD_ONCE:
        return node["@id"]
    is_revision = "registry:Revision" in types
    return {
        key: referring(value, inside=True)
        for key, value in node.items()
        if key != "url" or not is_revision
    }


def _facts_sql(frozen: Frozen) -> tuple[str, list[Any]]:
    rows = standing(frozen.place, *FACT_KINDS).annotate(whole=Unpacked("document"))
    lines, params = rows.values_list("whole", *OF_REVISION).query.sql_with_params()
    names = ", ".join(("document", *OF_REVISION))
    claim = CLAIM if frozen.layout == PRESENT else ""
    pieces = [_named(piece).replace("<claim>", claim) for piece in PIECES]
    columns = ("line.approved_by", "line.submitted_by", *pieces)
    moments = ", ".join(
        f"{moment_sql(moment)} AS {name}"
        for moment, name in (("lower(told.recorded)", "since"), ("told.submitted_at", "submitted"))
    )
    sql = (
        f"SELECT {', '.join(columns)} FROM (SELECT told.*, {moments} "
        f"FROM ({lines}) AS told({names}) OFFSET 0) AS line"
    )
    return sql, list(params)


def _named(piece: str) -> str:
    for name, parts in NAMES.items():
        piece = piece.replace(name, parts)
    return piece


def _joined(row: bytes, agents: "_Agents") -> bytes:
    approver, submitter, *pieces = row[:-1].replace(b"\\\\", b"\\").split(b"\t")
    one, other = agents[approver], agents[submitter]
    head, approved, informed, submitted, tail = pieces
    return b"".join((b",\n", head, one, approved, one, informed, other, submitted, other, tail))


class _Agents(dict[bytes, bytes]):
    """The names of agents, by the identities that the ledger copied."""

    def __missing__(self, identity: bytes) -> bytes:
        name = f"{BASE}#agent-{quote(identity.decode(), safe='')}"
        self[identity] = _json(name)
        return self[identity]

    def know(self, *identities: str) -> None:
        """Have a node for each of these."""
        for identity in identities:
            self[identity.encode()]

    def nodes(self) -> Iterable[Node]:
        """Return the node of each agent."""
        for identity, name in sorted(self.items()):
            yield {"@id": json.loads(name), "@type": "prov:Agent", "name": identity.decode()}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
