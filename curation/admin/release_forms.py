"""The forms of releases: what one is called, and why one is withdrawn."""

from django import forms
from django.core.validators import RegexValidator
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from ..models import Release
from ..models.release import NUMBERED

__all__ = ["ReleaseForm", "WithdrawalForm", "next_identifier"]


def next_identifier(month: str) -> str:
    """Return the first free name in a month, as ``v2026.11``: further ones are numbered.

    A release that was made without the “v” takes the name with it as well.
    """
    made = Release.objects.filter(identifier__contains=month).values_list("identifier", flat=True)
    taken = {f"v{name.removeprefix('v')}" for name in made}
    names = (f"v{month}.{number}" if number else f"v{month}" for number in range(100))
    return next((name for name in names if name not in taken), "")


class ReleaseForm(forms.Form):
    """What a release is called, and what readers should know of it."""

    identifier = forms.CharField(
        label="Name",
        max_length=12,
        help_text="“v”, year and month, like v2026.11; further releases of a month: v2026.11.1.",
        widget=UnfoldAdminTextInputWidget,
        validators=[RegexValidator(f"^v{NUMBERED}$", "Name it by year and month, like v2026.11.")],
    )
    title = forms.CharField(
        max_length=200,
        help_text="As it is to be cited.",
        widget=UnfoldAdminTextInputWidget,
    )
    notes = forms.CharField(
        required=False,
        help_text="What readers should know of it. Public, and never changed.",
        widget=UnfoldAdminTextareaWidget,
    )


class WithdrawalForm(forms.Form):
    """Why a release is withdrawn."""

    reason = forms.CharField(
        help_text="Public: whoever looks at the release reads it.",
        widget=UnfoldAdminTextareaWidget,
        error_messages={"required": "Say publicly why the release is withdrawn."},
    )
