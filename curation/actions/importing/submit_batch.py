"""Submit an imported batch for review: each of its facts by itself."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser

from ...errors import CurationError, ImportRefused
from ...models import Fact, ImportBatch
from ...vocabulary import BatchState, RowOutcome, State
from ..people import require
from ..refusals import refusals_explained
from ..submit import submit
from .permission import IMPORTING
from .preview import sheet_of
from .progress import Progress, Steps

__all__ = ["Submission", "submit_batch"]

STEP = 50


@dataclass
class Submission:
    """How many facts were submitted, how many had been, and which could not be and why."""

    submitted: int = 0
    already: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def submit_batch(batch: ImportBatch, *, by: AbstractBaseUser) -> Steps[Submission]:
    """Submit the facts of a batch; one that cannot be stops only itself. Twice changes nothing.

    Raises:
        NotAllowed: ``by`` may not import.
        ImportRefused: it is not imported, or not one of facts.
    """
    require(by, IMPORTING, "submit imports")
    batch.refresh_from_db(fields=["state"])
    if batch.state != BatchState.IMPORTED:
        raise ImportRefused(f"“{batch.file_name}” is {batch.state} and cannot be submitted.")
    if not sheet_of(batch.kind).is_of_facts:
        raise ImportRefused("Actors and sources are not reviewed; there is nothing to submit.")
    rows = batch.rows.filter(outcome__in=[RowOutcome.CREATED, RowOutcome.CHANGED])
    rows = list(rows.values_list("record", "label"))
    result = Submission()
    for start in range(0, len(rows), STEP):
        part = rows[start : start + STEP]
        facts = Fact.objects.in_bulk([record for record, _ in part])
        for record, label in part:
            _submit_one(facts.get(record), label, result, by=by)
        yield Progress("Submitting", start + len(part), len(rows))
    return result


def _submit_one(fact: Fact | None, label: str, result: Submission, *, by: AbstractBaseUser) -> None:
    if fact is None:
        result.failed.append((label, "It was deleted."))
    elif fact.state in (State.SUBMITTED, State.PUBLISHED):
        result.already += 1
    else:
        try:
            with refusals_explained():
                submit(fact, by=by)
        except CurationError as error:
            result.failed.append((label, str(error)))
        else:
            result.submitted += 1
