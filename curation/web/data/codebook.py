"""The codebook: every column of every table, from the one place where it is declared."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from ...exports import DERIVED_TABLES, TABLES, Column, Table
from ...exports.codebook import meaning_of_type
from ..linked import Node, dataset
from ..page import Page, PageView
from ..questions import Visit

__all__ = ["CodebookData", "CodebookPage", "CodebookView"]


@dataclass(frozen=True)
class Explained:
    """A column, with what its cells hold and the codes that they can have."""

    column: Column

    @property
    def holds(self) -> str:
        """What a cell is."""
        return meaning_of_type(self.column.type)

    @property
    def codes(self) -> list[tuple[str, str]]:
        """The codes with their labels."""
        return list(self.column.codes.choices) if self.column.codes else []

    def told(self) -> dict[str, Any]:
        """Return the column as JSON has it."""
        column = self.column
        codes = [{"code": code, "label": label} for code, label in self.codes]
        told = {"name": column.name, "meaning": column.meaning, "type": column.type.value}
        return told | {"holds": self.holds} | ({"codes": codes} if codes else {})


@dataclass(frozen=True)
class Chapter:
    """A table with its columns explained."""

    table: Table
    is_derived: bool

    @property
    def columns(self) -> list[Explained]:
        """The columns in their order."""
        return [Explained(column) for column in self.table.columns]

    def told(self) -> dict[str, Any]:
        """Return the table as JSON has it."""
        columns = [each.told() for each in self.columns]
        return {"name": self.table.name, "meaning": self.table.meaning, "columns": columns}


def chapters() -> list[Chapter]:
    """Return all tables, those of the record before those derived from it."""
    return [Chapter(table, False) for table in TABLES.values()] + [
        Chapter(table, True) for table in DERIVED_TABLES.values()
    ]


class CodebookPage(Page):
    """What each column means."""

    title = "Codebook"
    description = (
        "What each column of each table of the SCO Registry means, what its cells hold, and "
        "every code with its label."
    )

    @property
    def twin(self) -> str:
        """This page as JSON."""
        return reverse("codebook-data")

    @property
    def chapters(self) -> list[Chapter]:
        """All tables."""
        return chapters()

    def linked(self) -> list[Node]:
        """Return the registry, and its columns as defined terms."""
        names = {each.column.name: each for chapter in chapters() for each in chapter.columns}
        terms = [
            {"@type": "DefinedTerm", "name": name, "description": each.column.meaning}
            for name, each in sorted(names.items())
        ]
        registry = dataset(self.visit)
        codebook = {
            "@id": f"{self.visit.request.build_absolute_uri(reverse('codebook'))}#codebook",
            "@type": "DefinedTermSet",
            "name": "Codebook of the SCO Registry",
            "about": {"@id": registry["@id"]},
            "hasDefinedTerm": terms,
        }
        return [registry, codebook]


class CodebookView(PageView):
    """Shows the codebook."""

    page = CodebookPage
    template_name = "web/codebook.html"


class CodebookData(PageView):
    """Answers with the codebook as JSON."""

    def shown(self, visit: Visit, named: dict[str, str]) -> HttpResponse:
        """Return the tables."""
        return JsonResponse({"tables": [chapter.told() for chapter in chapters()]})
