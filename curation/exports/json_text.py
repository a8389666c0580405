"""Entries as the database writes them: JSON text that is handed on without being parsed.

An entry is the document as it was published; for facts, `disputed_by`: which other standing facts
contradict it; and `revision`: what was published when and by whom. All of it as of one place in
the ledger, so that the same question asked at the same place has the same answer for ever.

It is SQL of one piece rather than a tree of expressions: it is compiled anew for every page.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Expression, F, TextField

from ..models import AsOf
from ..models.document_paths import SEARCH_CONFIGURATION
from ..naming import either_way, has_han
from ..vocabulary import Action
from .addresses import COLLECTIONS

__all__ = [
    "CitationEntry",
    "DisputingFacts",
    "EntryText",
    "FactEntry",
    "RecordEntry",
    "moment_sql",
    "without_blanks",
]

# Between the fragments of a highlighted text.
FRAGMENTS = "¦¦"

ISO_8601 = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'


def moment_sql(moment: str) -> str:
    """Return the SQL of a moment as ISO 8601 in UTC, to the microsecond."""
    return f"to_char({moment} AT TIME ZONE 'UTC', '{ISO_8601}')"


def without_blanks(text: bytes) -> bytes:
    """Return JSON as the database writes it, with null for every text that is blank.

    Documents are kept with blank texts; readers of entries meet one word for “nothing”. Within a
    string no quotation mark stands by itself: these five letters are a member that is blank.
    """
    return text.replace(b': ""', b": null")


# In what follows <r> stands for the row of the revision, <t> for that of the citation.
# The moment at which a revision was superseded counts only if it had come at the place asked for.
PROVENANCE = (
    """format('{"id": %%s, "kind": "%%s", "number": %%s, "action": "%%s", "basis": "%%s", '
    '"recorded": {"from": "%%s", "until": %%s}, "submitted_by": %%s, "submitted_at": "%%s", '
    '"approved_by": %%s, "summary": %%s, "fact_version": %%s, "schema_version": %%s, '
    '"digest": "%%s", "previous_digest": "%%s"}',
    <r>.id, <r>.kind, <r>.number, <r>.action, <r>.basis, """
    + moment_sql("lower(<r>.recorded)")
    + ", CASE WHEN upper(<r>.recorded) <= %s THEN to_json("
    + moment_sql("upper(<r>.recorded)")
    + ")::text ELSE 'null' END, to_json(<r>.submitted_by), "
    + moment_sql("<r>.submitted_at")
    + """, to_json(<r>.approved_by), to_json(<r>.summary),
    coalesce(<r>.fact_version::text, 'null'), <r>.schema_version, <r>.digest,
    <r>.previous_digest)"""
)

REFERENCE = """format('{"id": "%%s", "kind": "%%s", "label": %%s}', <f>.record, <f>.kind,
    to_json(<label>))"""
FACT = REFERENCE.replace("<f>", "<t>").replace("<label>", "<t>.label")

DISPUTING = f"""ARRAY(
    SELECT <what> FROM curation_revision AS other
    WHERE (other.disputes -> 0) IS NOT NULL AND other.disputes ? <r>.record::text
        AND other.id <= %s AND (upper_inf(other.recorded) OR upper(other.recorded) > %s)
        AND other.action <> '{Action.RETRACT}'
    ORDER BY other.id)"""

DISPUTING_REFERENCE = REFERENCE.replace("<f>", "other").replace(
    "<label>", "other.document ->> 'label'"
)
DISPUTED_BY = (
    f"'[' || array_to_string({DISPUTING.replace('<what>', DISPUTING_REFERENCE)}, ', ') || ']'"
)


# Where an entry is read: its page and its entry in the API have the same path below two roots.
COLLECTION = " ".join(
    f"WHEN '{kind}' THEN '{collection}/'" for kind, collection in COLLECTIONS.items()
)
PATH = f"""coalesce(CASE <r>.kind {COLLECTION} END || <r>.slug, 'records/' || <r>.record) || '/"'"""
LINKS = f"""'{{"api": "' || %s::text || {PATH} || ', "page": "' || %s::text || {PATH} || '}}'"""

TEXT = "concat_ws(' … ', <texts>)"
ESCAPED = "replace(replace(replace(<text>, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"
HIGHLIGHTED = f"""(SELECT to_json(CASE WHEN headline LIKE '%%<mark>%%'
        THEN string_to_array(headline, '{FRAGMENTS}') ELSE '{{}}' END)::text
    FROM ts_headline('{SEARCH_CONFIGURATION}', {ESCAPED.replace("<text>", TEXT)},
        public.curation_question(%s),
        'StartSel=<mark>, StopSel=</mark>, MaxFragments=3, MaxWords=25, MinWords=8, '
        'FragmentDelimiter={FRAGMENTS}') AS headline)"""
# Chinese is not cut into words: what was asked for is marked whole, in whichever characters it is
# written, with some characters around it.
HIGHLIGHTED_HAN = f"""(SELECT coalesce(json_agg(regexp_replace({ESCAPED.replace("<text>", "piece")},
        '(' || %s || ')', '<mark>\\1</mark>', 'g')), '[]')::text
    FROM (SELECT around[1] AS piece FROM regexp_matches({TEXT},
        '([^…]{{0,30}}(?:' || %s || ')[^…]{{0,60}})', 'g') AS around LIMIT 3) AS pieces)"""
TEXTS_OF_RECORD = """<t>.document ->> 'label', <t>.document ->> 'name', <t>.document ->> 'title',
    <t>.document ->> 'text', (SELECT string_agg(item ->> 'quote', ' … ')
        FROM jsonb_array_elements(<t>.document -> 'citations') AS item),
    (SELECT string_agg(item ->> 'name', ' … ')
        FROM jsonb_array_elements(<t>.document -> 'names') AS item)"""
TEXTS_OF_CITATION = "<t>.citation ->> 'quote'"


class EntryText(Expression):
    """The JSON text of a row's entry as of a place, or of some of its ``fields`` only.

    With a ``question``, the entry has `highlights`: where its words stand, in HTML with <mark>.
    """

    output_field = TextField()
    document = "document"
    text = "<t>.written"
    texts = TEXTS_OF_RECORD
    added: dict[str, str]

    def __init__(
        self,
        place: AsOf,
        fields: Iterable[str] = (),
        question: str | None = None,
        site: str = "",
    ) -> None:
        """Take the place, the keys wanted (none means all of them) and the words looked for.

        With ``site``, the root of the pages with its slash, the entry has `links`: where it stands.
        """
        super().__init__()
        self.place, self.question, self.site = place, question, site
        self.fields = (*fields, "highlights") if fields and question else tuple(fields)
        self.columns = [F(self.document)]

    def get_source_expressions(self) -> list[Any]:
        """Return the columns by which the row is found in the query."""
        return self.columns

    def set_source_expressions(self, expressions: list[Any]) -> None:
        """Take the resolved columns."""
        self.columns = expressions

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Render the entry."""
        columns = [compiler.compile(column)[0] for column in self.columns]
        return self.rendered(*(columns[each].rpartition(".")[0] for each in (0, -1)))

    def rendered(self, row: str, revision: str) -> tuple[str, list[Any]]:
        """Return the SQL of the entry, by the names of the tables that hold row and revision."""
        added = {
            key: sql.replace("<t>", row).replace("<r>", revision)
            for key, sql in self.additions().items()
        }
        sql = self.whole(f"{row}.{self.document}", self.text.replace("<t>", row), added)
        return sql, [each for key in self.fields or added for each in self.parameters(key)]

    def whole(self, document: str, text: str, added: dict[str, str]) -> str:
        """Return the SQL of the entry: of the document, its text, and what stands beside it."""
        if self.fields:
            return _some(document, added, self.fields)
        return f"left({text}, -1) || {_beside(added)}"

    def additions(self) -> dict[str, str]:
        """Return the SQL of what stands beside the document, by its keys."""
        in_han = has_han(self.question or "")
        marked = (HIGHLIGHTED_HAN if in_han else HIGHLIGHTED).replace("<texts>", self.texts)
        links = {"links": LINKS} if self.site else {}
        return self.added | links | ({"highlights": marked} if self.question else {})

    def parameters(self, key: str) -> list[Any]:
        """Return the parameters of what is added to the document under ``key``."""
        return {
            "disputed_by": [self.place.revision, self.place.moment],
            "revision": [self.place.moment],
            "links": [f"{self.site}api/v1/", self.site],
            "highlights": self._marked(self.question or ""),
        }.get(key, [])

    @staticmethod
    def _marked(question: str) -> list[str]:
        return [either_way(question)] * 2 if has_han(question) else [question]


