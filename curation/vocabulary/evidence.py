"""Kinds of source, how a document is known, and how a passage bears on a fact."""

from django.db.models import TextChoices

__all__ = ["Seen", "SourceKind", "Support"]


class SourceKind(TextChoices):
    """What sort of document a source is."""

    ARTICLE = "article", "Article"
    INTERVIEW = "interview", "Interview"
    STATEMENT = "statement", "Statement"
    PROTOCOL = "protocol", "Protocol or treaty"
    WEB_PAGE = "web-page", "Web page"
    DATASET = "dataset", "Data set"
    OTHER = "other", "Other"


class Seen(TextChoices):
    """How a document is known: whether anybody here has read it."""

    FIRST_HAND = "first-hand", "First hand: the document was consulted"
    SECOND_HAND = "second-hand", "Second hand: known through another document or a note"


class Support(TextChoices):
    """What the quoted passage does for the fact."""

    SUPPORTS = "supports", "Supports"
    DISPUTES = "disputes", "Disputes"
    MENTIONS = "mentions", "Mentions"
