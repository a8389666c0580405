"""Form fields for texts that count to the code point."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest

__all__ = ["KeepsTexts", "LineFeedField"]


class LineFeedField(forms.CharField):
    """A text whose lines end in LF.

    Browsers send every line end of a form as CRLF, whatever stood in the text. Kept like that, a
    quotation of two lines would not be found in its source, a text held would not have the
    checksum of the document, and saving an untouched form would count as an edit.
    """

    def to_python(self, value: Any) -> str:
        """Return the text with the browser's CRLF undone."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class KeepsTexts:
    """A model admin or inline that takes long texts as they are meant.

    ``verbatim`` names the fields of which not even the white space around is ours to take away:
    a quotation may begin or end with an NBSP.
    """

    verbatim: tuple[str, ...] = ()

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Use `LineFeedField` for long texts; an address without a scheme means https."""
        if isinstance(db_field, models.TextField):
            kwargs.setdefault("form_class", LineFeedField)
            kwargs.setdefault("strip", db_field.name not in self.verbatim)
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        return super().formfield_for_dbfield(db_field, request, **kwargs)
