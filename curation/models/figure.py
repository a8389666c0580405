"""Figures: numbers for an indicator."""

from django.db import models
from django.db.models import F, Q

from ..constraints import one_of
from ..vocabulary import Exactness, RecordKind
from .actor import Actor
from .fact import Fact
from .fact_rules import own_columns_of_a_fact, parts_of_a_fact
from .vocabularies import Indicator

__all__ = ["Figure", "FigureSubject"]


class Figure(Fact):
    """A number for an indicator, in the indicator's unit; ``when`` is its reference period.

    Fifteen digits at most, so that the number survives as a double in JSON and spreadsheets.
    """

    kind_of_record = RecordKind.FIGURE

    fact = models.OneToOneField(
        Fact,
        parent_link=True,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="as_figure",
    )

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    subjects = models.ManyToManyField(Actor, blank=True, related_name="figures")
    value = models.DecimalField(max_digits=15, decimal_places=4)
    lower = models.DecimalField(
        "lower bound", max_digits=15, decimal_places=4, null=True, blank=True
    )
    upper = models.DecimalField(
        "upper bound", max_digits=15, decimal_places=4, null=True, blank=True
    )
    exactness = models.CharField(max_length=12, choices=Exactness, default=Exactness.EXACT)
    as_written = models.CharField(max_length=200, help_text="The figure as the source writes it.")

    class Meta:
        constraints = [
            one_of("figure", "exactness", Exactness.values),
            models.CheckConstraint(
                condition=(Q(lower__isnull=True) | Q(lower__lte=F("value")))
                & (Q(upper__isnull=True) | Q(upper__gte=F("value"))),
                name="figure_lies_within_its_bounds",
                violation_error_message="The value must lie between its bounds.",
            ),
        ]
        triggers = own_columns_of_a_fact()

    def describe(self) -> str:
        """Return the indicator and the figure as written."""
        return f"{self.indicator}: {self.as_written}"


class FigureSubject(Figure.subjects.through):
    """A link from a figure to an actor it measures."""

    class Meta:
        proxy = True
        triggers = parts_of_a_fact("figure_id")
