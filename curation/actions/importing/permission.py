"""Who may import, and what."""

from django.contrib.auth.models import AbstractBaseUser

from ...vocabulary import RowOutcome
from ..people import may

__all__ = ["IMPORTING", "may_write"]

IMPORTING = "curation.import_records"


def may_write(by: AbstractBaseUser, model_name: str) -> dict[RowOutcome, bool]:
    """Return whether ``by`` may create and change such records: what their forms ask for."""
    return {
        RowOutcome.CREATED: may(by, f"curation.add_{model_name}"),
        RowOutcome.CHANGED: may(by, f"curation.change_{model_name}"),
    }
