"""Open vocabularies: what an editor may extend."""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from ..constraints import kebab_case, one_of
from ..dates import InvalidPeriod, Period
from ..vocabulary import StatusDimension
from .reference import REFERENCE_RULES, Reference
from .search_rules import names_are_found

__all__ = ["Indicator", "Issue", "StatusType"]

# Correlates of War, International Governmental Organizations data 3.0, codebook:
# 0 no membership, 1 full, 2 associate, 3 observer, -9 missing, -1 organization not in existence.
COW_MEMBERSHIP_CODES = (0, 1, 2, 3, -1, -9)


class Term(Reference):
    """A term: its names in the other languages of the registry, and what else it goes by."""

    name_ru = models.CharField("name in Russian", max_length=200, blank=True)
    name_zh = models.CharField("name in Chinese", max_length=200, blank=True)
    other_names = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        help_text="What else it is called, in any language, separated by commas.",
    )
    names_basis = models.CharField(
        "basis of these names",
        max_length=1000,
        blank=True,
        help_text="Where the Russian and the Chinese names are known from: addresses.",
    )

    class Meta(Reference.Meta):
        abstract = True


class StatusType(Term):
    """A status that an actor can hold in an organization.

    ``validity`` (EDTF) says when the organization used it; ``valid`` is its possible extent.
    ``cow_code`` is the lossy mapping to the Correlates of War membership codes.
    """

    dimension = models.CharField(max_length=20, choices=StatusDimension)
    cow_code = models.SmallIntegerField(
        "Correlates of War code",
        null=True,
        blank=True,
        help_text="0 none, 1 full, 2 associate, 3 observer, −1 no organization, −9 missing.",
    )
    validity = models.CharField(
        max_length=64, blank=True, help_text="EDTF interval during which this status existed."
    )
    valid = DateRangeField(editable=False, default=DateRange)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )

    class Meta(Reference.Meta):
        constraints = [
            kebab_case("status_type"),
            one_of("status_type", "dimension", StatusDimension.values),
            models.CheckConstraint(
                condition=Q(cow_code__isnull=True) | Q(cow_code__in=COW_MEMBERSHIP_CODES),
                name="status_type_cow_code_is_in_the_codebook",
                violation_error_message="The Correlates of War code is one of 0, 1, 2, 3, -1, -9.",
            ),
        ]
        triggers = [*REFERENCE_RULES, *names_are_found("status-type")]

    def clean(self) -> None:
        """Normalise the validity.

        Raises:
            ValidationError: the validity is not an EDTF text the registry understands.
        """
        try:
            self.set_extent()
        except InvalidPeriod as error:
            raise ValidationError({"validity": str(error)}) from error

    def set_extent(self) -> None:
        """Normalise ``validity`` and compute its possible extent."""
        if self.validity:
            period = Period.parse(self.validity)
            self.validity, self.valid = period.text, period.possible
        else:
            self.valid = DateRange()

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the extent computed from the validity."""
        self.set_extent()
        super().save(*args, **kwargs)


class Issue(Term):
    """A question on which actors take positions."""

    description = models.TextField(blank=True)

    class Meta(Reference.Meta):
        constraints = [kebab_case("issue")]
        triggers = [*REFERENCE_RULES, *names_are_found("issue")]


class Indicator(Term):
    """What a figure measures, and in which unit.

    ``counts_status`` is for indicators that count who holds a status: the audit then compares
    their figures with the registry's own roster.
    """

    unit = models.CharField(max_length=60, help_text="%, km, states, rank, …")
    description = models.TextField(blank=True)
    counts_status = models.ForeignKey(
        StatusType,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="counted_by",
        help_text="The status whose holders it counts. Its figures are compared with the roster.",
    )

    class Meta(Reference.Meta):
        constraints = [kebab_case("indicator")]
        triggers = [*REFERENCE_RULES, *names_are_found("indicator")]
