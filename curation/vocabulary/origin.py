"""By which way a change came."""

from django.db.models import TextChoices

__all__ = ["Origin"]


class Origin(TextChoices):
    """The registry's own ways of changing a row; what came past them has no origin."""

    ADMIN = "admin", "at the desk"
    IMPORT = "import", "by an import"
    COMMAND = "command", "by a command"
    SHELL = "shell", "in a shell session"
    READER = "reader", "by a reader's report"
