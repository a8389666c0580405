"""What a row of a file is going to do."""

from dataclasses import dataclass, field

from django.db.models import Model

from ...vocabulary import RowOutcome

__all__ = ["PlannedPart", "PlannedRow"]


@dataclass
class PlannedPart:
    """A part of a record as it will be, and as it is now (None: it is new)."""

    wanted: Model
    existing: Model | None = None


@dataclass
class PlannedRow:
    """A line of the file with the record that it makes, and what there was before.

    ``named`` says whether the line gives an id. ``links`` and ``parts`` hold what the file says
    about them; what it is silent about stays.
    """

    number: int
    errors: list[tuple[str, str]] = field(default_factory=list)
    record: Model | None = None
    existing: Model | None = None
    named: bool = False
    links: dict[str, tuple[Model, ...]] = field(default_factory=dict)
    parts: dict[str, list[PlannedPart]] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    outcome: RowOutcome = RowOutcome.CREATED

    def refuse(self, column: str, reason: str) -> None:
        """Say why the row cannot be imported."""
        self.errors.append((column, reason))
        self.outcome = RowOutcome.REFUSED

    @property
    def is_new(self) -> bool:
        """Whether it makes a record that there was not."""
        return self.outcome == RowOutcome.CREATED

    @property
    def is_writing(self) -> bool:
        """Whether it changes anything."""
        return self.outcome in (RowOutcome.CREATED, RowOutcome.CHANGED)
