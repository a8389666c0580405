"""Documents of the five kinds of fact."""

from rest_framework import serializers

from ..dates import Period, in_words
from ..models import Event, EventParticipant, Fact, Figure, Position, Statement, Status
from ..vocabulary import Outcome
from .evidence import CitationDocument
from .fields import ExtentField, NumberField, OutcomeField
from .references import (
    ActorReference,
    FactReference,
    IndicatorReference,
    IssueReference,
    StatusTypeReference,
)

__all__ = [
    "EventDocument",
    "FactDocument",
    "FigureDocument",
    "PositionDocument",
    "StatementDocument",
    "StatusDocument",
]

HEAD = ["id", "kind", "label"]
BODY = [
    "when",
    "when_in_words",
    "attested",
    "possible",
    "definite",
    "precision",
    "certainty",
    "hedge",
    "rank",
    "rationale",
    "outcome",
    "settled_by",
    "note",
    "disputes",
    "citations",
]


class FactDocument(serializers.ModelSerializer):
    """What every published fact says: when, how firmly, on what evidence."""

    id = serializers.UUIDField(format="hex_verbose")
    when_in_words = serializers.SerializerMethodField(help_text="The period in English.")
    possible = ExtentField(help_text="From the earliest conceivable start to the latest end.")
    definite = ExtentField(help_text="When it certainly held.")
    outcome = OutcomeField(
        choices=Outcome.choices,
        allow_null=True,
        help_text="What became of an expectation; null while it is open.",
    )
    settled_by = FactReference(
        allow_null=True, help_text="The fact that fulfilled or disappointed an expectation."
    )
    note = serializers.CharField(source="public_note")
    disputes = FactReference(many=True)
    citations = CitationDocument(many=True)

    def get_when_in_words(self, fact: Fact) -> str:
        """Return the period in English, blank when no source dates the fact."""
        return in_words(Period.parse(fact.when)) if fact.when else ""


class StatusDocument(FactDocument):
    """An actor holds a status in an organization over a period."""

    actor = ActorReference()
    status = StatusTypeReference()
    organization = ActorReference()

    class Meta:
        model = Status
        fields = [
            *HEAD,
            "actor",
            "status",
            "organization",
            "start_basis",
            "end_basis",
            "actor_as_written",
            *BODY,
        ]


class StatementDocument(FactDocument):
    """What was said; without a speaker, by the source in its own voice."""

    speaker = ActorReference(allow_null=True)
    outlet = ActorReference(allow_null=True)
    event = FactReference(allow_null=True)
    about = ActorReference(many=True)
    issue = IssueReference(allow_null=True)

    class Meta:
        model = Statement
        fields = [
            *HEAD,
            "speaker",
            "speaker_as_described",
            "speaker_role",
            "form",
            "text",
            "outlet",
            "event",
            "about",
            "issue",
            *BODY,
        ]


class PositionDocument(FactDocument):
    """Where a holder stands on an issue, and who tells so."""

    holder = ActorReference(allow_null=True)
    holder_group = ActorReference(allow_null=True)
    issue = IssueReference()
    teller = ActorReference(allow_null=True)
    event = FactReference(allow_null=True)
    statement = FactReference(allow_null=True)

    class Meta:
        model = Position
        fields = [
            *HEAD,
            "holder",
            "holder_as_described",
            "holder_group",
            "issue",
            "stance",
            "teller",
            "event",
            "statement",
            *BODY,
        ]


class ParticipantDocument(serializers.ModelSerializer):
    """An actor's part in an event."""

    actor = ActorReference()

    class Meta:
        model = EventParticipant
        fields = ["actor", "role"]


class EventDocument(FactDocument):
    """Something that happened, with actors in their roles."""

    place_actor = ActorReference(allow_null=True)
    participants = ParticipantDocument(many=True)

    class Meta:
        model = Event
        fields = [*HEAD, "type", "name", "place", "place_actor", "participants", *BODY]


class FigureDocument(FactDocument):
    """A number for an indicator."""

    indicator = IndicatorReference()
    subjects = ActorReference(many=True)
    value = NumberField(help_text="In the indicator's unit.")
    lower = NumberField(allow_null=True)
    upper = NumberField(allow_null=True)

    class Meta:
        model = Figure
        fields = [
            *HEAD,
            "indicator",
            "subjects",
            "value",
            "lower",
            "upper",
            "exactness",
            "as_written",
            *BODY,
        ]
