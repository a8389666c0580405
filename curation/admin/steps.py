"""The steps of review: what each is called, what it asks for and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from unfold.widgets import UnfoldAdminTextareaWidget

from ..actions import (
    approve,
    confirm_correction,
    confirm_evidence,
    discard_changes,
    identity,
    retract,
    return_for_changes,
    withdraw,
)
from ..models import Fact, Revision
from ..vocabulary import State
from .texts import LineFeedField

__all__ = [
    "APPROVAL",
    "CONFIRMATION",
    "CORRECTION",
    "DISCARDING",
    "RETRACTION",
    "RETURN",
    "WITHDRAWAL",
    "Answer",
    "Step",
    "WordsForm",
    "open_steps",
]


@dataclass(frozen=True)
class Answer:
    """What was decided on, and what was said about it.

    ``version`` is that of the working copy that was shown, ``revision`` the number of the public
    revision (0 if there was none).
    """

    version: int
    revision: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of review: what it is called, what it asks for and what it does."""

    title: str
    button: str
    variant: str
    explanation: str
    done: str
    perform: Callable[[Fact, AbstractBaseUser, Answer], Any]
    asks_for: str = ""
    asks_help: str = ""
    must_answer: bool = False
    decides: bool = False


APPROVAL = Step(
    title="Approve and publish",
    button="Approve and publish",
    variant="primary",
    explanation="Approved, it becomes the next public revision, for good: a revision can be "
    "followed or retracted, never changed.",
    done="Approved: it is public now.",
    perform=lambda fact, by, answer: approve(
        fact, by=by, version=answer.version, comment=answer.words
    ),
    asks_for="Summary of the change",
    asks_help="Optional and public: what is new in this revision.",
    decides=True,
)
RETURN = Step(
    title="Return for changes",
    button="Return for changes",
    variant="default",
    explanation="The fact goes back to whoever submitted it and can be edited again.",
    done="Returned for changes.",
    perform=lambda fact, by, answer: return_for_changes(
        fact, by=by, version=answer.version, comment=answer.words
    ),
    asks_for="What has to change",
    asks_help="For whoever edits the fact next.",
    must_answer=True,
    decides=True,
)
RETRACTION = Step(
    title="Retract",
    button="Retract from the public record",
    variant="danger",
    explanation="Readers will see a retraction with its reason in place of the fact. What was "
    "published before stays in the ledger.",
    done="Retracted.",
    perform=lambda fact, by, answer: retract(
        fact, by=by, version=answer.version, revision=answer.revision, reason=answer.words
    ),
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
    perform=lambda fact, by, answer: withdraw(fact, by=by, version=answer.version),
)
DISCARDING = Step(
    title="Discard working changes",
    button="Discard these changes",
    variant="danger",
    explanation="The working copy will say again what readers see. What is lost here stays in the "
    "history of the fact; the desk note stays as it is.",
    done="Set back: the working copy says what the public revision says.",
    perform=lambda fact, by, answer: discard_changes(fact, by=by, version=answer.version),
)
CONFIRMATION = Step(
    title="Re-read the evidence",
    button="I have re-read the evidence: it still supports this",
    variant="primary",
    explanation="Read each passage beside the claim. Your name and the time are kept on record, "
    "for this version of the fact; the next edit is another version.",
    done="Recorded: you have re-read the evidence, and it supports this.",
    perform=lambda fact, by, answer: confirm_evidence(fact, by=by, version=answer.version),
)
CORRECTION = Step(
    title="Confirm the reviewer's correction",
    button="Confirm the reviewer's correction",
    variant="primary",
    explanation="You wrote part of this change, and somebody else corrected it. If you agree with "
    "all of it as it is now, confirm it: you are the second pair of eyes for this version, your "
    "name and the time are kept on record, and the corrector may approve it. The next edit makes "
    "another version, which nobody has confirmed.",
    done="Recorded: you agree with the correction. It can be approved now.",
    perform=lambda fact, by, answer: confirm_correction(fact, by=by, version=answer.version),
)


class WordsForm(forms.Form):
    """What whoever takes a step has to say about it."""

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        """Ask for what the step asks for, if anything."""
        super().__init__(*args, auto_id=f"id_{step.button.split()[0].lower()}_%s", **kwargs)
        if step.asks_for:
            self.fields["words"] = LineFeedField(
                label=step.asks_for,
                help_text=step.asks_help,
                required=step.must_answer,
                widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
                error_messages={"required": "Say why: this cannot be left blank."},
            )


def open_steps(fact: Fact, user: AbstractBaseUser) -> set[str]:
    """Return the paths of the steps that buttons above the form offer to ``user``.

    The actions themselves check again.
    """
    mine = fact.submitted_by_id == user.pk
    if fact.state == State.SUBMITTED:
        return {"review", "withdraw"} if mine else {"review"}
    may_edit = user.has_perm(f"curation.change_{fact.kind}")
    offered = {"confirm"} if may_edit and fact.state != State.RETRACTED else set()
    former = Revision.objects.current().standing().filter(record=fact.pk).first()
    if former is None:
        return set()
    return offered if former.submitted_by == identity(user) else offered | {"retract"}
