"""The desk: where editors keep the working copy, and reviewers decide what is published.

A surface: it reads models, changes facts through actions, and is imported by nothing. Importing
the package registers every model with the admin site.
"""

from django.contrib import admin

from . import (
    accounts,
    actors,
    event,
    figure,
    imports,
    ledger,
    position,
    queue,
    releases,
    review,
    source,
    statement,
    status,
    suggestions,
    vocabularies,
)
from .pickers import Choices

__all__ = [
    "accounts",
    "actors",
    "event",
    "figure",
    "imports",
    "ledger",
    "position",
    "queue",
    "releases",
    "review",
    "source",
    "statement",
    "status",
    "suggestions",
    "vocabularies",
]

admin.site.index_template = "admin/curation/index.html"
admin.site.index_title = "Desk"
admin.site.empty_value_display = "–"
admin.site.autocomplete_view = Choices.as_view(admin_site=admin.site)
