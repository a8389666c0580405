"""What a fact claims, in SQL: read from the working copy, and read from a published document.

Both are reduced to the same JSON: a reference to its slug, a fact to its id, a set to a sorted
list, a blank to null. Labels are left out, since renaming an actor changes no claim. Two rules of
the database compare them: whether a working copy says what the ledger says
(`fact_rules`), and whether a publication changes a claim (`revision_rules`).
"""

from dataclasses import dataclass

from ..vocabulary import RecordKind

__all__ = [
    "claim_in_document",
    "evidence_in_document",
    "statement_of_document",
    "statement_of_working_copy",
]


@dataclass(frozen=True)
class Part:
    """A key of a document, with its expression over the tables and over the document ``doc``.

    ``own`` is the row of the fact's kind, ``base`` that of the table all kinds share.
    """

    key: str
    working: str
    published: str


def _text(key: str, column: str = "", row: str = "own") -> Part:
    return Part(
        key,
        f"to_jsonb(nullif({row}.\"{column or key}\"::text, ''))",
        f"to_jsonb(nullif(doc ->> '{key}', ''))",
    )


def _number(key: str) -> Part:
    return Part(key, f"to_jsonb(own.{key})", f"nullif(doc -> '{key}', 'null')")


def _slug(key: str, table: str = "actor") -> Part:
    working = f"(SELECT to_jsonb(slug) FROM curation_{table} WHERE id = own.{key}_id)"
    return Part(key, working, f"doc -> '{key}' -> 'slug'")


def _fact(key: str, row: str = "own") -> Part:
    return Part(key, f"to_jsonb({row}.{key}_id::text)", f"doc -> '{key}' -> 'id'")


def _slugs(key: str, table: str, owner: str) -> Part:
    working = (
        f"(SELECT jsonb_agg(a.slug ORDER BY a.slug) FROM {table} AS t "
        f"JOIN curation_actor AS a ON a.id = t.actor_id WHERE t.{owner} = base.id)"
    )
    published = (
        "(SELECT jsonb_agg(e ->> 'slug' ORDER BY e ->> 'slug') "
        f"FROM jsonb_array_elements(doc -> '{key}') AS e)"
    )
    return Part(key, working, published)


DISPUTES = Part(
    "disputes",
    "(SELECT jsonb_agg(to_fact_id::text ORDER BY to_fact_id::text) "
    "FROM curation_fact_disputes WHERE from_fact_id = base.id)",
    "(SELECT jsonb_agg(e ->> 'id' ORDER BY e ->> 'id') "
    "FROM jsonb_array_elements(doc -> 'disputes') AS e)",
)
PARTICIPANTS = Part(
    "participants",
    "(SELECT jsonb_agg(jsonb_build_array(a.slug, p.role) ORDER BY a.slug, p.role) "
    "FROM curation_eventparticipant AS p JOIN curation_actor AS a ON a.id = p.actor_id "
    "WHERE p.event_id = base.id)",
    "(SELECT jsonb_agg(jsonb_build_array(e -> 'actor' -> 'slug', e -> 'role') "
    "ORDER BY e -> 'actor' ->> 'slug', e ->> 'role') "
    "FROM jsonb_array_elements(doc -> 'participants') AS e)",
)
CITATIONS = Part(
    "citations",
    """(SELECT jsonb_agg(jsonb_build_array(c.id::text, s.slug, c.quote, c.start, c."end", c.prefix,
            c.suffix, c.locator, r.slug, c.support) ORDER BY c.position, c.start, c.id)
        FROM curation_citation AS c
        JOIN curation_source AS s ON s.id = c.source_id
        LEFT JOIN curation_source AS r ON r.id = c.reported_from_id
        WHERE c.fact_id = base.id)""",
    """(SELECT jsonb_agg(jsonb_build_array(e -> 'id', e -> 'source' -> 'slug', e -> 'quote',
            e -> 'start', e -> 'end', e -> 'prefix', e -> 'suffix', e -> 'locator',
            e -> 'reported_from' -> 'slug', e -> 'support') ORDER BY place)
        FROM jsonb_array_elements(doc -> 'citations') WITH ORDINALITY AS cited (e, place))""",
)

