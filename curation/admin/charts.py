"""Small charts of the front page, as numbers that a template draws as SVG."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.urls import reverse

from ..models import FACT_MODELS, Fact, ReviewDecision
from ..vocabulary import RecordKind, State, Verdict

__all__ = ["facts_by_kind_and_state", "publications_by_week"]

WEEKS = 12
COLUMN, GAP, HEIGHT = 22, 4, 64


def facts_by_kind_and_state() -> dict[str, Any]:
    """Return a row for each kind: its numbers by state, and the bar that shows them."""
    rows = Fact.objects.order_by().values_list("kind", "state").annotate(number=Count("pk"))
    numbers = {(kind, state): number for kind, state, number in rows}
    totals = {kind: sum(numbers.get((kind, state), 0) for state in State) for kind in FACT_MODELS}
    longest = max(totals.values(), default=0) or 1
    return {
        "states": list(State),
        "rows": [_row(kind, numbers, totals[kind], longest) for kind in FACT_MODELS],
        "total": sum(totals.values()),
    }


def _row(
    kind: RecordKind, numbers: Mapping[tuple[str, str], int], total: int, longest: int
) -> dict[str, Any]:
    address = reverse(f"admin:curation_{kind}_changelist")
    cells, start = [], 0.0
    for state in State:
        number = numbers.get((kind, state), 0)
        width = 100 * number / longest
        cells.append(
            {
                "state": state,
                "number": number,
                "address": f"{address}?state__exact={state}",
                # Coordinates as text: they are the same in every language.
                "start": f"{start:.2f}",
                "width": f"{width:.2f}",
            }
        )
        start += width
    name = FACT_MODELS[kind]._meta.verbose_name_plural.capitalize()
    return {"name": name, "address": address, "total": total, "cells": cells}


def publications_by_week(today: dt.date) -> dict[str, Any]:
    """Return a column for each of the last weeks: the approvals, each of which published."""
    monday = today - dt.timedelta(days=today.weekday())
    weeks = [monday - dt.timedelta(weeks=back) for back in reversed(range(WEEKS))]
    since = dt.datetime.combine(weeks[0], dt.time(), dt.UTC)
    rows = (
        ReviewDecision.objects.filter(verdict=Verdict.APPROVED, at__gte=since)
        .order_by()
        .annotate(week=TruncWeek("at", tzinfo=dt.UTC))
        .values_list("week")
        .annotate(number=Count("pk"))
    )
    numbers = {moment.date(): number for moment, number in rows}
    most = max(numbers.values(), default=0) or 1
    return {
        "columns": [
            _column(place, week, numbers.get(week, 0), most) for place, week in enumerate(weeks)
        ],
        "width": WEEKS * (COLUMN + GAP),
        "total": sum(numbers.get(week, 0) for week in weeks),
        "weeks": WEEKS,
    }


def _column(place: int, week: dt.date, number: int, most: int) -> dict[str, Any]:
    height = max(round(HEIGHT * number / most), 2 if number else 1)
    left = place * (COLUMN + GAP)
    since = dt.datetime.combine(week, dt.time(), dt.UTC)
    until = since + dt.timedelta(weeks=1)
    filters = {"verdict__exact": Verdict.APPROVED, "at__gte": since, "at__lt": until}
    decisions = reverse("admin:curation_reviewdecision_changelist")
    return {
        "week": week,
        "last": week + dt.timedelta(days=6),
        "number": number,
        "address": f"{decisions}?{urlencode(filters)}",
        "left": left,
        "width": COLUMN,
        "middle": left + COLUMN // 2,
        "top": 16 + HEIGHT - height,
        "height": height,
        "number_at": 11 + HEIGHT - height,
        "is_labelled": place % 2 != WEEKS % 2,
    }
