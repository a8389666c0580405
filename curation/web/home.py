"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..models import Release, Revision
from ..vocabulary import FACT_KINDS

__all__ = ["home"]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what the registry is, how much it holds, and where its doors are."""
    published = Revision.objects.current().standing().of_kind(*FACT_KINDS)
    head = Revision.objects.order_by("-id").first()
    held = {"facts": published.count(), "head": head, "release": Release.objects.recommended()}
    return render(request, "web/home.html", held)