# What the sources are the evidence of.
CLAIM = tuple(_text(key, row="base") for key in ("when", "attested", "certainty", "hedge"))
# What the registry makes of it, and the evidence.
JUDGEMENT = (
    *(_text(key, row="base") for key in ("rank", "rationale", "outcome", "precision")),
    _text("note", "public_note", row="base"),
    _fact("settled_by", row="base"),
    DISPUTES,
    CITATIONS,
)
CLAIM_OF_KIND = {
    RecordKind.STATUS: (
        *(_slug(key) for key in ("actor", "organization")),
        _slug("status", "statustype"),
        *(_text(key) for key in ("start_basis", "end_basis", "actor_as_written")),
    ),
    RecordKind.STATEMENT: (
        *(_text(key) for key in ("speaker_as_described", "speaker_role", "form", "text")),
        *(_slug(key) for key in ("speaker", "outlet")),
        _fact("event"),
        _slugs("about", "curation_statement_about", "statement_id"),
        _slug("issue", "issue"),
    ),
    RecordKind.POSITION: (
        *(_slug(key) for key in ("holder", "holder_group", "teller")),
        *(_text(key) for key in ("holder_as_described", "stance")),
        _slug("issue", "issue"),
        _fact("event"),
        _fact("statement"),
    ),
    RecordKind.EVENT: (
        *(_text(key) for key in ("type", "name", "place")),
        _slug("place_actor"),
        PARTICIPANTS,
    ),
    RecordKind.FIGURE: (
        _slug("indicator", "indicator"),
        _slugs("subjects", "curation_figure_subjects", "figure_id"),
        *(_number(key) for key in ("value", "lower", "upper")),
        *(_text(key) for key in ("exactness", "as_written")),
    ),
}


def _object(parts: tuple[Part, ...], side: str) -> str:
    pairs = (f"'{part.key}', {getattr(part, side)}" for part in parts)
    return f"jsonb_build_object({', '.join(pairs)})"


def _by_kind(kind: str, common: tuple[Part, ...]) -> str:
    """Return the expression over ``doc`` that reduces it, with what all kinds have in common."""
    cases = (
        f"WHEN '{name}' THEN {_object((*common, *parts), 'published')}"
        for name, parts in CLAIM_OF_KIND.items()
    )
    return f"CASE {kind} {' '.join(cases)} END"


def claim_in_document(kind: str, document: str) -> str:
    """Return the SQL of what the expression ``document`` claims, without the judgement on it."""
    return f"(SELECT {_by_kind(kind, CLAIM)} FROM (SELECT {document} AS doc) AS given)"


def statement_of_document(kind: str, document: str) -> str:
    """Return the SQL of everything that the expression ``document`` says."""
    return f"(SELECT {_by_kind(kind, CLAIM + JUDGEMENT)} FROM (SELECT {document} AS doc) AS given)"


def statement_of_working_copy(kind: str, fact: str) -> str:
    """Return the SQL of everything that would be published of the fact with the id ``fact``."""
    cases = (
        f"WHEN '{name}' THEN (SELECT {_object((*CLAIM, *JUDGEMENT, *parts), 'working')} "
        f"FROM curation_fact AS base JOIN curation_{name} AS own ON own.fact_id = base.id "
        f"WHERE base.id = {fact})"
        for name, parts in CLAIM_OF_KIND.items()
    )
    return f"CASE {kind} {' '.join(cases)} END"


def evidence_in_document(document: str) -> str:
    """Return the SQL of the set of passages that the expression ``document`` rests on."""
    return (
        "(SELECT jsonb_agg(DISTINCT jsonb_build_array(e -> 'quote', e -> 'source' -> 'slug', "
        "e -> 'start', e -> 'end', e -> 'support', e -> 'reported_from' -> 'slug')) "
        f"FROM jsonb_array_elements({document} -> 'citations') AS e)"
    )
