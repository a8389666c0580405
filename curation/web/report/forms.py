"""What a visitor is asked when something is wrong."""

from typing import Any

from django import forms

from ...models import LONGEST

__all__ = ["ReportForm"]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ReportForm(forms.Form):
    """What is wrong, what would be right, how one knows, and who says so.

    ``website`` is out of sight: only programs fill it in.
    """

    wrong = forms.CharField(
        label="What is wrong?",
        max_length=LONGEST["wrong"],
        widget=_area(4),
        error_messages={"required": "Say what is wrong: a sentence will do."},
    )
    correction = forms.CharField(
        label="What would be right?", max_length=LONGEST["correction"], required=False,
        widget=_area(3),
    )  # fmt: skip
    evidence = forms.CharField(
        label="How do you know?",
        help_text="An address, a quotation or a document. Nothing is changed without evidence.",
        max_length=LONGEST["evidence"],
        required=False,
        widget=_area(3),
    )
    name = forms.CharField(
        label="Your name",
        max_length=LONGEST["name"],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Your e-mail",
        help_text="In case the editors have a question. Only they see it.",
        max_length=LONGEST["email"],
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Tie what is wrong with a field to the field, for those who hear the page."""
        super().__init__(*args, label_suffix="", use_required_attribute=True, **kwargs)

    def clean_website(self) -> str:
        """Refuse what only a program writes.

        Raises:
            ValidationError: there is something in it.
        """
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Leave the last field empty and send the form again.")
        return ""

    def written(self) -> dict[str, str]:
        """Return what the visitor wrote."""
        return {name: self.cleaned_data[name] for name in LONGEST}
