"""Fields that refer to another row: searched for while typing, and safe from what is no key."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

__all__ = ["PicksReferences"]


class _OffersKeys:
    """A picker that shows a form again, whatever was sent as its choice.

    Django's own look the choice up without asking whether it can be a key: an invalid one, for
    which the field has an error message, would end in a failure when that message is shown.
    """

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list:
        """Return the rows that were chosen, as far as the choices are keys at all."""
        return super().optgroups(name, [each for each in value if self._is_key(each)], attr)

    def _is_key(self, text: str) -> bool:
        try:
            self.field.target_field.to_python(text)
        except ValidationError:
            return False
        return "\0" not in str(text)


class _Picker(_OffersKeys, AutocompleteSelect):
    pass


class _PickerOfSeveral(_OffersKeys, AutocompleteSelectMultiple):
    pass


class PicksReferences:
    """A model admin or inline whose ``autocomplete_fields`` take anything that may be sent."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Search for the row that is referred to."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", _Picker(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        """Search for the rows that are referred to."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", _PickerOfSeveral(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
