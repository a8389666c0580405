"""Every page of the admin, and every form on it filled in at random."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode, urljoin

from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.urls import URLPattern, URLResolver
from lxml import html

from .values import nasty

__all__ = ["AdminRoute", "admin_routes", "filled_in", "forms_of"]

A_FILE = object()  # what a field of a form holds that takes a file
LEAVING = ("logout", "login")  # tried by tests of their own; here they would end the session
OFTEN = ("q", "o", "p", "all", "_popup", "_to_field", "_changelist_filters", "_facets", "reason")
AUTOCOMPLETE = ("app_label", "model_name", "field_name", "term", "page")


@dataclass(frozen=True)
class AdminRoute:
    """An address of the admin as Django writes it, and the model whose pages it is of."""

    pattern: str
    model: type[Model] | None

    def address(self, chance: random.Random) -> str:
        """Return an address of this route; most often it is of a row that there is."""
        path = "/admin/" + self.pattern
        for name in re.findall(r"<[^>]+>", path):
            path = path.replace(name, quote(self._part(name, chance), safe=""), 1)
        return path

    def _part(self, name: str, chance: random.Random) -> str:
        if self.model and name in ("<path:object_id>", "<uuid:pk>", "<path:pk>"):
            keys = [str(key) for key in self.model.objects.order_by("pk").values_list("pk")[:40]]
            if keys and chance.random() < 0.85:
                return chance.choice(keys).strip("(),'").removeprefix("UUID('")
        return chance.choice(("status", "actor", "csv", "xlsx")) if "str" in name else nasty(chance)

    def query(self, chance: random.Random) -> str:
        """Return a query: of what lists are filtered and sorted by, and of look-ups."""
        names = [*OFTEN, *AUTOCOMPLETE, nasty(chance)]
        if self.model:
            fields = [field.name for field in self.model._meta.get_fields()]
            endings = ("", "__exact", "__id__exact", "__in", "__isnull", "__gte", "_from_0")
            names += [chance.choice(fields) + chance.choice(endings) for _ in range(20)]
            names += [*_filters(self.model)] * 3
        chosen = chance.sample(names, k=chance.choice((1, 1, 2, 3)))
        return urlencode([(name, nasty(chance)) for name in chosen])


def _filters(model: type[Model]) -> Iterator[str]:
    model_admin = admin.site._registry.get(model)
    for each in getattr(model_admin, "list_filter", ()) or ():
        name = each[0] if isinstance(each, tuple) else getattr(each, "parameter_name", each)
        for ending in ("__exact", "__id__exact", "__pk__exact", "_from_0", "_to_1"):
            yield f"{name}{ending}"


def admin_routes() -> list[AdminRoute]:
    """Return the routes of all pages of the admin."""
    return sorted(_routes(admin.site.urls[0], ""), key=lambda each: each.pattern)


def _routes(patterns: list, before: str) -> Iterator[AdminRoute]:
    for each in patterns:
        route = before + str(each.pattern).removeprefix("^").removesuffix("$")
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        elif isinstance(each, URLPattern) and each.name not in LEAVING and "(" not in route:
            app, model = (*route.split("/"), "", "")[:2]
            is_model = app in apps.app_configs and model in apps.all_models[app]
            yield AdminRoute(route, apps.get_model(app, model) if is_model else None)


def forms_of(page: bytes, address: str) -> list[tuple[str, dict[str, Any]]]:
    """Return where each form of a page that changes something goes, and what it would send."""
    if not page.strip().startswith(b"<"):
        return []
    found = []
    for form in html.document_fromstring(page).forms:
        if form.method != "POST" or "logout" in (form.action or ""):
            continue
        fields = {name: form.fields[name] for name in form.fields}
        for button in form.xpath(".//button[@name] | .//input[@type='submit'][@name]"):
            fields[button.get("name")] = None
        files = {each.get("name") for each in form.xpath(".//input[@type='file']")}
        fields |= dict.fromkeys(files, A_FILE)
        found.append((urljoin(address, form.action or ""), fields))
    return found


def filled_in(fields: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return the fields of a form as a browser sends them, some with what does not belong there."""
    sent = {name: _unchanged(value) for name, value in fields.items() if value is not None}
    for name in chance.sample(sorted(fields), k=min(len(fields), chance.choice((1, 1, 2, 4)))):
        sent[name] = nasty(chance)
        if fields[name] is A_FILE:
            sent[name] = BytesIO(nasty(chance).encode())
            sent[name].name = nasty(chance) or "x"
    if sent and chance.random() < 0.1:
        del sent[chance.choice(sorted(sent))]
    return {name: value for name, value in sent.items() if value is not A_FILE}


def _unchanged(value: Any) -> Any:
    return list(value) if isinstance(value, set | list) or hasattr(value, "add") else value
