"""Fields that refer to another row: searched for while typing, and safe from what is no key."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from ..dates import Period, in_words
from ..models import Fact
from ..vocabulary import Rank, State

__all__ = ["Choices", "PicksReferences"]

# The key of the row in the address of its form.
KEY = re.compile(r"/([0-9a-f-]{36})/change/$")


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
        return _told_apart(super().formfield_for_foreignkey(db_field, request, **kwargs))

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        """Search for the rows that are referred to."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", _PickerOfSeveral(db_field, self.admin_site))
        return _told_apart(super().formfield_for_manytomany(db_field, request, **kwargs))


def _told_apart(field: Any) -> Any:
    """Let a field that refers to facts say of each what tells it from others."""
    if field is not None and issubclass(field.queryset.model, Fact):
        field.label_from_instance = in_a_picker
    return field


def in_a_picker(fact: Fact) -> str:
    """Return a fact as it is chosen: what it says, when, whether it is public, and its rank."""
    when = in_words(Period.parse(fact.when)) if fact.when else "undated"
    mark = Rank(fact.rank).mark
    return f"{fact.label} ({'; '.join(filter(None, [when, fact.get_state_display(), mark]))})"


class Choices(AutocompleteJsonView):
    """What a picker offers: what can be chosen, and of facts what tells each apart."""

    def get_queryset(self) -> QuerySet:
        """Leave out the row whose form it is, which never refers to itself; and retracted facts."""
        rows = super().get_queryset()
        if on_page := KEY.search(urlsplit(self.request.headers.get("Referer", "")).path):
            rows = rows.exclude(pk=on_page[1])
        return rows.exclude(state=State.RETRACTED) if issubclass(rows.model, Fact) else rows

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """Return the key and the text of a choice."""
        result = super().serialize_result(obj, to_field_name)
        return result | {"text": in_a_picker(obj)} if isinstance(obj, Fact) else result
