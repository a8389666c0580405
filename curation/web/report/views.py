"""The form by which readers report an error, and the page that thanks them."""

import math
import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from ...actions import suggest
from ...asking.throttling import EvenThrottle
from ...models import Revision, Suggestion
from ..addresses import record_page
from ..private import PrivateView
from .forms import ReportForm
from .stamp import Stale, TooQuick, new_stamp, read_stamp

__all__ = ["ReportThrottle", "ReportView", "ThanksView"]

RENEWED = "The form was open for too long and has been renewed. Send it again: nothing is lost."
TOO_QUICK = "This was sent within seconds, as programs do. Wait a moment and send it again."


class ReportThrottle(EvenThrottle):
    """How often one client may report something."""

    scope = "report"


class ReportView(PrivateView):
    """Asks what is wrong in a record, and hands it to the desk."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
        """Show the form."""
        return self.asked(request, _revision(uuid), ReportForm())

    def post(self, request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
        """Keep what is reported; show the form again where something in it has to be put right."""
        revision = _revision(uuid)
        throttle = ReportThrottle()
        if not throttle.allow_request(request, self):
            return self.refused(request, throttle)
        form, stamp = ReportForm(request.POST), request.POST.get("stamp", "")
        try:
            suggestion = read_stamp(stamp, uuid)
        except Stale:
            form.add_error(None, RENEWED)
            stamp = new_stamp(uuid)
        except TooQuick:
            form.add_error(None, TOO_QUICK)
        if not form.is_valid():
            return self.asked(request, revision, form, stamp, status=400)
        kept = suggest(revision, suggestion=suggestion, **form.written())
        return HttpResponseRedirect(
            reverse("report-thanks", kwargs={"uuid": uuid, "suggestion": kept.pk})
        )

    def asked(
        self,
        request: HttpRequest,
        revision: Revision,
        form: ReportForm,
        stamp: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """Return the form, with the stamp that it came with or a new one."""
        context = {
            "form": form,
            "revision": revision,
            "record": _address(revision),
            "stamp": stamp or new_stamp(revision.record),
        }
        return render(request, "web/report/form.html", context, status=status)

    def refused(self, request: HttpRequest, throttle: ReportThrottle) -> HttpResponse:
        """Say when the next report will be taken."""
        seconds = max(1, math.ceil(throttle.wait()))
        context = {"minutes": math.ceil(seconds / 60)}
        response = render(request, "web/errors/too_many_reports.html", context, status=429)
        response.headers["Retry-After"] = str(seconds)
        return response


class ThanksView(PrivateView):
    """Thanks for a report: its number, and what happens next. Repeats nothing of it."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, uuid: uuid.UUID, suggestion: uuid.UUID) -> HttpResponse:
        """Show the page."""
        kept = Suggestion.objects.filter(pk=suggestion, record=uuid).first()
        if kept is None:
            raise Http404("There is no report with this number.")
        context = {"reference": kept.reference, "record": _address(_revision(uuid))}
        return render(request, "web/report/thanks.html", context)


def _revision(record: uuid.UUID) -> Revision:
    """Return the revision in force.

    Raises:
        Http404: nothing of this id was ever public.
    """
    revision = Revision.objects.current().filter(record=record).with_title().first()
    if revision is None:
        raise Http404(f"There is no public record with the id {record}.")
    return revision


def _address(revision: Revision) -> str:
    return record_page(revision.kind, str(revision.record), revision.slug)
