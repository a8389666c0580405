"""Vocabularies at the desk: status types, issues and indicators."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import AllValuesCheckboxFilter, ChoicesDropdownFilter
from unfold.decorators import display

from ..models import Figure, Indicator, Issue, Position, Statement, Status, StatusType
from ..vocabulary import RecordKind
from .desk import number_of
from .references import ReferenceAdmin
from .resources import IndicatorResource, IssueResource, StatusTypeResource

__all__ = ["IndicatorAdmin", "IssueAdmin", "StatusTypeAdmin"]

IN_OTHER_LANGUAGES = (
    "In other languages",
    {"fields": (("name_ru", "name_zh"), "other_names", "names_basis")},
)


@admin.register(StatusType)
class StatusTypeAdmin(ReferenceAdmin):
    """Statuses that an actor can hold in an organization."""

    kind_of_record = RecordKind.STATUS_TYPE
    resource_classes = (StatusTypeResource,)
    list_display = ("name", "dimension", "cow_code", "validity", "merged_into", "used", "slug")
    list_filter = (("dimension", ChoicesDropdownFilter),)
    list_select_related = ("merged_into",)
    autocomplete_fields = ("merged_into",)
    fieldsets = (
        (None, {"fields": (("name", "slug"), ("dimension", "cow_code"))}),
        IN_OTHER_LANGUAGES,
        ("When it was in use", {"fields": ("validity", "merged_into")}),
        ("Note", {"fields": ("note",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatusType]:
        """Return status types with the number of statuses that have them."""
        number = number_of(Status.objects.all(), "status")
        return super().get_queryset(request).annotate(used_number=number)

    @display(description="Statuses", ordering="used_number")
    def used(self, status_type: StatusType) -> int:
        """Return the number of statuses that have it."""
        return status_type.used_number


@admin.register(Issue)
class IssueAdmin(ReferenceAdmin):
    """Questions on which actors take positions."""

    kind_of_record = RecordKind.ISSUE
    resource_classes = (IssueResource,)
    search_fields = ("name", "slug", "description")
    list_display = ("name", "positions_taken", "statements_made", "slug")
    fieldsets = (
        (None, {"fields": (("name", "slug"), "description", "note")}),
        IN_OTHER_LANGUAGES,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        """Return issues with the number of positions and statements on them."""
        rows = super().get_queryset(request)
        return rows.annotate(
            positions_number=number_of(Position.objects.all(), "issue"),
            statements_number=number_of(Statement.objects.all(), "issue"),
        )

    @display(description="Positions", ordering="positions_number")
    def positions_taken(self, issue: Issue) -> int:
        """Return the number of positions."""
        return issue.positions_number

    @display(description="Statements", ordering="statements_number")
    def statements_made(self, issue: Issue) -> int:
        """Return the number of statements."""
        return issue.statements_number


@admin.register(Indicator)
class IndicatorAdmin(ReferenceAdmin):
    """What figures measure."""

    kind_of_record = RecordKind.INDICATOR
    resource_classes = (IndicatorResource,)
    search_fields = ("name", "slug", "unit", "description")
    list_display = ("name", "unit", "figures_given", "slug")
    list_filter = (("unit", AllValuesCheckboxFilter),)
    autocomplete_fields = ("counts_status",)
    fieldsets = (
        (
            None,
            {"fields": (("name", "slug"), ("unit", "counts_status"), "description", "note")},
        ),
        IN_OTHER_LANGUAGES,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Indicator]:
        """Return indicators with the number of their figures."""
        number = number_of(Figure.objects.all(), "indicator")
        return super().get_queryset(request).annotate(figures_number=number)

    @display(description="Figures", ordering="figures_number")
    def figures_given(self, indicator: Indicator) -> int:
        """Return the number of figures."""
        return indicator.figures_number
