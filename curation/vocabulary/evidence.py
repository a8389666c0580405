"""Kinds of source and the ways in which a passage bears on a fact."""

from django.db.models import TextChoices

__all__ = ["SourceKind", "Support"]


class SourceKind(TextChoices):
    """What sort of document a source is."""

    ARTICLE = "article", "Article"
    INTERVIEW = "interview", "Interview"
    STATEMENT = "statement", "Statement"
    PROTOCOL = "protocol", "Protocol or treaty"
    WEB_PAGE = "web-page", "Web page"
    DATASET = "dataset", "Data set"
    OTHER = "other", "Other"


class Support(TextChoices):
    """What the quoted passage does for the fact."""

    SUPPORTS = "supports", "Supports"
    DISPUTES = "disputes", "Disputes"
    MENTIONS = "mentions", "Mentions"
