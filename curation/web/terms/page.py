"""What a term means, and the facts that use it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db.models.fields.json import KT
from django.urls import reverse

from ...dates import Period, in_words
from ...vocabulary import RecordKind, StatusDimension
from ..addresses import page_of
from ..linked import Node, dataset
from ..marks import rank_mark
from ..names import names_of_term, other_names_of_term
from ..page import PageView
from ..procedures import Procedure, procedures
from ..quoting import within_marks
from ..recorded import SluggedPage

__all__ = ["IndicatorView", "StatusTypeView"]

# The page lists no more; all are in the API.
SHOWN = 200


@dataclass(frozen=True)
class Use:
    """A fact that uses the term."""

    record: str
    kind: str
    label: str
    when: str
    rank: str
    procedure: Procedure | None = None

    @property
    def verdict(self) -> str:
        """The mark of its rank; a step of a procedure is no rival of the others."""
        return "" if self.remark else rank_mark(self.rank)

    @property
    def remark(self) -> str:
        """From which act it counts, of a step from which the registry does not count."""
        return self.procedure.remark_on(self.record) if self.procedure else ""


class TermPage(SluggedPage):
    """A term; ``used_by`` is the kind of fact that uses it."""

    used_by: ClassVar[RecordKind]

    @property
    def title(self) -> str:
        """The term."""
        return self.document["name"]

    @property
    def meaning(self) -> str:
        """What it means, as far as the vocabulary says."""
        return self.document.get("description") or self.document["note"]

    @property
    def description(self) -> str:
        """What it means, for those who link to it."""
        noun = self.of_kind.label.lower()
        means = f": {self.meaning}" if self.meaning else ", with every fact that uses it."
        title = within_marks(self.title)
        return f"“{title}”, {noun} in the vocabulary of the registry{means}"[:300]

    @property
    def names(self) -> list[tuple[str, str]]:
        """Its names in Russian and Chinese, each with its language, as far as they are known."""
        return names_of_term(self.document)

    @property
    def other_names(self) -> list[tuple[str, str]]:
        """What else it is called, each with its language."""
        return other_names_of_term(self.document)

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """What else is said of it: caption, words, and where they lead."""
        raise NotImplementedError

    @cached_property
    def uses(self) -> list[Use]:
        """The facts that use it, and one more than are shown if there are more."""
        standing = self.visit.ledger.standing()
        rows = standing.of_kind(self.used_by).filter(**{self.filter: self.slug})
        rows = rows.order_by("rank", KT("document__label"), "id")
        keys = (KT("document__label"), KT("document__when_in_words"), "rank")
        found = rows.values_list("record", "kind", *keys)[: SHOWN + 1]
        told = [(str(record), *rest) for record, *rest in found]
        are_statuses = self.used_by == RecordKind.STATUS
        steps = procedures(standing, [record for record, *_ in told if are_statuses])
        return [Use(*each, steps.get(each[0])) for each in told]

    @property
    def shown(self) -> list[Use]:
        """Those that the page lists."""
        return self.uses[:SHOWN]

    @property
    def is_cut(self) -> bool:
        """Whether there are more."""
        return len(self.uses) > SHOWN

    @property
    def all_uses(self) -> str:
        """Where all of them are."""
        return f"{reverse(f'{self.used_by}-list')}?{self.filter}={self.slug}"

    @property
    def filter(self) -> str:
        """The column of the ledger, and the parameter of the API, that finds them."""
        raise NotImplementedError

    def linked(self) -> list[Node]:
        """Return the term."""
        registry = dataset(self.visit)
        term = {
            "@id": self.visit.request.build_absolute_uri(self.path),
            "@type": "DefinedTerm",
            "name": self.title,
            "termCode": self.slug,
            "inDefinedTermSet": {"@id": registry["@id"]},
        }
        return [registry, term | ({"description": self.meaning} if self.meaning else {})]


class StatusTypePage(TermPage):
    """A status that an actor can hold."""

    of_kind, used_by, filter = RecordKind.STATUS_TYPE, RecordKind.STATUS, "status"

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """Its dimension, when it was in use, and its code elsewhere."""
        document: dict[str, Any] = self.document
        lines = [("Dimension", StatusDimension(document["dimension"]).label, "")]
        if document["validity"]:
            lines.append(("In use", in_words(Period.parse(document["validity"])), ""))
        if merged := document["merged_into"]:
            lines.append(("Merged into", merged["name"], page_of(self.of_kind, merged["slug"])))
        if document["cow_code"] is not None:
            lines.append(("Correlates of War code", str(document["cow_code"]), ""))
        return lines


class IndicatorPage(TermPage):
    """What a figure measures."""

    of_kind, used_by, filter = RecordKind.INDICATOR, RecordKind.FIGURE, "indicator"

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """Its unit."""
        return [("Unit", self.document["unit"], "")] if self.document["unit"] else []


class StatusTypeView(PageView):
    """Shows a status type."""

    page = StatusTypePage
    template_name = "web/term.html"


class IndicatorView(PageView):
    """Shows an indicator."""

    page = IndicatorPage
    template_name = "web/term.html"
