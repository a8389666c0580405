"""Search that stays quick when there is much to search.

Django joins all tables of ``search_fields`` and ors over them, which no index can answer: every
row is read, with all its citations. Here each table is asked by itself, through its own trigram
indexes, and the keys found are united.
"""

from collections import defaultdict

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

__all__ = ["SearchesByIndex", "words_of"]


def words_of(search_term: str) -> list[str]:
    """Return the words that must all be found; a quoted phrase is one of them."""
    quotation_marks = ('"', "'")
    return [
        unescape_string_literal(word)
        if len(word) > 1 and word.startswith(quotation_marks) and word[0] == word[-1]
        else word
        for word in smart_split(search_term)
    ]


class SearchesByIndex:
    """A model admin that finds each word in any of ``search_fields``, table by table."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Return the rows in which every word is found somewhere, each once."""
        tables = self._search_fields_by_table(request)
        for word in words_of(search_term) if tables else ():
            found, *more = [self._found_in(fields, word) for fields in tables]
            keys = found.union(*more) if more else found
            queryset = queryset.filter(pk__in=keys)
        return queryset, False

    def _found_in(self, fields: list[str], word: str) -> QuerySet:
        anywhere = Q.create([(f"{field}__icontains", word) for field in fields], connector=Q.OR)
        return self.model._default_manager.filter(anywhere).order_by().values("pk")

    def _search_fields_by_table(self, request: HttpRequest) -> list[list[str]]:
        """Group the fields; an inherited column and one across a relation are elsewhere."""
        tables = defaultdict(list)
        for path in self.get_search_fields(request):
            first, _, rest = path.partition("__")
            field = self.model._meta.get_field(first)
            related = path.rpartition("__")[0] if rest and field.is_relation else ""
            tables[field.model, related].append(path)
        return list(tables.values())
