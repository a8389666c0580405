"""The accounts that a new registry starts with."""

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from .roles import Role

__all__ = ["Account", "create_missing_accounts"]

# User name → role. Nobody is a superuser: what an administrator may do stands in the table of
# roles like everything else, and `manage.py createsuperuser` is there for emergencies.
ROLES = {
    "administrator": Role.ADMINISTRATOR,
    "data-manager": Role.DATA_MANAGER,
    "reviewer": Role.REVIEWER,
    "editor": Role.CONTRIBUTOR,
    "researcher": Role.RESEARCHER,
}


@dataclass(frozen=True)
class Account:
    """An account just created, with the only copy of its password."""

    role: str
    username: str
    password: str


@transaction.atomic
def create_missing_accounts() -> list[Account]:
    """Create those of the initial accounts that do not exist, and return them with passwords.

    An account that exists is left alone, whatever has become of it.
    """
    users = get_user_model().objects
    taken = set(users.filter(username__in=ROLES).values_list("username", flat=True))
    return [_create(username) for username in ROLES if username not in taken]


def _create(username: str) -> Account:
    role = ROLES[username]
    password = secrets.token_urlsafe(12)
    user = get_user_model().objects.create_user(username, password=password, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return Account(role=role, username=username, password=password)
