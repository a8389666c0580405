"""The form that takes a file."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from unfold.widgets import UnfoldAdminFileFieldWidget

from ..actions.importing import LARGEST_FILE

__all__ = ["UploadForm"]


class UploadForm(forms.Form):
    """Takes a file to preview."""

    file = forms.FileField(
        label="File",
        help_text="CSV in UTF-8, or XLSX (its first sheet).",
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={
            "required": "Choose a file first.",
            "empty": "The file is empty. Its first line must hold the headings.",
        },
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is read.

        Raises:
            ValidationError: it is larger than an import takes.
        """
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                f"The file is larger than {LARGEST_FILE // 1024**2} MB. Split it into several."
            )
        return file
