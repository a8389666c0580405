"""What the forms of all rows with a history have besides the row's own fields."""

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminTextInputWidget

__all__ = ["editing"]


def editing(form: type[forms.ModelForm], *, unsaved: bool = False) -> type[forms.ModelForm]:
    """Return a form like ``form`` that says why, and with which version it was opened.

    ``unsaved``: it is filled in already and waits for the editor to look it over and save it.
    """

    class EditingForm(form):
        reason_for_change = forms.CharField(
            label="Reason for this change",
            help_text="Kept in the history, never published.",
            required=False,
            max_length=500,
            widget=UnfoldAdminTextInputWidget,
        )

        @property
        def loaded_version(self) -> str:
            """The version to send along with the form."""
            if self.is_bound:
                return self.data.get("loaded_version", "")
            return "" if self.instance._state.adding else str(self.instance.version)

        def is_valid(self, *args: Any, **kwargs: Any) -> bool:
            """Tell whether the form may be saved as it was sent."""
            return super().is_valid(*args, **kwargs) and not unsaved

    return EditingForm
