"""What stands between a fact and its publication, found without trying."""

from collections.abc import Collection
from typing import Any

from ..documents import facts_in, render
from ..errors import CurationError, LeadsNowhere
from ..models import FACT_MODELS, Fact, Revision
from ..vocabulary import RecordKind
from .confirmation import refuse_unread_evidence
from .evidence import verify_evidence
from .formal_status import refuse_second_formal_status

__all__ = ["obstacles_to", "refuse_what_leads_nowhere"]


def obstacles_to(fact: Fact, *, beside: Collection[str] = ()) -> list[CurationError]:
    """Return every refusal that submission or approval would meet in what ``fact`` says.

    ``beside`` are the ids of facts that are to be published before it. Who may decide is
    another matter.
    """
    subject = FACT_MODELS[RecordKind(fact.kind)].objects.get(pk=fact.pk)
    document = render(RecordKind(fact.kind), subject)
    checks = (
        lambda: verify_evidence(subject),
        lambda: refuse_second_formal_status(subject),
        lambda: refuse_unread_evidence(subject, document),
        lambda: refuse_what_leads_nowhere(document, beside=beside),
    )
    return [refusal for check in checks if (refusal := _refusal_of(check))]


def _refusal_of(check: Any) -> CurationError | None:
    try:
        check()
    except CurationError as refusal:
        return refusal
    return None


def refuse_what_leads_nowhere(document: dict[str, Any], *, beside: Collection[str] = ()) -> None:
    """Check that every fact to which ``document`` refers is public, or will be (``beside``).

    Raises:
        LeadsNowhere: naming those that are not.
    """
    named = set(facts_in(document)) - set(beside)
    public = Revision.objects.current().standing().filter(record__in=named)
    missing = named - {str(record) for record in public.values_list("record", flat=True)}
    if missing:
        labels = Fact.objects.filter(pk__in=missing).values_list("label", flat=True)
        raise LeadsNowhere(
            f"“{document['label']}” refers to what is not public: "
            + "; ".join(f"“{label}”" for label in labels)
            + ". Publish that first, so that readers can follow the reference.",
            rule="reference_leads_to_a_public_fact",
        )
