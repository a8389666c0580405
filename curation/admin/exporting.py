"""CSV and XLSX files of what a list shows or an editor has ticked."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from import_export.admin import ExportActionMixin
from import_export.formats import base_formats
from import_export.formats.base_formats import CSV
from tablib import Dataset
from unfold.contrib.import_export.forms import SelectableFieldsExportForm

from ..exports.workbooks import workbook

__all__ = ["ExportsSelection"]


class Workbooks(base_formats.XLSX):
    """A workbook in which every text is a text.

    The library's own writer would make a formula of a quotation that begins with ``=``, or take
    the sign away; a registry of quotations can afford neither.
    """

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        """Return the workbook's bytes."""
        return workbook({"Registry": [dataset.headers, *dataset]})


class ExportsSelection(ExportActionMixin):
    """A model admin whose list can be exported, whole or in part; nothing is imported."""

    export_form_class = SelectableFieldsExportForm
    change_form_template = None
    show_change_form_export = False
    formats = (CSV, Workbooks)
    export_formats = (CSV, Workbooks)

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """Export the list as it is filtered; lead back to it where a filter is not understood."""
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:
            messages.error(
                request,
                "Nothing was exported: the address has a filter that this list does not know. "
                "Filter the list again, and export it from there.",
            )
            opts = self.opts
            name = f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_changelist"
            return redirect(reverse(name))

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Whoever may see the rows may take them along."""
        return self.has_view_permission(request)

    def get_valid_export_item_pks(self, request: HttpRequest) -> list[Any]:
        """Return those of the requested keys that are keys at all.

        The library offers every key of the table as a choice; the queryset filters them anyway.
        """
        valid = []
        for key in request.POST.getlist("export_items"):
            try:
                valid.append(self.model._meta.pk.to_python(key))
            except ValidationError:
                continue
        return valid
