"""Serializers that describe the API's answers: a published document and its revision.

They only describe, for OpenAPI: what readers get is the stored document itself.
"""

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from ..documents import DOCUMENTS
from ..documents.evidence import CitationDocument
from ..documents.references import FactReference
from ..vocabulary import FACT_KINDS, REFERENCE_KINDS, Action, PublicationBasis, RecordKind

__all__ = [
    "ANY_FACT",
    "ANY_RECORD",
    "ANY_REVISION",
    "ENTRIES",
    "ActorDetail",
    "Change",
    "ChangePage",
    "CitationEntry",
    "Problem",
    "ProblemExplained",
    "ProblemList",
    "Root",
]


class Recorded(serializers.Serializer):
    """The half-open span of time in which the registry said so."""

    until = serializers.DateTimeField(allow_null=True, help_text="Null: it still does.")

    def get_fields(self) -> dict[str, serializers.Field]:
        """Add ``from``, which Python keeps for itself."""
        return {"from": serializers.DateTimeField(), **super().get_fields()}


class Provenance(serializers.Serializer):
    """Which revision of the record this is, and who stands behind it."""

    id = serializers.IntegerField(help_text="Place in the ledger.")
    kind = serializers.ChoiceField(RecordKind.choices, help_text="Kind of record.")
    number = serializers.IntegerField(help_text="Place among the record's own revisions.")
    action = serializers.ChoiceField(Action.choices)
    basis = serializers.ChoiceField(PublicationBasis.choices)
    recorded = Recorded()
    submitted_by = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    approved_by = serializers.CharField()
    summary = serializers.CharField(help_text="What changed, or why it was retracted.")
    fact_version = serializers.IntegerField(
        allow_null=True, help_text="Version of the working copy; null for reference data."
    )
    schema_version = serializers.IntegerField(help_text="Version of the document's shape.")
    digest = serializers.CharField(help_text="SHA-256 over this revision and those before it.")
    previous_digest = serializers.CharField(help_text="Blank for the first.")


def composed(
    document: type[serializers.ModelSerializer], name: str, **more: serializers.Field
) -> type[serializers.ModelSerializer]:
    """Return ``document`` with more fields after its own."""
    meta = type("Meta", (document.Meta,), {"fields": [*document.Meta.fields, *more]})
    return type(name, (document,), {**more, "Meta": meta, "__doc__": document.__doc__})


def named(kind: RecordKind, suffix: str) -> str:
    """Return a component's name, like ``StatusTypeEntry``."""
    return "".join(word.capitalize() for word in kind.split("-")) + suffix


class Links(serializers.Serializer):
    """Where an entry stands; of a citation, where the fact does that rests on it."""

    api = serializers.URLField(help_text="The entry alone.")
    page = serializers.URLField(help_text="The page for readers.")


DISPUTED_BY = {"help_text": "Standing facts that contradict this one.", "many": True}

REVISIONS = {
    kind: composed(
        document,
        named(kind, "Revision"),
        revision=Provenance(),
    )
    for kind, document in DOCUMENTS.items()
}
ENTRIES = {
    **{
        kind: composed(DOCUMENTS[kind], named(kind, "Entry"), revision=Provenance(), links=Links())
        for kind in REFERENCE_KINDS
    },
    **{
        kind: composed(
            DOCUMENTS[kind],
            named(kind, "Entry"),
            disputed_by=FactReference(**DISPUTED_BY),
            revision=Provenance(),
            links=Links(),
        )
        for kind in FACT_KINDS
    },
}

ANY_FACT = PolymorphicProxySerializer(
    component_name="FactEntry",
    serializers={kind.value: ENTRIES[kind] for kind in FACT_KINDS},
    resource_type_field_name="kind",
)
ANY_RECORD = PolymorphicProxySerializer(
    component_name="RecordEntry",
    serializers=list(ENTRIES.values()),
    resource_type_field_name=None,
)
ANY_REVISION = PolymorphicProxySerializer(
    component_name="RecordRevision",
    serializers=list(REVISIONS.values()),
    resource_type_field_name=None,
)


ANY_DOCUMENT = PolymorphicProxySerializer(
    component_name="AnyDocument",
    serializers=list(DOCUMENTS.values()),
    resource_type_field_name=None,
)


@extend_schema_field(ANY_DOCUMENT)
class AnyDocument(serializers.JSONField):
    """A published document of whatever kind."""


class PatchOperation(serializers.Serializer):
    """One operation of a JSON Patch (RFC 6902)."""

    op = serializers.ChoiceField(["add", "remove", "replace", "move"])
    path = serializers.CharField(help_text="JSON Pointer (RFC 6901); blank: the whole document.")
    value = serializers.JSONField(required=False, help_text="With `add` and `replace`.")

    def get_fields(self) -> dict[str, serializers.Field]:
        """Add ``from``, which Python keeps for itself."""
        source = serializers.CharField(required=False, help_text="With `move`.")
        return {**super().get_fields(), "from": source}


