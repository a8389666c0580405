"""Who acts: identities as they are copied into decisions and revisions."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from ..errors import NotAllowed

__all__ = ["BOOTSTRAP", "bootstrap_account", "identity", "require"]

BOOTSTRAP = "bootstrap"


def identity(user: AbstractBaseUser) -> str:
    """Return how ``user`` is named for good: the full name, and the unique user name."""
    full_name = user.get_full_name()
    return f"{full_name} ({user.get_username()})" if full_name else user.get_username()


def require(user: AbstractBaseUser, permission: str, deed: str) -> None:
    """Check that ``user`` may do ``deed``.

    Raises:
        NotAllowed: the account is inactive or lacks the permission.
    """
    if not user.has_perm(permission):
        raise NotAllowed(
            f"{identity(user)} may not {deed}. Ask an administrator for the role that may."
        )


def bootstrap_account() -> AbstractBaseUser:
    """Return the account in whose name the shipped fixtures are published; nobody can log in."""
    user, created = get_user_model().objects.get_or_create(
        username=BOOTSTRAP, defaults={"is_active": False}
    )
    if created:
        user.set_unusable_password()
        user.save()
    return user
