"""The pages on which a fact is approved, returned, retracted or withdrawn.

Buttons above a fact's form lead to them; only their own form, sent by POST, changes anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.decorators import action
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminTextareaWidget

from ..actions import approve, identity, refusals_explained, retract, return_for_changes, withdraw
from ..errors import CurationError
from ..models import Fact, Revision
from ..vocabulary import State
from .changes import changes_since
from .texts import LineFeedField

__all__ = ["ReviewPages"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of review: what it is called, what it asks for and what it does."""

    title: str
    button: str
    variant: str
    explanation: str
    done: str
    perform: Callable[[Fact, AbstractBaseUser, str], Any]
    asks_for: str = ""
    asks_help: str = ""
    must_answer: bool = False


APPROVAL = Step(
    title="Approve and publish",
    button="Approve and publish",
    variant="success",
    explanation="Compare the claim with the passages it rests on. Approved, it becomes the next "
    "public revision, for good: a revision can be followed or retracted, never changed.",
    done="Approved: it is public now.",
    perform=lambda fact, by, words: approve(fact, by=by, comment=words),
    asks_for="Summary of the change",
    asks_help="Optional and public: what is new in this revision.",
)
RETURN = Step(
    title="Return for changes",
    button="Return for changes",
    variant="primary",
    explanation="The fact goes back to whoever submitted it and can be edited again.",
    done="Returned for changes.",
    perform=lambda fact, by, words: return_for_changes(fact, by=by, comment=words),
    asks_for="What has to change",
    asks_help="For whoever edits the fact next.",
    must_answer=True,
)
RETRACTION = Step(
    title="Retract",
    button="Retract from the public record",
    variant="danger",
    explanation="Readers will see a retraction with its reason in place of the fact. What was "
    "published before stays in the ledger.",
    done="Retracted.",
    perform=lambda fact, by, words: retract(fact, by=by, reason=words),
    asks_for="Reason",
    asks_help="Public.",
    must_answer=True,
)
WITHDRAWAL = Step(
    title="Withdraw",
    button="Withdraw the submission",
    variant="primary",
    explanation="The fact becomes a draft again and can be edited.",
    done="Withdrawn: it is a draft again.",
    perform=lambda fact, by, words: withdraw(fact, by=by),
)


class WordsForm(forms.Form):
    """What whoever takes a step has to say about it."""

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        """Ask for what the step asks for, if anything."""
        super().__init__(*args, **kwargs)
        if step.asks_for:
            self.fields["words"] = LineFeedField(
                label=step.asks_for,
                help_text=step.asks_help,
                required=step.must_answer,
                widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
                error_messages={"required": "Say why: this cannot be left blank."},
            )


class ReviewPages:
    """A fact's model admin, with the steps of review that are open to the user."""

    actions_detail = ("approve_fact", "return_fact", "retract_fact", "withdraw_fact")

    def has_review_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Tell whether the user reviews.

        A method, since Unfold checks a permission given by name in the database, at the start
        of every command, that of the first migration included.
        """
        return request.user.has_perm("curation.review_fact")

    @action(
        description="Approve and publish",
        url_path="approve",
        icon="verified",
        variant=ActionVariant.SUCCESS,
        permissions=["review"],
    )
    def approve_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Publish what is under review."""
        return self._take(APPROVAL, request, object_id)

    @action(
        description="Return for changes…",
        url_path="return",
        icon="undo",
        permissions=["review"],
    )
    def return_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send back what is under review."""
        return self._take(RETURN, request, object_id)

    @action(
        description="Retract…",
        url_path="retract",
        icon="block",
        variant=ActionVariant.DANGER,
        permissions=["review"],
    )
    def retract_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take back what is public."""
        return self._take(RETRACTION, request, object_id)

    @action(description="Withdraw…", url_path="withdraw", icon="undo")
    def withdraw_fact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take back one's own submission."""
        return self._take(WITHDRAWAL, request, object_id)

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Return the steps that the fact's state leaves open to this user."""
        try:
            fact = Fact.objects.get(pk=unquote(str(object_id)))
        except (Fact.DoesNotExist, ValidationError):
            return []
        open_steps = _open_steps(fact, request.user)
        actions = super().get_actions_detail(request, object_id)
        return [action for action in actions if action.path in open_steps]

    def _take(self, step: Step, request: HttpRequest, object_id: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        fact = self.get_object(request, unquote(object_id))
        if fact is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        form = WordsForm(step, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                with refusals_explained():
                    step.perform(fact, request.user, form.cleaned_data.get("words", ""))
            except CurationError as refusal:
                messages.error(request, str(refusal))
            else:
                self.log_change(request, fact, step.done)
                messages.success(request, f"“{fact.label}”: {step.done}")
                return redirect(self._address(fact))
        return self._page(step, request, fact, form)

    def _page(
        self, step: Step, request: HttpRequest, fact: Fact, form: WordsForm
    ) -> TemplateResponse:
        former = Revision.objects.current().standing().filter(record=fact.pk).first()
        context = {
            **self.admin_site.each_context(request),
            "title": step.title,
            "subtitle": fact.label,
            "opts": self.opts,
            "step": step,
            "fact": fact,
            "form": form,
            "former": former,
            "changes": changes_since(former, fact),
            "citations": fact.citations.select_related("source", "reported_from").defer(
                "source__held_text", "reported_from__held_text"
            ),
            "back": self._address(fact),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/curation/decision.html", context)

    def _address(self, fact: Model) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(name, args=[fact.pk])


def _open_steps(fact: Fact, user: AbstractBaseUser) -> set[str]:
    """Return the paths of the steps open to ``user``; the actions themselves check again."""
    mine = fact.submitted_by_id == user.pk
    if fact.state == State.SUBMITTED:
        return {"return", "withdraw"} if mine else {"return", "approve"}
    former = Revision.objects.current().standing().filter(record=fact.pk).first()
    if former is None or former.submitted_by == identity(user):
        return set()
    return {"retract"}
