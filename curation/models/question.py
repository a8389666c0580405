"""The text search query of a question as readers write it."""

from django.contrib.postgres.search import SearchQuery

__all__ = ["Question"]


class Question(SearchQuery):
    """Words, “phrases”, ``or`` and ``-not``, in any script (`curation_question`)."""

    SEARCH_TYPES = {"question": "public.curation_question"}

    def __init__(self, asked: str) -> None:
        """Take the question."""
        super().__init__(asked, search_type="question")
