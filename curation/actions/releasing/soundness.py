"""Whether the record may be released: the audit finds no error, and the ledger verifies."""

from ...audit import Severity, at_least, find, verify_record
from ...errors import ReleaseRefused

__all__ = ["flaws_of_the_record", "refuse_unless_sound"]

TOLD = 5  # findings; the audit lists them all


def flaws_of_the_record() -> list[str]:
    """Return why the record cannot be released, in words; nothing if it can."""
    found = find(at_least(Severity.ERROR), limit=TOLD + 1)
    flaws = [f"{each.label}: {each.message} ({each.rule.id})" for each in found[:TOLD]]
    if len(found) > TOLD:
        flaws.append("and more, which `manage.py audit_records` and the desk's findings list")
    wrong = [str(flaw) for flaw in verify_record().flaws]
    flaws += wrong[:TOLD]
    if len(wrong) > TOLD:
        flaws.append("and more, which `manage.py verify_ledger` lists")
    return flaws


def refuse_unless_sound() -> None:
    """Refuse to release a record with errors.

    Raises:
        ReleaseRefused: naming what was found.
    """
    if flaws := flaws_of_the_record():
        listed = "\n".join(f"- {flaw}" for flaw in flaws)
        raise ReleaseRefused(f"The record has errors; mend them before it is released.\n{listed}")
