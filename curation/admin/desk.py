"""What all lists and forms of the desk have in common."""

import datetime as dt
import json
from typing import Any

from django.contrib import messages
from django.contrib.admin import ShowFacets
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.decorators import display

from ..vocabulary import Rank, State
from .exporting import ExportsSelection
from .pagination import BoundedPaginator
from .pickers import PicksReferences
from .refusals import RefusalsExplained
from .searching import SearchesByIndex
from .texts import KeepsTexts

__all__ = [
    "STATE_COLOURS",
    "DeskAdmin",
    "ReadOnlyAdmin",
    "ShowsRank",
    "block_of_text",
    "days",
    "number_of",
    "pretty",
]

STATE_COLOURS = {
    State.DRAFT: "info",
    State.SUBMITTED: "warning",
    State.RETURNED: "danger",
    State.PUBLISHED: "success",
    State.RETRACTED: "default",
}
RANK_COLOURS = {Rank.ACCEPTED: "success", Rank.ALTERNATIVE: "warning", Rank.REJECTED: "danger"}


def days(extent: DateRange | None) -> str:
    """Return a half-open range of days as an editor reads it: first and last day."""
    if extent is None or extent.isempty:
        return "on no day for certain"
    if extent.lower is None and extent.upper is None:
        return "at any time"
    last = extent.upper and extent.upper - dt.timedelta(days=1)
    if extent.lower is None:
        return f"until {last}"
    if last is None:
        return f"from {extent.lower} on"
    return f"on {extent.lower}" if last == extent.lower else f"{extent.lower} to {last}"


def number_of(rows: QuerySet, column: str) -> Coalesce:
    """Return the expression that counts those of ``rows`` whose ``column`` is the outer row.

    A subquery, unlike a join, is not multiplied by the joins of a search or a filter.
    """
    counted = (
        rows.filter(**{column: OuterRef("pk")})
        .order_by()
        .values(column)
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def block_of_text(text: str) -> SafeString:
    """Return ``text`` as it is, in a block that scrolls."""
    return format_html('<pre class="registry-text" tabindex="0">{}</pre>', text)


def pretty(document: Any) -> SafeString:
    """Return a JSON document, indented for reading."""
    return block_of_text(json.dumps(document, ensure_ascii=False, indent=2))


class DeskAdmin(
    RefusalsExplained,
    PicksReferences,
    KeepsTexts,
    ExportsSelection,
    SearchesByIndex,
    ModelAdmin,
):
    """A list with search, filters and export; a form whose refusals are explained.

    Rows are deleted one by one, on a page that says what goes with them: never by the dozen.
    """

    list_per_page = 50
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    paginator = BoundedPaginator
    list_filter_submit = True
    list_fullwidth = True
    compressed_fields = False
    warn_unsaved_form = True
    empty_value_display = "–"

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Run the chosen action; a selection of what are no keys at all is an empty one."""
        try:
            return super().response_action(request, queryset)
        except ValidationError as error:
            messages.warning(request, f"Nothing was selected: {' '.join(error.messages)}")
            return None

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return the actions of a list, without deletion in bulk."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


class ShowsRank:
    """A list of what has a rank: facts, and what is published of them."""

    @display(description="Rank", ordering="rank", label=RANK_COLOURS)
    def rank_label(self, row: Any) -> tuple[str, str] | None:
        """Return what the registry makes of the claim; nothing for reference data."""
        if not row.rank:
            return None
        rank = Rank(row.rank)
        return rank.value, (rank.mark or rank.value).capitalize()


class ReadOnlyAdmin(DeskAdmin):
    """A list and pages that nobody can change, whatever the permissions."""

    warn_unsaved_form = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds rows here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes rows here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes rows here."""
        return False
