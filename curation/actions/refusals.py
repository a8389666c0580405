"""Say in an editor's words why the database refused a change."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError

from ..errors import RuleBroken

__all__ = ["explain", "refusals_explained"]


def explain(error: IntegrityError) -> RuleBroken:
    """Return the refusal in an editor's words, with the name of the rule that was broken."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    message = _message_of(name)
    if message is None and diagnosis is not None:
        parts = (diagnosis.message_primary, diagnosis.message_hint)
        message = " ".join(part for part in parts if part)
    return RuleBroken(message or str(error), rule=name)


def _message_of(name: str) -> str | None:
    for model in apps.get_app_config("curation").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name and constraint.violation_error_message:
                default = constraint.default_violation_error_message
                if constraint.violation_error_message != default:
                    return str(constraint.violation_error_message)
    return None


@contextmanager
def refusals_explained() -> Iterator[None]:
    """Turn a constraint's refusal into a `RuleBroken` that an editor understands."""
    try:
        yield
    except IntegrityError as error:
        raise explain(error) from error