class Change(serializers.Serializer):
    """What one revision did to its record. A change never changes."""

    id = serializers.IntegerField(help_text="Place in the ledger, which has no gaps.")
    record = serializers.UUIDField()
    kind = serializers.ChoiceField(RecordKind.choices, help_text="Kind of record.")
    slug = serializers.CharField(allow_null=True, help_text="Of reference data; null for facts.")
    number = serializers.IntegerField(help_text="Place among the record's own revisions.")
    action = serializers.ChoiceField(
        Action.choices, help_text="After `retract`, the record is public no longer."
    )
    basis = serializers.ChoiceField(PublicationBasis.choices)
    recorded_from = serializers.DateTimeField(help_text="Since when the registry says so.")
    summary = serializers.CharField(help_text="What changed, or why it was retracted.")
    submitted_by = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    approved_by = serializers.CharField()
    fact_version = serializers.IntegerField(
        allow_null=True, help_text="Version of the working copy; null for reference data."
    )
    schema_version = serializers.IntegerField(help_text="Version of the document's shape.")
    digest = serializers.CharField(help_text="SHA-256 over this revision and those before it.")
    previous_digest = serializers.CharField(
        help_text="That of the revision before it in the ledger; blank for the first."
    )
    document = AnyDocument(help_text="What is published; with `retract`, what was so last.")
    patch = PatchOperation(
        many=True,
        required=False,
        help_text="With `with=patch`: what turns the record's former document into this one. "
        "The first of a record adds all of it.",
    )


class ChangePage(serializers.Serializer):
    """A stretch of the ledger."""

    next = serializers.URLField(
        help_text="Where to go on: at once if `up_to_date` is false, else whenever you like."
    )
    permalink = serializers.URLField(help_text="Where these changes stand for ever.")
    known_at = serializers.DateTimeField(
        allow_null=True, help_text="The moment at which the ledger is taken to end; null: now."
    )
    after = serializers.IntegerField(help_text="The place after which these changes begin.")
    last = serializers.IntegerField(
        help_text="The place come to: all that is asked for up to it has been handed on."
    )
    up_to_date = serializers.BooleanField(
        help_text="Whether that is the end of the ledger. False for every full page."
    )
    results = Change(many=True, help_text="Oldest first.")


class ActorStatuses(serializers.Serializer):
    """An actor's statuses, told apart."""

    held = ENTRIES[RecordKind.STATUS](many=True, help_text="Accepted, and not merely expected.")
    expected = ENTRIES[RecordKind.STATUS](many=True, help_text="Accepted as an expectation.")
    other = ENTRIES[RecordKind.STATUS](many=True, help_text="Competing or rejected claims.")


class Mentions(serializers.Serializer):
    """How many facts of a kind name the actor, and where they are."""

    count = serializers.IntegerField()
    url = serializers.URLField()


class NamedIn(serializers.Serializer):
    """Other facts that name the actor, kind by kind."""

    statuses = Mentions(help_text="Statuses that others hold in it.")
    statements = Mentions()
    positions = Mentions()
    events = Mentions()
    figures = Mentions()


ActorDetail = composed(
    ENTRIES[RecordKind.ACTOR], "ActorDetail", statuses=ActorStatuses(), named_in=NamedIn()
)


class CitationEntry(CitationDocument):
    """A passage, the fact that rests on it, and the revision that cites it."""

    fact = FactReference()
    revision = Provenance()
    links = Links()

    class Meta(CitationDocument.Meta):
        fields = ["id", "fact", *CitationDocument.Meta.fields[1:], "revision", "links"]


class FlawDescription(serializers.Serializer):
    """What is wrong with one parameter."""

    parameter = serializers.CharField()
    detail = serializers.CharField()
    allowed = serializers.ListField(child=serializers.CharField(), required=False)
    suggestion = serializers.CharField(required=False)


class Problem(serializers.Serializer):
    """Why a request could not be answered (RFC 9457)."""

    type = serializers.URLField(help_text="Where the kind of problem is explained.")
    title = serializers.CharField(help_text="The kind of problem, in a few words.")
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What happened just now.")
    request_id = serializers.CharField(help_text="Under which id the request is in our log.")
    parameter = serializers.CharField(required=False, help_text="The first parameter at fault.")
    errors = FlawDescription(many=True, required=False)


class ProblemExplained(serializers.Serializer):
    """A kind of problem: what it means, and what to do about it."""

    type = serializers.URLField(help_text="This address.")
    name = serializers.CharField()
    status = serializers.IntegerField(help_text="The status of HTTP that it comes with.")
    title = serializers.CharField()
    meaning = serializers.CharField()
    remedy = serializers.CharField()


class ProblemList(serializers.Serializer):
    """Every kind of problem that the API answers with."""

    results = ProblemExplained(many=True)


class Root(serializers.Serializer):
    """Where everything is."""

    collections = serializers.DictField(child=serializers.URLField())
    derived = serializers.DictField(
        child=serializers.URLField(), help_text="What is computed from the record."
    )
    schema = serializers.URLField()
    docs = serializers.URLField()
    problems = serializers.URLField()
    releases = serializers.URLField(help_text="The record, frozen to be cited and downloaded.")
    shapes = serializers.URLField(help_text="What linked data conform to, in SHACL.")
    context = serializers.URLField(help_text="What each word of linked data means.")
    changes = serializers.URLField(help_text="What changed, from the beginning on.")
    feed = serializers.URLField(help_text="The newest changes, as an Atom feed.")
