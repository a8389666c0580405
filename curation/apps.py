"""Application configuration."""

from django.apps import AppConfig

__all__ = ["CurationConfig"]


class CurationConfig(AppConfig):
    """Curated facts, their evidence, their review and the public ledger."""

    name = "curation"
    verbose_name = "Curation"
    default_auto_field = "django.db.models.BigAutoField"
