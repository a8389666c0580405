"""What can be looked for."""

from ...asking import KnownAt
from ...asking.parameters import Choice, Words
from .finding import GROUPS

__all__ = ["ForWords", "Search"]


class MaybeWords(Words):
    """Words to search for; a form that is sent without any asks for nothing."""

    def parse(self, text: str) -> str:
        """Return the question, without the blanks around it."""
        return super().parse(text).strip() if text.strip() else ""


class ForWords(KnownAt):
    """Words, and as of when the registry is quoted."""

    q = MaybeWords(
        "Words of the record, in English or Russian; names also in Chinese. As for a search "
        "engine: “a phrase”, `or`, `-not`."
    )

    @property
    def words(self) -> str:
        """The words looked for; blank: none were given."""
        return self.value("q") or ""


class Search(ForWords):
    """Words, and in which kind of thing they are looked for."""

    kind = Choice(tuple(GROUPS), "Only things of this kind, and more of them.")