def _beside(added: dict[str, str]) -> str:
    more = " || ".join(f"', \"{key}\": ' || {sql}" for key, sql in added.items())
    return f"{more} || '}}'"


def _some(document: str, added: dict[str, str], fields: Iterable[str]) -> str:
    values = [
        added.get(key) or f"coalesce(({document} -> '{key}')::text, 'null')" for key in fields
    ]
    pairs = " || ', ' || ".join(
        f"'\"{key}\": ' || {value}" for key, value in zip(fields, values, strict=True)
    )
    return f"'{{' || {pairs} || '}}'"


class RecordEntry(EntryText):
    """The entry of a revision of reference data, or of any revision by itself."""

    added = {"revision": PROVENANCE}


class FactEntry(EntryText):
    """The entry of a fact."""

    added = {"disputed_by": DISPUTED_BY, "revision": PROVENANCE}


class CitationEntry(EntryText):
    """The entry of a published citation."""

    document = "citation"
    text = "<t>.citation::text"
    texts = TEXTS_OF_CITATION
    added = {"fact": FACT, "revision": PROVENANCE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what every entry does; the revision stands in a table of its own."""
        super().__init__(*args, **kwargs)
        self.columns = [F(self.document), F("revision__digest")]


class Beside(EntryText):
    """What stands in an entry beside the document: its text from the last brace of that on.

    For pages, which are joined outside the database: a text of thousands of letters is dear to cut.
    """

    def __init__(self, entry: EntryText) -> None:
        """Take the whole entry."""
        super().__init__(entry.place, question=entry.question, site=entry.site)
        self.added, self.texts, self.columns = entry.added, entry.texts, entry.columns

    def whole(self, document: str, text: str, added: dict[str, str]) -> str:
        """Return the SQL of what stands beside the document."""
        return _beside(added)


class DocumentText(EntryText):
    """The text of a row's document."""

    added = {}

    def __init__(self, entry: EntryText) -> None:
        """Take the whole entry."""
        super().__init__(entry.place)
        self.text, self.columns = entry.text, entry.columns

    def whole(self, document: str, text: str, added: dict[str, str]) -> str:
        """Return the SQL of the text."""
        return text


class DisputingFacts(EntryText):
    """The identifiers of the standing facts that contradict the row's, as an array."""

    added = {}

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Render the array."""
        table = compiler.compile(self.columns[0])[0].rpartition(".")[0]
        sql = DISPUTING.replace("<r>", table).replace("<what>", "other.record")
        return sql, [self.place.revision, self.place.moment]
