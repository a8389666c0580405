"""Who may import, and what."""

from django.contrib.auth.models import AbstractBaseUser

from ...vocabulary import RowOutcome
from ..people import is_bootstrap, require

__all__ = ["IMPORTING", "may_write", "require_importer"]

IMPORTING = "curation.import_records"


def require_importer(by: AbstractBaseUser, deed: str) -> None:
    """Check that ``by`` may import files; the account of the fixtures may.

    Raises:
        NotAllowed: the account is inactive or lacks the permission.
    """
    if not is_bootstrap(by):
        require(by, IMPORTING, deed)


def may_write(by: AbstractBaseUser, model_name: str) -> dict[RowOutcome, bool]:
    """Return whether ``by`` may create and change such records: what their forms ask for."""
    if is_bootstrap(by):
        return dict.fromkeys((RowOutcome.CREATED, RowOutcome.CHANGED), True)
    return {
        RowOutcome.CREATED: by.has_perm(f"curation.add_{model_name}"),
        RowOutcome.CHANGED: by.has_perm(f"curation.change_{model_name}"),
    }
