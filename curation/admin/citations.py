"""A fact's evidence, edited inside the fact's form."""

import re
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from unfold.admin import StackedInline
from unfold.decorators import display
from unfold.forms import PaginationInlineFormSet

from ..actions import misquotation
from ..models import Citation, Source, Statement
from ..vocabulary import State
from .pickers import PicksReferences
from .texts import KeepsTexts

__all__ = ["CitationInline", "PartOfAFact"]

FOUND_LOCATOR = re.compile(r"(paragraph|page) \d+")


class PartOfAFact:
    """An inline of rows that belong to a fact: they are read-only whenever the fact is."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A fact under review gets no new rows."""
        return not _under_review(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The rows of a fact under review stay as they are."""
        return not _under_review(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A fact under review loses no rows."""
        return not _under_review(obj) and super().has_delete_permission(request, obj)


def _under_review(fact: Model | None) -> bool:
    return fact is not None and fact.state == State.SUBMITTED


class CitationForm(forms.ModelForm):
    """A passage of a source; where it stands is found anew when its words change."""

    class Meta:
        model = Citation
        fields = ("source", "support", "quote", "locator", "start", "reported_from")

    def clean(self) -> dict[str, Any]:
        """Forget what was found for other words, unless the editor has changed it too."""
        cleaned = super().clean()
        changed = set(self.changed_data)
        if changed & {"quote", "source"}:
            if "start" not in changed:
                cleaned["start"] = None
            if FOUND_LOCATOR.fullmatch(cleaned.get("locator", "")) and "locator" not in changed:
                cleaned["locator"] = ""
        return cleaned


class CitationFormSet(PaginationInlineFormSet):
    """The citations of a fact, in the order in which they were entered."""

    def clean(self) -> None:
        """Check that a statement called a quotation has the words of one of its citations.

        A draft without any citation may wait for its evidence.

        Raises:
            ValidationError: its text is in none of them.
        """
        super().clean()
        quotes = [
            form.cleaned_data.get("quote", "")
            for form in self.forms
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        if not quotes or any(self.errors) or not isinstance(self.instance, Statement):
            return
        reason = misquotation(self.instance, quotes)
        if reason:
            raise forms.ValidationError(reason, code="quotation_has_the_words_of_its_evidence")

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> Citation:
        """Put a new citation after the others."""
        form.instance.position = Citation.objects.filter(fact_id=self.instance.pk).count()
        return super().save_new(form, commit=commit)


class CitationInline(PartOfAFact, PicksReferences, KeepsTexts, StackedInline):
    """Quotations with their sources; each is looked up in the text held when it is saved."""

    model = Citation
    fk_name = "fact"
    form = CitationForm
    formset = CitationFormSet
    fields = (("source", "support"), "quote", ("locator", "start", "reported_from"), "stands_at")
    readonly_fields = ("stands_at",)
    autocomplete_fields = ("source", "reported_from")
    verbatim = ("quote",)
    verbose_name_plural = "evidence: citations"

    def get_extra(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> int:
        """Offer a form to a fact that has no evidence yet, and for a passage pointed at."""
        return 1 if obj is None or getattr(request, "passage", None) else 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        """Return citations with their sources, whose long texts are fetched when needed."""
        rows = super().get_queryset(request).select_related("source", "reported_from")
        return rows.defer("source__held_text", "reported_from__held_text")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer sources without fetching their texts."""
        if db_field.related_model is Source:
            kwargs["queryset"] = Source.objects.defer("held_text")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @display(description="Stands at")
    def stands_at(self, citation: Citation) -> str:
        """Say where the quotation was found."""
        if None in (citation.start, citation.end):
            return "Not located: looked up in the text held when you save."
        return f"Code points {citation.start:,} to {citation.end:,} of the text held"
