"""Kinds of actor and of the names they bear."""

from django.db.models import TextChoices

__all__ = ["ActorKind", "Article", "NameKind"]


class ActorKind(TextChoices):
    """Who can hold a status, speak or take a position."""

    STATE = "state", "State"
    ORGANIZATION = "organization", "Organization"
    BODY = "body", "Body (organ of an organization or state)"
    AUTHORITY = "authority", "De facto authority"
    PERSON = "person", "Person"


class Article(TextChoices):
    """The article that a sentence puts before an English name, if it puts one."""

    THE = "the", "the"


class NameKind(TextChoices):
    """How a name relates to its actor."""

    OFFICIAL = "official", "Official"
    SHORT = "short", "Short"
    ALIAS = "alias", "Alias"
    ABBREVIATION = "abbreviation", "Abbreviation"
    HISTORICAL = "historical", "Former"
    AS_WRITTEN = "as-written", "As a source writes it"
