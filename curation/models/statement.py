"""Statements: what was said, by whom, as rendered by the source."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from ..constraints import one_of
from ..quotation import is_quoted
from ..vocabulary import RecordKind, StatementForm
from .actor import Actor
from .event import Event
from .fact import Fact
from .fact_rules import own_columns_of_a_fact, parts_of_a_fact
from .vocabularies import Issue

__all__ = ["Statement", "StatementAbout"]


class Statement(Fact):
    """What was said. Without a speaker, the source says it in its own voice.

    ``speaker_as_described`` stands for speakers that are no definite actor ("Tajik officials").
    """

    kind_of_record = RecordKind.STATEMENT

    fact = models.OneToOneField(
        Fact,
        parent_link=True,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="as_statement",
    )

    speaker = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
        help_text="Blank: the source's own voice, or a speaker only described.",
    )
    speaker_as_described = models.CharField(
        max_length=200, blank=True, help_text="A speaker who is no definite actor, as described."
    )
    speaker_role = models.CharField(
        max_length=200, blank=True, help_text="The speaker's role as described then."
    )
    form = models.CharField(max_length=12, choices=StatementForm)
    text = models.TextField(help_text="What was said; […] where the source interrupts it.")
    outlet = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="carried_statements",
        help_text="The outlet that it was said to.",
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    about = models.ManyToManyField(Actor, blank=True, related_name="statements_about")
    issue = models.ForeignKey(
        Issue, null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )

    class Meta:
        constraints = [
            one_of("statement", "form", StatementForm.values),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="statement_has_a_text",
                violation_error_message="Write down what was said.",
            ),
            models.CheckConstraint(
                condition=Q(speaker__isnull=True) | Q(speaker_as_described=""),
                name="statement_has_one_speaker",
                violation_error_message="Name the speaker, or describe one who is no definite "
                "actor; not both.",
            ),
        ]
        triggers = own_columns_of_a_fact()

    def describe(self) -> str:
        """Return the speaker and the beginning of what was said."""
        voice = self.speaker or self.speaker_as_described or "The source"
        return f"{voice}: {self.text}"

    def is_as_quoted(self, quotations: Iterable[str]) -> bool:
        """Tell whether the text may be called a quotation, given the quotations cited for it."""
        return self.form != StatementForm.QUOTATION or is_quoted(self.text, quotations)


class StatementAbout(Statement.about.through):
    """A link from a statement to an actor it is about."""

    class Meta:
        proxy = True
        triggers = parts_of_a_fact("statement_id")
