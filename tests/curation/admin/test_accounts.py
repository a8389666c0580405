"""The accounts and roles that a new registry starts with."""

import pytest
from django.contrib.auth import authenticate, get_user_model

from curation.accounts import create_missing_accounts


@pytest.fixture
def accounts(seeded):
    return {account.username: account for account in create_missing_accounts()}


def test_each_account_opens_with_its_password(accounts):
    assert list(accounts) == [
        "administrator",
        "data-manager",
        "reviewer",
        "editor",
        "researcher",
    ]
    for account in accounts.values():
        assert authenticate(username=account.username, password=account.password).is_staff


def test_second_time_creates_nothing(accounts):
    assert create_missing_accounts() == []


def test_roles_differ_in_review(accounts):
    users = get_user_model().objects
    editor, reviewer = users.get(username="editor"), users.get(username="reviewer")

    assert editor.has_perms(["curation.change_status", "curation.add_citation"])
    assert not editor.has_perm("curation.review_fact")
    assert reviewer.has_perms(["curation.review_fact", "curation.change_status"])
    assert not reviewer.has_perm("auth.view_user")


def test_nobody_needs_to_be_a_superuser(accounts):
    assert not get_user_model().objects.filter(is_superuser=True).exists()
    assert get_user_model().objects.get(username="administrator").has_perm("auth.change_user")


def test_nobody_may_write_the_ledger(accounts):
    reviewer = get_user_model().objects.get(username="reviewer")

    assert reviewer.has_perm("curation.view_revision")
    assert not any(
        reviewer.has_perm(f"curation.{verb}_{model}")
        for verb in ("add", "change", "delete")
        for model in ("revision", "reviewdecision")
    )
