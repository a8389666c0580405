"""The page on which the citations of earlier texts are looked up in a document's newest one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from unfold.decorators import action

from ..actions import Finding, Recheck, move_citation, move_citations, recheck
from ..errors import ChangedSince, CurationError
from ..models import Citation, Source
from .changed_since import number_sent

__all__ = ["SnapshotPages"]

# Finding → what is said of its group, and what can be done about it.
GROUPS = {
    Finding.ORPHAN: (
        "No longer there",
        "The newest text does not say these words. Compare the nearest passage, then edit the "
        "fact: cite what the document says now, or keep the citation of the earlier text.",
    ),
    Finding.SEVERAL: (
        "There more than once",
        "The words stand in the newest text at several places. Choose the one that is meant.",
    ),
    Finding.OTHER_PLACE: (
        "At another place",
        "The words stand once in the newest text, elsewhere than before.",
    ),
    Finding.SAME_PLACE: (
        "At the same place",
        "The words stand once in the newest text, where they stood before.",
    ),
    Finding.UNQUOTED: (
        "Without a quotation",
        "These citations quote no words that could be looked up.",
    ),
}
SHOWN_SKIPPED = 20
SHOWN_IN_GROUP = 100
# A browser's form is taken up to a number of fields.
CONFIRMED_AT_ONCE = 500


class SnapshotPages:
    """The source's model admin: how citations stand in the newest text, and moving them there."""

    @action(description="Re-check citations", url_path="recheck", icon="rule")
    def recheck_citations(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show how the citations of a document's earlier texts stand in the newest."""
        source = self.source_to_see(request, object_id)
        newest = Source.objects.of_document(source).first()
        if newest.snapshot_of_id is None:
            messages.info(request, "There is one text of this document only: nothing to compare.")
            return redirect("admin:curation_source_read_text", source.pk)
        if request.method == "POST":
            return self._move(request, newest)
        return self._recheck_page(request, newest, recheck(newest), confirm=False)

    def _move(self, request: HttpRequest, newest: Source) -> HttpResponse:
        if "citation" in request.POST:
            if not self._move_one(request, newest):
                found = recheck(newest)
                return self._recheck_page(request, newest, found, confirm=False, status=409)
        elif "confirmed" in request.POST:
            self._move_all(request, newest)
        else:
            standing = [each for each in recheck(newest) if each.stands_once]
            if standing:
                at_once = standing[:CONFIRMED_AT_ONCE]
                return self._recheck_page(request, newest, at_once, confirm=True)
            messages.info(request, "No citation stands exactly once in the newest text.")
        return redirect("admin:curation_source_recheck_citations", newest.pk)

    def _move_one(self, request: HttpRequest, newest: Source) -> bool:
        """Move a citation, or say why not; tell whether it still was as the page showed it."""
        try:
            start = int(request.POST["start"]) if "start" in request.POST else None
            citation = Citation.objects.select_related("fact").get(pk=request.POST["citation"])
        except (Citation.DoesNotExist, ValidationError, ValueError):
            messages.error(request, "That citation is not there any more. Nothing was moved.")
            return True
        try:
            # A form that names no version was shown none.
            version = number_sent(request, "loaded_version") or 0
            move_citation(citation, to=newest, by=request.user, version=version, start=start)
        except ChangedSince as refusal:
            messages.error(request, str(refusal))
            return False
        except CurationError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                f"“{citation.fact.label}” rests on the newest text now. That is an edit: submit "
                "the fact for review when you are done with it.",
            )
        return True

    def _move_all(self, request: HttpRequest, newest: Source) -> None:
        pairs = [each.partition(":") for each in request.POST.getlist("confirmed")]
        chosen = {key: int(shown) if shown.isdecimal() else 0 for key, _, shown in pairs}
        standing = [each.citation for each in recheck(newest) if each.stands_once]
        moving = [each for each in standing if str(each.pk) in chosen]
        versions = {each.fact_id: chosen[str(each.pk)] for each in moving}
        report = move_citations(moving, to=newest, by=request.user, versions=versions)
        number = len(report.moved)
        moved = "1 citation was" if number == 1 else f"{number} citations were"
        messages.success(request, f"{moved} moved to the newest text; their facts are edited.")
        for _, reason in report.skipped[:SHOWN_SKIPPED]:
            messages.warning(request, reason)
        if len(report.skipped) > SHOWN_SKIPPED:
            more = len(report.skipped) - SHOWN_SKIPPED
            messages.warning(request, f"{more} more were left as they are.")

    def _recheck_page(
        self,
        request: HttpRequest,
        newest: Source,
        found: list[Recheck],
        *,
        confirm: bool,
        status: int = 200,
    ) -> TemplateResponse:
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": "Move citations to the newest text?" if confirm else "Re-check citations",
            "subtitle": newest.name,
            "opts": self.opts,
            "newest": newest,
            "found": found,
            "confirm": confirm,
            "groups": [
                (title, about, len(rows), rows[:SHOWN_IN_GROUP])
                for finding, (title, about) in GROUPS.items()
                if (rows := [each for each in found if each.finding == finding])
            ],
            "standing_once": sum(each.stands_once for each in found),
        }
        return TemplateResponse(request, "admin/curation/recheck.html", context, status=status)
