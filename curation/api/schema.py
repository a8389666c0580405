"""How the API describes itself in OpenAPI."""

from inspect import getdoc
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from ..asking.parameters import MOST_VALUES, Parameter
from ..documents import ADDED_LATER
from .answers import Problem

__all__ = [
    "ChangesSchema",
    "LedgerSchema",
    "every_blank_text_is_null",
    "every_property_is_present",
    "in_query",
]

OPTIONAL = {"Problem", "FlawDescription", "Change", "PatchOperation"}

PATH = {
    "slug": ("The record's slug.", OpenApiTypes.STR),
    "uuid": ("The record's identifier.", OpenApiTypes.UUID),
    "number": ("Place of the revision among the record's own.", OpenApiTypes.INT),
}


class LedgerSchema(AutoSchema):
    """Describes a ledger view from its filters, its table and its serializers."""

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """Return the parameters that the view's filters declare, and those of its path."""
        declared = self.view.parameters().parameters.items()
        path = self.view.lookup_url_kwarg
        parameters = [in_query(name, parameter) for name, parameter in declared]
        parameters.append(
            OpenApiParameter(
                "format",
                enum=[each.format for each in self.view.forms()],
                description="The form of the answer; `Accept` says the same. JSON comes in "
                "pages, the others have all rows at once.",
            )
        )
        if f"{{{path}}}" in self.path:
            meaning, form = PATH[path]
            parameters.append(OpenApiParameter(path, form, "path", description=meaning))
        return parameters

    def get_response_serializers(self) -> dict[Any, Any]:
        """Return the answer in both forms, and what is answered when there is none."""
        answer = self.view.answer()
        columns = ", ".join(self.view.table.header()) if self.view.table else "those of the kind"
        problem = OpenApiResponse(Problem, "Why the request cannot be answered.")
        answers = {
            (200, "application/json"): OpenApiResponse(answer, f"As CSV, the columns: {columns}."),
            **{(200, each.media_type): OpenApiTypes.STR for each in self.view.forms()[1:]},
            (400, "application/problem+json"): problem,
        }
        if self.view.lookup_url_kwarg in self.path:
            answers[404, "application/problem+json"] = problem
            answers[410, "application/problem+json"] = problem
        return answers

    def _is_list_view(self, serializer: Any = None) -> bool:
        return serializer is not OpenApiTypes.STR and self.view.action != "retrieve"

    def get_description(self) -> str:
        """Say what the records are, then what the operation does."""
        deed = getattr(self.view, self.view.action)
        return f"{getdoc(type(self.view))}\n\n{getdoc(deed)}"

    def get_summary(self) -> str:
        """Say in a few words what the operation is for."""
        kind = self.view.basename.replace("-", " ")
        return {
            "list": f"All {self.view.noun_plural()}",
            "retrieve": f"One {kind}",
            "revisions": "All revisions of a record, oldest first",
        }[self.view.action]


class ChangesSchema(AutoSchema):
    """Describes a view of changes from its parameters, its forms and its serializer."""

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """Return the parameters that the view declares, and those of its path."""
        declared = self.view.filterset_class.parameters.items()
        forms = [renderer.format for renderer in self.view.forms()]
        meaning = "The form of the answer; `Accept` says the same."
        path = [name for name in PATH if f"{{{name}}}" in self.path]
        return [
            *(in_query(name, parameter) for name, parameter in declared),
            OpenApiParameter("format", enum=forms, description=meaning),
            *(OpenApiParameter(n, PATH[n][1], "path", description=PATH[n][0]) for n in path),
        ]

    def get_response_serializers(self) -> dict[Any, Any]:
        """Return the answer in its forms, and what is answered when there is none."""
        problem = OpenApiResponse(Problem, "Why the request cannot be answered.")
        answers: dict[Any, Any] = {
            (200, renderer.media_type): OpenApiTypes.STR for renderer in self.view.forms()
        }
        answers[200, "application/json"] = self.view.answer
        answers[400, "application/problem+json"] = problem
        if "{" in self.path:
            answers[404, "application/problem+json"] = problem
        return answers

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False

    def get_operation_id(self) -> str:
        """Name the operation."""
        return self.view.operation_id

    def get_tags(self) -> list[str]:
        """Put the operation beside others of its subject."""
        return [self.view.tag]

    def get_description(self) -> str:
        """Say what is answered."""
        return f"{getdoc(type(self.view))}\n\n{getdoc(self.view.get)}"

    def get_summary(self) -> str:
        """Say in a few words what the operation is for."""
        return self.view.summary


def in_query(name: str, parameter: Parameter) -> OpenApiParameter:
    """Describe a parameter of a query as its filter declares it."""
    schema = parameter.schema()
    description = parameter.description
    if parameter.many:
        schema = {"type": "array", "items": schema, "maxItems": MOST_VALUES}
        description += " Repeatable: any of these."
    return OpenApiParameter(
        name,
        schema,
        description=description,
        style="form" if parameter.many else None,
        explode=True if parameter.many else None,
    )


def added(name: str) -> set[str]:
    """Return the properties that documents of earlier versions do not have."""
    return next((keys for part, keys in ADDED_LATER.items() if name.startswith(part)), set())


# Components that are told in entries, and which of their texts are never blank.
OF_ENTRIES = ("Document", "Entry", "Reference", "Revision", "Detail", "Provenance")
NEVER_BLANK = {"id", "slug", "label", "name", "title", "submitted_by", "approved_by", "digest"}
BLANK = {"type": "string", "maxLength": 0}


def every_blank_text_is_null(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say that entries have null where a document has no text."""
    for name, component in result["components"]["schemas"].items():
        if not name.endswith(OF_ENTRIES):
            continue
        for key, each in component.get("properties", {}).items():
            if BLANK in each.get("anyOf", ()):
                each["anyOf"].append({"type": "null"})
            is_text = each.get("type") == "string" and not {"format", "enum"} & each.keys()
            if is_text and key not in NEVER_BLANK:
                each["type"] = ["string", "null"]
    return result


def every_property_is_present(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say that documents always have all of their properties, blank or null where unknown."""
    for name, component in result["components"]["schemas"].items():
        if "oneOf" in component and "discriminator" not in component:
            component["anyOf"] = component.pop("oneOf")  # Issues and indicators look alike.
        properties = component.get("properties", {})
        if not properties or name in OPTIONAL:
            continue
        if "results" not in properties:  # Pages say themselves what they always have.
            component["required"] = [each for each in properties if each not in added(name)]
        for each in properties.values():
            each.pop("readOnly", None)
            if "oneOf" in each:  # A blank address is text of no length too: more than one fits.
                each["anyOf"] = each.pop("oneOf")
    return result
