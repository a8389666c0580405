"""Who may do what: every role against every action, over HTTP.

A new action is one more line of `MATRIX`: words, what is done (`role_actions`), and the outcome
for each of `WHO`: L is sent to log in, · is forbidden, Y is allowed.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from curation.actions import suggest
from curation.models import (
    HISTORIES,
    Fact,
    PublishedCitation,
    Release,
    ReviewDecision,
    Revision,
    Suggestion,
)
from curation.roles import RIGHTS, Role, permissions_of

from ... import factories
from .conftest import address, step
from .role_actions import (
    ALLOWED,
    FORBIDDEN,
    LOGIN,
    Visit,
    add,
    approve_in_bulk,
    autocomplete,
    change,
    deed,
    delete,
    export,
    of_batch,
    page,
    restore,
    review,
    withdraw,
)
from .test_pages import registered_row

WHO = (
    "anonymous",
    "outsider",
    "researcher",
    "contributor",
    "reviewer",
    "data manager",
    "administrator",
)
OUTCOMES = {"L": LOGIN, "·": FORBIDDEN, "Y": ALLOWED}

PUBLIC, STAFF = "YYYYYYY", "LLYYYYY"
DESK, NOBODY = "LL·YYYY", "LL·····"
REVIEWERS, KEEPERS = "LL··Y·Y", "LL···YY"
ADMINISTRATORS = "LL····Y"

FACTS = ("status", "statement", "position", "event", "figure")
ACTORS = ("actor", "stateactor", "organizationorbody", "personorauthority")
VOCABULARIES = ("statustype", "issue", "indicator")
HIDDEN = ("fact", "citation", "reviewdecision", *FACTS, *ACTORS, *VOCABULARIES, "source")
CITED = {
    "citations-TOTAL_FORMS": 1,
    "citations-0-quote": factories.QUOTE,
    "citations-0-support": "supports",
}


def existing(model: str) -> Callable[[Visit], Any]:
    """Return what finds the first published row of a list."""

    def first(visit: Visit) -> Any:
        return registered_row(model)

    return first


def row_of(model: str, of_page: str = "change", app: str = "curation") -> Callable[[Visit], str]:
    return lambda visit: address(model, of_page, existing(model)(visit).pk, app=app)


def row_of_release(visit: Visit) -> str:
    return address("release", "change", factories.release().pk)


def draft(visit: Visit) -> Fact:
    return visit.draft()


def changed(visit: Visit) -> Fact:
    """Return a public fact whose working copy differs."""
    fact = visit.public()
    Fact.objects.filter(pk=fact.pk).update(public_note="Changed.")
    return fact


def my_draft(visit: Visit) -> Fact:
    mine = None if visit.who == "anonymous" else visit.user
    return factories.draft_status(created_by=mine)


def add_status(visit: Visit) -> str:
    """Fill in the form of a status with a citation, and submit it in the same breath."""
    claim = {"actor": factories.actor().pk, "organization": factories.organization().pk}
    source = factories.source()
    return add(
        "status",
        **claim,
        **CITED,
        **{"citations-0-source": str(source.pk)},
        status=str(factories.status_type().pk),
        when="2020",
        certainty="stated",
        rank="accepted",
        start_basis="unknown",
        end_basis="unknown",
        _submit_for_review="1",
    )(visit)


def reported(visit: Visit) -> Suggestion:
    """Return what a reader reports of a public fact."""
    revision = Revision.objects.current().get(record=visit.public().pk)
    return suggest(revision, suggestion=uuid.uuid4(), wrong="The year.")


def account(visit: Visit) -> Any:
    return visit.colleague


def own_group(visit: Visit) -> Group:
    return Group.objects.get(name=Role.CONTRIBUTOR)


MATRIX = [
    # --- what is public
    ("read the API", page("/api/v1/statuses/"), PUBLIC),
    ("read a list of sources in the API", page("/api/v1/sources/"), PUBLIC),
    ("read the front page", page("/"), PUBLIC),
    # --- the desk
    ("open the desk", page("/admin/"), STAFF),
    ("change one's own password", page("/admin/password_change/"), STAFF),
    ("search the desk", page("/admin/search/", s="stat"), STAFF),
    # --- what readers report
    ("list of suggestion", page(address("suggestion")), DESK),
    ("export of suggestion", export("suggestion"), DESK),
    (
        "close a report of a reader",
        deed(
            reported,
            lambda suggestion: address("suggestion", "change", suggestion.pk),
            lambda suggestion: Suggestion.objects.get(pk=suggestion.pk).state == "declined",
            state="declined",
            note="The source says so.",
        ),
        DESK,
    ),
    ("add a report of a reader", page(address("suggestion", "add")), NOBODY),
    # --- the ledger
    *[
        (f"{words} of {model}", action(model), STAFF)
        for model in ("revision", "publishedcitation")
        for words, action in (
            ("list", lambda model: page(address(model))),
            ("row", lambda model: page(row_of(model))),
            ("record of changes", lambda model: page(row_of(model, "history"))),
            ("export", export),
        )
    ],
    ("add a revision", page(address("revision", "add")), NOBODY),
    ("delete a revision", delete("revision", existing("revision")), NOBODY),
    ("change a revision", change("revision", existing("revision"), summary="Other"), NOBODY),
    # --- releases
    ("list of releases", page(address("release")), STAFF),
    ("release", page(row_of_release), STAFF),
    ("export of releases", export("release"), STAFF),
    ("page on which a release is made", page(address("release", "new")), KEEPERS),
    ("withdraw a release", withdraw, KEEPERS),
    ("add a release", page(address("release", "add")), NOBODY),
    ("delete a release", delete("release", lambda _: factories.release()), NOBODY),
    # --- the working copy, to be read
    *[(f"list of {model}", page(address(model)), DESK) for model in HIDDEN],
    *[(f"export of {model}", export(model), DESK) for model in HIDDEN],
    *[
        (f"record of changes of {model}", page(row_of(model, "history")), DESK)
        for model in (*FACTS, "source", "stateactor", "issue")
    ],
    *[
        (f"row of {model}", page(row_of(model)), DESK)
        for model in (*FACTS, *VOCABULARIES, "stateactor", "source", "citation", "reviewdecision")
    ],
    ("choose a fact in a form", autocomplete("status", "disputes"), DESK),
    ("choose an actor in a form", autocomplete("status", "actor"), DESK),
    ("choose a term in a form", autocomplete("status", "status"), DESK),
    ("choose a source in a form", autocomplete("citation", "source"), DESK),
    # --- facts
    *[(f"empty form of {model}", page(address(model, "add")), DESK) for model in FACTS],
    ("add a status and submit it", add_status, DESK),
    *[
        (f"change a {model}", change(model, existing(model), desk_note="Seen."), DESK)
        for model in FACTS
    ],
    ("delete one's own draft", delete("status", my_draft), DESK),
    ("delete a colleague's draft", delete("status", draft), REVIEWERS),
    ("delete a public fact", delete("status", existing("status")), NOBODY),
    ("add a bare fact", page(address("fact", "add")), NOBODY),
    ("delete a citation by itself", delete("citation", existing("citation")), NOBODY),
    ("submit a draft", change("status", draft, state="submitted", _submit_for_review="1"), DESK),
    ("withdraw one's own", review(Visit.submitted_by_me, "withdraw", "draft"), "LL·YYYY"),
    ("withdraw another's", review(Visit.submitted_by_colleague, "withdraw", "draft"), NOBODY),
    ("discard working changes", review(changed, "discard", "published"), DESK),
    (
        "confirm evidence",
        deed(
            Visit.public,
            lambda fact: step(fact, "confirm"),
            lambda fact: fact.confirmations.exists(),
        ),
        DESK,
    ),
    ("history of a fact", page(row_of("status", "history")), DESK),
    ("restore an earlier version", restore, DESK),
    ("difference of a fact", page(lambda visit: step(visit.public(), "difference")), DESK),
    ("findings", page(lambda _: reverse("admin:curation_fact_findings")), DESK),
    # --- imports
    ("list of imports", page(address("importbatch")), KEEPERS),
    ("choose a file to import", page(address("importbatch", "new", "status")), KEEPERS),
    ("import what was previewed", of_batch("confirm", "imported"), KEEPERS),
    ("discard a preview", of_batch("discard", "discarded"), KEEPERS),
    ("undo an import", of_batch("undo", "undone"), KEEPERS),
    # --- review
    ("queue", page(address("waitingfact")), DESK),
    ("review page", page(lambda visit: step(visit.submitted_by_colleague(), "review")), DESK),
    ("approve one's own", review(Visit.submitted_by_me, "approve", "published"), NOBODY),
    ("approve", review(Visit.submitted_by_colleague, "approve", "published"), REVIEWERS),
    ("approve in bulk", approve_in_bulk, REVIEWERS),
    ("return", review(Visit.submitted_by_colleague, "return", "returned", words="No"), REVIEWERS),
    ("retract", review(Visit.public, "retract", "retracted", words="Wrong"), REVIEWERS),
    ("add a decision", page(address("reviewdecision", "add")), NOBODY),
    ("delete a decision", delete("reviewdecision", existing("reviewdecision")), NOBODY),
    # --- sources, actors, vocabularies
    ("read a source", page(row_of("source", "read_text")), DESK),
    ("choose a document", page(address("source", "add_document")), DESK),
    ("choose a later text", page(row_of("source", "add_snapshot")), DESK),
    ("add a source", add("source", name="[New]", slug="new", kind="article"), DESK),
    ("change a source", change("source", existing("source"), rights="Ours"), DESK),
    ("delete an unused source", delete("source", Visit.uncited_source), KEEPERS),
    ("delete a source in use", delete("source", existing("source")), NOBODY),
    *[
        (f"empty form of {model}", page(address(model, "add")), KEEPERS)
        for model in (*ACTORS, *VOCABULARIES)
    ],
    ("add an actor", add("stateactor", name="New", slug="new", kind="state"), KEEPERS),
    ("add an issue", add("issue", name="New", slug="new"), KEEPERS),
    *[
        (f"change a {model}", change(model, existing(model), note="Seen."), KEEPERS)
        for model in ("stateactor", "organizationorbody", "personorauthority", *VOCABULARIES)
    ],
    ("delete an actor without use", delete("stateactor", lambda _: factories.actor()), KEEPERS),
    ("delete a public actor", delete("stateactor", existing("stateactor")), NOBODY),
    # --- accounts
    *[
        (f"{words} of {model}", action, ADMINISTRATORS)
        for model in ("user", "group")
        for words, action in (
            ("list", page(address(model, app="auth"))),
            ("empty form", page(address(model, "add", app="auth"))),
            ("row", page(row_of(model, app="auth"))),
        )
    ],
    (
        "change an account",
        deed(
            account,
            lambda user: address("user", "change", user.pk, app="auth"),
            lambda user: type(user).objects.get(pk=user.pk).first_name == "Ann",
            username="a-colleague",
            first_name="Ann",
            is_staff="on",
        ),
        ADMINISTRATORS,
    ),
    (
        "delete a role",
        deed(
            own_group,
            lambda group: address("group", "delete", group.pk, app="auth"),
            lambda group: not Group.objects.filter(pk=group.pk).exists(),
            post="yes",
        ),
        NOBODY,
    ),
]

CELLS = [
    pytest.param(who, action, OUTCOMES[outcome], id=f"{words} - {who}")
    for words, action, outcomes in MATRIX
    for who, outcome in zip(WHO, outcomes, strict=True)
]


@pytest.mark.parametrize(("who", "action", "expected"), CELLS)
def test_role_may_do_exactly_what_the_table_says(seeded, who, action, expected):
    assert action(Visit(who)) == expected


# --- the table itself ---------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_group_in_the_database_is_what_the_table_declares(seeded, role):
    existing_ones = _names(Permission.objects.all())

    group = _names(Group.objects.get(name=role).permissions)

    assert group == permissions_of(role) & existing_ones


def test_nobody_may_write_what_only_actions_and_triggers_write(seeded):
    declared = frozenset().union(*(right.permissions for right in RIGHTS))
    written_by_none = {
        f"curation.{verb}_{model._meta.model_name}"
        for model in _kept_by_the_registry()
        for verb in ("add", "change", "delete")
    }

    assert not declared & written_by_none
    assert not {name for name in declared if name.startswith("pghistory.")}


def test_what_everyone_on_the_desk_sees_is_declared_for_each_registered_list(seeded):
    declared = frozenset().union(*(right.permissions for right in RIGHTS))

    for model in admin.site._registry:
        assert f"{model._meta.app_label}.view_{model._meta.model_name}" in declared


def _kept_by_the_registry() -> list:
    return [Release, Revision, ReviewDecision, PublishedCitation, Fact, *HISTORIES.values()]


def _names(permissions: Any) -> set[str]:
    rows = permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def as_markdown() -> str:
    """Return the table of `docs/roles.md`."""
    lines = ["| | " + " | ".join(Role) + " |", "|---" * (len(Role) + 1) + "|"]
    for right in RIGHTS:
        cells = " | ".join("yes" if role in right.roles else "–" for role in Role)
        lines.append(f"| {right.words} | {cells} |")
    return "\n".join(lines)


def test_documentation_has_the_table(settings):
    assert as_markdown() in (settings.BASE_DIR / "docs" / "roles.md").read_text()
