"""A passage that was pointed at: from the reading page into the form of a fact."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse, QueryDict

from ..errors import EvidenceError
from ..models import Fact, Source
from ..quotation import locator_of
from ..vocabulary import State
from .citations import CitationInline

__all__ = ["CitesPassages", "Passage"]


@dataclass(frozen=True)
class Passage:
    """A stretch of a held text, by half-open offsets in code points."""

    source: Source
    start: int
    end: int

    @classmethod
    def of(cls, source: Source, asked: QueryDict, prefix: str = "") -> "Passage":
        """Return the passage that ``asked`` names by ``start`` and ``end``.

        Raises:
            EvidenceError: there is no such passage in the text held.
        """
        length = len(source.held_text)
        if not length:
            raise EvidenceError(f"“{source}” holds no text, so no passage of it can be cited.")
        try:
            start, end = int(asked[f"{prefix}start"]), int(asked[f"{prefix}end"])
        except (KeyError, ValueError):
            raise EvidenceError(
                "The address does not say which passage is meant. Select it in the text again."
            ) from None
        if not 0 <= start < end <= length:
            raise EvidenceError(
                f"“{source}” has no passage from {start} to {end}: its text has {length:,} code "
                "points. Select the passage again."
            )
        if not source.held_text[start:end].strip():
            raise EvidenceError("There are no words in what is selected. Select a passage.")
        return cls(source, start, end)

    @classmethod
    def asked_for(cls, asked: QueryDict) -> "Passage | None":
        """Return the passage that the address of a form names, if it names one.

        Raises:
            EvidenceError: there is no such source or passage.
        """
        if "cite_source" not in asked:
            return None
        try:
            source = Source.objects.get(pk=uuid.UUID(asked["cite_source"]))
        except (ValueError, Source.DoesNotExist):
            raise EvidenceError(
                "The address names a source that is not there. Open the source and select the "
                "passage again."
            ) from None
        return cls.of(source, asked, "cite_")

    @property
    def quote(self) -> str:
        """The words of the passage."""
        return self.source.held_text[self.start : self.end]

    def query(self) -> dict[str, Any]:
        """Return what the address of a form says to name this passage."""
        return {"cite_source": self.source.pk, "cite_start": self.start, "cite_end": self.end}

    def initial(self) -> dict[str, Any]:
        """Return what a citation of this passage is filled in with."""
        return {
            "source": self.source.pk,
            "quote": self.quote,
            "start": self.start,
            "locator": locator_of(self.source.held_text, self.start),
        }


class CitesPassages:
    """A fact's model admin whose form opens with a citation of the passage pointed at."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Fill a new citation in, if the address asks for it and the fact can be edited."""
        if request.method == "GET":
            try:
                request.passage = self._passage(request, object_id)
            except EvidenceError as refusal:
                messages.error(request, str(refusal))
        return super().changeform_view(request, object_id, *args, **kwargs)

    def _passage(self, request: HttpRequest, object_id: str | None) -> Passage | None:
        passage = Passage.asked_for(request.GET)
        fact = passage and object_id and self.get_object(request, unquote(object_id))
        if fact and fact.state == State.SUBMITTED:
            raise EvidenceError(
                f"“{fact.label}” is under review and cannot be edited now, so the passage was not "
                "added. Withdraw the submission, or have it returned, and cite it then."
            )
        if passage:
            messages.info(
                request,
                f"The passage from “{passage.source}” is filled in below as a new citation. "
                "Nothing is saved yet.",
            )
        return passage

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Fact, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Give the form of a new citation its passage."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        passage = getattr(request, "passage", None)
        if passage is not None and isinstance(inline, CitationInline):
            kwargs["initial"] = [passage.initial()]
        return kwargs
