"""The forms of a source: what a document is read from, and how it is described."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminURLInputWidget,
)

from ..extraction import Unreadable, extract
from ..models import Source
from .duplicates import holder_of_text, sources_at
from .staging import StagedDocument
from .texts import LineFeedField

__all__ = ["DocumentForm", "SourceForm", "form_for_document"]

CHARSETS = {
    "": "As the document says, else recognised",
    "utf-8": "UTF-8",
    "windows-1251": "Windows-1251 (Cyrillic)",
    "koi8-r": "KOI8-R (Cyrillic)",
    "gb18030": "GB 18030 (Chinese)",
    "windows-1252": "Windows-1252 (Western)",
}


class DocumentForm(forms.Form):
    """The document itself, pasted or uploaded; its description follows on the next page."""

    text = LineFeedField(
        required=False,
        strip=False,
        label="Paste the text",
        help_text="Kept as it is: spaces, quotation marks and typos included.",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 12}),
    )
    file = forms.FileField(
        required=False,
        label="Or upload a file",
        widget=UnfoldAdminFileFieldWidget(
            attrs={"accept": ".html,.htm,.xhtml,.txt,.pdf,text/html,text/plain,application/pdf"}
        ),
    )
    charset = forms.ChoiceField(
        required=False,
        label="Its character set",
        choices=list(CHARSETS.items()),
        help_text="Only if the text comes out garbled.",
        widget=UnfoldAdminSelectWidget(),
    )
    url = forms.URLField(
        required=False,
        label="Its address",
        max_length=500,
        assume_scheme="https",
        help_text="Where it was found. Tells whether the registry has it already.",
        widget=UnfoldAdminURLInputWidget(),
    )

    def __init__(self, *args: Any, asks_for_address: bool, **kwargs: Any) -> None:
        """Ask for the address of a document that is not catalogued yet."""
        super().__init__(*args, **kwargs)
        megabytes = settings.UPLOAD_LIMIT // 1024**2
        self.fields[
            "file"
        ].help_text = f"HTML, PDF or plain text, up to {megabytes} MB. The file itself is kept too."
        if not asks_for_address:
            del self.fields["url"]

    def clean(self) -> dict[str, Any]:
        """Read the document, so that what cannot be read is said at once."""
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if self.errors:
            return cleaned
        if bool(file) == bool(text.strip()):
            raise ValidationError(
                "Both a text and a file were given: choose one."
                if file
                else "Paste the text of the document, or choose its file."
            )
        if file:
            self._read(file)
        return cleaned

    def _read(self, file: Any) -> None:
        if file.size > settings.UPLOAD_LIMIT:
            raise ValidationError(
                {
                    "file": f"The file has {file.size / 1024**2:.1f} MB; at most "
                    f"{settings.UPLOAD_LIMIT // 1024**2} MB are taken. Upload the part of it that "
                    "is cited, or paste its text."
                }
            )
        self.data_read = file.read()
        try:
            extract(self.data_read, file.name, self.cleaned_data.get("charset", ""))
        except Unreadable as error:
            raise ValidationError({"file": str(error)}) from error


class SourceForm(forms.ModelForm):
    """A source's description, checked for being catalogued already.

    ``document`` is what was uploaded for it, ``first`` the source that it is a snapshot of.
    """

    document: StagedDocument | None = None
    first: Source | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put the text that was read into the source, which shows and validates it."""
        super().__init__(*args, **kwargs)
        if self.document and not self.instance.held_text:
            self.instance.held_text = self.document.extract.text
        if self.first and self.instance._state.adding:
            self.instance.snapshot_of = self.first

    def clean(self) -> dict[str, Any]:
        """Refuse a document that is catalogued, and lead to where it is."""
        cleaned = super().clean()
        self._check_text(cleaned.get("held_text") or self.instance.held_text)
        if cleaned.get("url") and not self.instance.snapshot_of_id:
            self._check_address(cleaned["url"])
        return cleaned

    def _check_text(self, text: str) -> None:
        holder = text and holder_of_text(text, besides=self.instance)
        if holder:
            self.add_error(
                None,
                format_html(
                    "Exactly this text is held already, by “{}”. Nothing was saved: cite that one.",
                    _link("change", holder),
                ),
            )

    def _check_address(self, url: str) -> None:
        if "url" not in self.changed_data and not self.instance._state.adding:
            return
        for found in sources_at(url, besides=self.instance):
            if found.url == url:
                message = "This address is catalogued already, as {}. If the document reads "
            elif self.data.get("another_document"):
                continue
            else:
                message = (
                    "An address that differs little is catalogued, as {}. If the document reads "
                )
            message += "differently now, {}."
            offer = self._offer(found)
            self.add_error("url", format_html(message, _link("change", found), offer))
            if found.url != url:
                self.add_error(
                    "url",
                    format_html(
                        '<label><input type="checkbox" name="another_document" value="1"> {}'
                        "</label>",
                        "It is another document: save it as a source of its own.",
                    ),
                )

    def _offer(self, found: Source) -> SafeString:
        if self.document is None:
            address = reverse("admin:curation_source_add_snapshot", args=[found.pk])
        else:
            add = reverse("admin:curation_source_add")
            address = f"{add}?document={self.document.token}&snapshot_of={found.pk}"
        return format_html(
            '<a class="underline" href="{}">add it as a new snapshot of it</a>', address
        )


def _link(page: str, source: Source) -> SafeString:
    address = reverse(f"admin:curation_source_{page}", args=[source.pk])
    return format_html('<a class="underline" href="{}">{}</a>', address, source)


def form_for_document(
    form: type[forms.ModelForm], document: StagedDocument | None, first: Source | None
) -> type[forms.ModelForm]:
    """Return the form of a source whose text is that of ``document``."""
    return type(form.__name__, (form,), {"document": document, "first": first})
