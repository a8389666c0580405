"""Who acts: identities as they are copied into decisions and revisions."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from ..errors import NotAllowed

__all__ = ["bootstrap_account", "identity", "is_bootstrap", "is_identity_of", "may", "require"]

BOOTSTRAP = "bootstrap"


def identity(user: AbstractBaseUser) -> str:
    """Return how ``user`` is named for good: the full name, and the unique user name."""
    full_name = user.get_full_name()
    return f"{full_name} ({user.get_username()})" if full_name else user.get_username()


def is_identity_of(copied: str, user: AbstractBaseUser) -> bool:
    """Tell whether ``copied`` names ``user``, whatever full name the account had then or has now.

    User names hold no brackets, so the one in brackets is told apart from any full name.
    """
    name = user.get_username()
    return copied == name or copied.endswith(f" ({name})")


def is_bootstrap(user: AbstractBaseUser) -> bool:
    """Tell whether ``user`` is the account of the fixtures, with which nobody can log in."""
    return user.get_username() == BOOTSTRAP and not user.is_active


def may(user: AbstractBaseUser, permission: str) -> bool:
    """Tell whether ``user`` has the permission; the account of the fixtures has all."""
    return is_bootstrap(user) or user.has_perm(permission)


def require(user: AbstractBaseUser, permission: str, deed: str) -> None:
    """Check that ``user`` may do ``deed``.

    Raises:
        NotAllowed: the account is inactive or lacks the permission.
    """
    if not may(user, permission):
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
