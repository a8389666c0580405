"""Questions about the ledger; surfaces write no visibility filters of their own."""

import datetime as dt
import json
from collections.abc import Iterable

from django.contrib.postgres.search import SearchRank
from django.db import connections, models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from ..vocabulary import Certainty, Rank
from .called import Called, concerned
from .document_paths import quotes_of_document
from .evidence_counts import EvidenceCounts
from .ledger_questions import AsOf, LedgerQuestions
from .question import Question

__all__ = ["RevisionQuerySet"]

LAST_PLACE = """
    SELECT id, lower(recorded), schema_version FROM curation_revision {}
    ORDER BY lower(recorded) DESC LIMIT 1
"""
AT = "WHERE lower(recorded) <= %s"

# What was recorded up to a moment is there for certain once a later revision is. Else it is there
# if the replica has replayed a commit of somewhat later: publications that began before the moment
# have ended by then. A server that is not in recovery has all there is.
HAS_REPLAYED = """
    SELECT EXISTS (SELECT FROM curation_revision WHERE lower(recorded) >= %(moment)s)
        OR NOT pg_is_in_recovery()
        OR pg_last_xact_replay_timestamp() >= %(moment)s::timestamptz + interval '10 seconds'
"""


def document_text() -> Cast:
    """Return the expression of a document as JSON text."""
    return Cast("document", models.TextField())


class RevisionQuerySet(LedgerQuestions, models.QuerySet["Revision"]):
    """Questions about the ledger; surfaces write no visibility filters of their own."""

    def place(self, known_at: dt.datetime | None = None) -> AsOf:
        """Return the last place of the whole ledger: now, or as it was at ``known_at``.

        Every answer begins with this question: it is asked as it stands, since putting it
        together anew took longer than the database's reply.
        """
        condition, given = (AT, [known_at]) if known_at else ("", [])
        with connections[self.db].cursor() as cursor:
            cursor.execute(LAST_PLACE.format(condition), given)
            last = cursor.fetchone()
        return AsOf(*last) if last else AsOf(0, None)

    def has_replayed(self, moment: dt.datetime) -> bool:
        """Tell whether the server holds all that was recorded up to ``moment``, if it can know."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(HAS_REPLAYED, {"moment": moment})
            return bool(cursor.fetchone()[0])

    def up_to(self, place: AsOf) -> "RevisionQuerySet":
        """Return all that had happened at ``place``, whether it was still in force or not."""
        return self.filter(id__lte=place.revision)

    def after(self, revision: int) -> "RevisionQuerySet":
        """Return what happened after the revision with this id; 0 is before the first."""
        return self.filter(id__gt=revision)

    def before(self, revision: int) -> "RevisionQuerySet":
        """Return what happened before the revision with this id."""
        return self.filter(id__lt=revision)

    def with_text(self) -> "RevisionQuerySet":
        """Add ``text``: the document as the database writes it; ``document`` is not loaded."""
        return self.defer("document").annotate(text=document_text())

    def with_former_text(self) -> "RevisionQuerySet":
        """Add ``former_text``: the document that the record had before; None for its first."""
        former = self.model.objects.filter(
            record=OuterRef("record"), number=OuterRef("number") - 1
        ).order_by()
        return self.annotate(former_text=Subquery(former.values_list(document_text())))

    def with_title(self) -> "RevisionQuerySet":
        """Add ``title``: what the record is called; ``document`` is not loaded."""
        names = [KT(f"document__{key}") for key in ("label", "name", "title")]
        return self.defer("document").annotate(
            title=Coalesce(*names, models.Value(""), output_field=models.TextField())
        )

    def of_kind(self, *kinds: str) -> "RevisionQuerySet":
        """Return revisions of records of these kinds."""
        return self.filter(kind__in=kinds)

    def naming_actor(self, slugs: Iterable[str]) -> "RevisionQuerySet":
        """Return revisions whose document names any of these actors, in whichever part."""
        return self.filter(actors__has_any_keys=list(slugs))

    def citing(self, slugs: Iterable[str]) -> "RevisionQuerySet":
        """Return revisions that cite any of these sources."""
        return self.filter(sources__has_any_keys=list(slugs))

    def saying(self, word: str) -> "RevisionQuerySet":
        """Return revisions with ``word`` in their label, name or summary."""
        return self.filter(
            Q(document__label__icontains=word)
            | Q(document__name__icontains=word)
            | Q(summary__icontains=word)
        )

    def matching(self, question: str, called: Called | None = None) -> "RevisionQuerySet":
        """Return revisions that have the words of ``question``, or concern what goes by them.

        The question is written as for a search engine: words, “phrases”, ``or``, ``-not``.
        """
        found = Q(words=Question(question))
        if called is None:
            return self.filter(found)
        found |= called.concerned()
        if called.by_word:
            pairs = called.by_word
            found |= Q(*(Q(words=Question(word)) | concerned(some) for word, some in pairs))
        return self.filter(found)

    def on_the_edge_of(self, day: dt.date) -> "RevisionQuerySet":
        """Return facts that can have begun on ``day``, or ended with it, to the day."""
        after = day + dt.timedelta(days=1)
        edges = Q(possible__startswith=day) | Q(possible__endswith=after)
        return self.filter(edges | Q(definite__startswith=day))

    def with_fitness(self, question: str) -> "RevisionQuerySet":
        """Add ``fitness``: how often and how near each other the words of ``question`` stand."""
        return self.annotate(fitness=SearchRank(F("words"), Question(question)))

    def quoting(self, words: str) -> "RevisionQuerySet":
        """Return revisions that quote ``words`` in their evidence."""
        as_in_json = json.dumps(words, ensure_ascii=False)[1:-1]
        return self.alias(quotes=quotes_of_document()).filter(quotes__icontains=as_in_json)

    def evidence_counts(self) -> EvidenceCounts:
        """Count the citations of the revisions, and those that stand on more or less than usual."""
        columns = ("citations_made", "citations_verified", "citations_second_hand")
        sums = self.order_by().aggregate(*(Sum(column, default=0) for column in columns))
        return EvidenceCounts(*(sums[f"{column}__sum"] for column in columns))

    def disputing(self, fact: object) -> "RevisionQuerySet":
        """Return revisions of facts that contradict ``fact``, an id or an expression of one.

        Few facts contradict others; the condition says so, and the index holds only those.
        """
        named = Cast(fact, models.TextField())
        return self.filter(disputes__0__isnull=False, disputes__has_key=named)

    def in_use_on(self, day: dt.date) -> "RevisionQuerySet":
        """Leave out status types that the organization did not use on ``day``."""
        bounds = self.alias(
            begins=Cast(KT("document__valid__from"), models.DateField()),
            ends=Cast(KT("document__valid__until"), models.DateField()),
        )
        return bounds.filter(Q(begins=None) | Q(begins__lte=day), Q(ends=None) | Q(ends__gt=day))

    def accepted(self) -> "RevisionQuerySet":
        """Return what the registry holds, without competing or rejected claims."""
        return self.filter(rank=Rank.ACCEPTED)

    def not_merely_expected(self) -> "RevisionQuerySet":
        """Leave out what the sources only foresee."""
        return self.exclude(certainty=Certainty.EXPECTED)

    def held(self) -> "RevisionQuerySet":
        """Return what rosters and counts are made of: accepted and not merely expected."""
        return self.accepted().not_merely_expected()
