"""CHECK constraints that several tables share."""

from collections.abc import Iterable

from django.db.models import CheckConstraint, Q

__all__ = ["kebab_case", "one_of"]


def one_of(table: str, field: str, values: Iterable[str]) -> CheckConstraint:
    """Return the constraint that ``field`` holds one of the vocabulary's ``values``."""
    allowed = [str(value) for value in values]
    return CheckConstraint(
        condition=Q(**{f"{field}__in": allowed}),
        name=f"{table}_{field}_is_in_its_vocabulary",
        violation_error_message=f"The {field.replace('_', ' ')} must be one of: "
        + ", ".join(value or "(blank)" for value in allowed)
        + ".",
    )


def kebab_case(table: str) -> CheckConstraint:
    """Return the constraint that the public identifier ``slug`` is in kebab-case."""
    return CheckConstraint(
        condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
        name=f"{table}_slug_is_kebab_case",
        violation_error_message="Write the slug in lower-case letters and digits, "
        "words joined by single hyphens, such as dialogue-partner.",
    )
