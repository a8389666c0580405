"""The ways to the imports: lines of the side bar, and a button on each list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from unfold.decorators import action

from ..actions.importing import IMPORTING, SHEETS

__all__ = ["ImportButton", "importing", "importing_address", "may_import"]

LIST = "admin:curation_importbatch_changelist"
ICONS = {
    "status": "badge",
    "statement": "format_quote",
    "position": "thumbs_up_down",
    "event": "event",
    "figure": "monitoring",
    "actor": "group",
    "source": "article",
}


def may_import(request: HttpRequest) -> bool:
    """Tell whether the user may import files."""
    return request.user.has_perm(IMPORTING)


def importing_address(kind: str) -> str:
    """Return the address of the page on which a file of this kind is chosen."""
    return reverse("admin:curation_importbatch_new", args=[kind])


def importing(request: HttpRequest, *, separator: bool) -> list[dict[str, Any]]:
    """Return the side bar's group of imports, if the user may import."""
    if not may_import(request):
        return []
    batches = reverse(LIST)
    kinds = [
        {
            "title": f"Import {sheet.model._meta.verbose_name_plural}…",
            "icon": ICONS[kind],
            "link": importing_address(kind),
            "active": request.path == importing_address(kind),
        }
        for kind, sheet in SHEETS.items()
    ]
    is_open = request.path.startswith(batches) and not any(line["active"] for line in kinds)
    first = {"title": "Imports", "icon": "upload_file", "link": batches, "active": is_open}
    return [{"title": "Import", "separator": separator, "items": [first, *kinds]}]


class ImportButton:
    """A model admin whose list leads to the import of its kind."""

    actions_list = ("import_file",)

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Tell whether the user may import files."""
        return may_import(request)

    @action(description="Import…", url_path="import", icon="upload_file", permissions=["import"])
    def import_file(self, request: HttpRequest) -> HttpResponse:
        """Lead to the page on which a file is chosen."""
        model = self.model._meta.concrete_model
        kind = next(kind for kind, sheet in SHEETS.items() if sheet.model is model)
        return redirect(importing_address(kind))
