"""Kinds of actor and of the names they bear."""

from django.db.models import TextChoices

__all__ = ["ActorKind", "NameKind"]


class ActorKind(TextChoices):
    """Who can hold a status, speak or take a position."""

    STATE = "state", "State"
    ORGANIZATION = "organization", "Organization"
    BODY = "body", "Body (organ of an organization or state)"
    AUTHORITY = "authority", "De facto authority"
    PERSON = "person", "Person"


class NameKind(TextChoices):
    """How a name relates to its actor."""

    OFFICIAL = "official", "Official"
    SHORT = "short", "Short"
    HISTORICAL = "historical", "Historical"
    AS_WRITTEN = "as-written", "As a source writes it"
