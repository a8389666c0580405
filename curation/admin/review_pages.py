"""The pages on which a fact is reviewed, approved, returned, retracted, withdrawn or set back.

Buttons above a fact's form lead to them; only their own forms, sent by POST, change anything.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.decorators import action
from unfold.enums import ActionVariant

from ..actions import refusals_explained
from ..errors import ChangedSince, CurationError
from ..models import Fact
from ..vocabulary import State
from . import steps
from .changed_since import Since, number_sent
from .review_context import next_to_decide, review_address, shown
from .steps import Answer, Step, WordsForm

__all__ = ["ReviewPages"]

FROM_REVIEW = "from_review"
NOT_AS_SHOWN = (
    "“{}” is not what your page showed: it was changed after you opened it. Nothing was done. Read "
    "what changed, then decide again."
)


class ReviewPages:
    """A fact's model admin, with the steps of review that are open to the user."""

    actions_detail = (
        "review_fact",
        "approve_fact",
        "return_fact",
        "confirm_fact",
        "correction_fact",
        "difference_fact",
        "discard_fact",
        "retract_fact",
        "withdraw_fact",
    )

    def has_review_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Tell whether the user reviews.

        A method, since Unfold checks a permission given by name in the database, at the start
        of every command, that of the first migration included.
        """
        return request.user.has_perm("curation.review_fact")

    def has_edit_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Tell whether the user edits facts of this kind, whatever state one is in."""
        return request.user.has_perm(f"curation.change_{self.opts.model_name}")

    @action(
        description="Review",
        url_path="review",
        icon="rate_review",
        variant=ActionVariant.PRIMARY,
    )
    def review_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what would change in public, with its evidence, and take the decision."""
        return self._with_fact(request, object_id, self._review)

    @action(description="Approve and publish", url_path="approve", permissions=["review"])
    def approve_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Publish what is under review."""
        return self._take(steps.APPROVAL, request, object_id)

    @action(description="Return for changes…", url_path="return", permissions=["review"])
    def return_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send back what is under review."""
        return self._take(steps.RETURN, request, object_id)

    @action(
        description="Retract…",
        url_path="retract",
        icon="block",
        variant=ActionVariant.DANGER,
        permissions=["review"],
    )
    def retract_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take back what is public."""
        return self._take(steps.RETRACTION, request, object_id)

    @action(description="Withdraw…", url_path="withdraw", icon="undo")
    def withdraw_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take back one's own submission."""
        return self._take(steps.WITHDRAWAL, request, object_id)

    @action(description="What differs", url_path="difference")
    def difference_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show in what the working copy differs from what readers see."""
        return self._with_fact(request, object_id, self._difference)

    @action(description="Discard working changes…", url_path="discard", permissions=["edit"])
    def discard_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Set the working copy back to what readers see."""
        return self._take(steps.DISCARDING, request, object_id)

    @action(
        description="Re-read the evidence…",
        url_path="confirm",
        icon="menu_book",
        permissions=["edit"],
    )
    def confirm_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Record that somebody has re-read what the fact rests on."""
        return self._take(steps.CONFIRMATION, request, object_id)

    @action(
        description="Confirm the reviewer's correction",
        url_path="correction",
        permissions=["edit"],
    )
    def correction_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Record that an author of the change agrees with what others corrected in it."""
        return self._take(steps.CORRECTION, request, object_id)

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Return the steps that the fact's state leaves open to this user."""
        try:
            fact = Fact.objects.get(pk=unquote(str(object_id)))
        except (Fact.DoesNotExist, ValidationError):
            return []
        offered = steps.open_steps(fact, request.user)
        actions = super().get_actions_detail(request, object_id)
        return [action for action in actions if action.path in offered]

    # --- the pages ----------------------------------------------------------------------

    def _with_fact(self, request: HttpRequest, object_id: str, show: Any) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        fact = self.get_object(request, unquote(object_id))
        if fact is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return show(request, fact)

    def _take(self, step: Step, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._with_fact(
            request, object_id, lambda request, fact: self._step(step, request, fact)
        )

    def _step(self, step: Step, request: HttpRequest, fact: Fact) -> HttpResponse:
        """Show the page of a step; when it is sent, take the step, or say why not."""
        form = WordsForm(step, request.POST if request.method == "POST" else None)
        if request.method != "POST":
            return self._page_of(step, request, fact, form=form)
        try:
            version = number_sent(request, "loaded_version")
            if version != fact.version:
                raise ChangedSince(NOT_AS_SHOWN.format(fact.label))
            if form.is_valid():
                revision = number_sent(request, "loaded_revision") or 0
                answer = Answer(version, revision, form.cleaned_data.get("words", ""))
                with refusals_explained():
                    step.perform(fact, request.user, answer)
                self.log_change(request, fact, step.done)
                messages.success(request, f"“{fact.label}”: {step.done}")
                return self._onwards(step, request, fact)
        except ChangedSince as refusal:
            messages.error(request, str(refusal))
            fact = self.get_object(request, str(fact.pk)) or fact
            since = Since.shown(type(fact), fact, version)
            return self._page_of(step, request, fact, form=form, since=since, status=409)
        except CurationError as refusal:
            messages.error(request, str(refusal))
        return self._page_of(step, request, fact, form=form)

    def _page_of(
        self, step: Step, request: HttpRequest, fact: Fact, **context: Any
    ) -> TemplateResponse:
        if step.decides:
            return self._review(request, fact, step=step, **context)
        return self._page(request, fact, "decision", step.title, step=step, **context)

    def _onwards(self, step: Step, request: HttpRequest, fact: Fact) -> HttpResponse:
        """Go on to the next fact that waits, or back to where the step was taken."""
        if not step.decides:
            from_review = FROM_REVIEW in request.POST and fact.state == State.SUBMITTED
            return redirect(review_address(fact) if from_review else self._address(fact))
        following = next_to_decide(fact, request.user)
        if following is None:
            messages.info(request, "Nothing else waits for your decision.")
            return redirect(reverse("admin:curation_waitingfact_changelist"))
        messages.info(request, f"Next in the queue: “{following.label}”.")
        return redirect(review_address(following))

    def _review(
        self,
        request: HttpRequest,
        fact: Fact,
        step: Step | None = None,
        form: WordsForm | None = None,
        **context: Any,
    ) -> HttpResponse:
        """Show the review page; a form that was sent and refused is kept as it was filled in."""
        under_review = fact.state == State.SUBMITTED
        reviews = under_review and self.has_review_permission(request)
        forms = {
            each: form if each is step and form else WordsForm(each)
            for each in (steps.APPROVAL, steps.RETURN)
        }
        return self._page(
            request,
            fact,
            "review",
            "Review" if under_review else "Not under review",
            under_review=under_review,
            mine=fact.submitted_by_id == request.user.pk,
            reviews=reviews,
            approval=steps.APPROVAL if reviews else None,
            approval_form=forms[steps.APPROVAL],
            returning=steps.RETURN if reviews else None,
            return_form=forms[steps.RETURN],
            step=step,
            **context,
        )

    def _difference(self, request: HttpRequest, fact: Fact) -> HttpResponse:
        return self._page(request, fact, "difference", "Working copy and public revision")

    def _page(
        self,
        request: HttpRequest,
        fact: Fact,
        template: str,
        title: str,
        status: int = 200,
        **context: Any,
    ) -> TemplateResponse:
        request.current_app = self.admin_site.name
        everything = {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": fact.label,
            "opts": self.opts,
            **shown(fact, request.user),
            **context,
        }
        name = f"admin/curation/{template}.html"
        return TemplateResponse(request, name, everything, status=status)

    def _address(self, fact: Fact) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(name, args=[fact.pk])
