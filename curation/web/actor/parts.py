"""What the record says around an actor, part by part: by the place in which a fact names it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, TextField, Value, When, Window
from django.db.models.fields.json import KT, HasAnyKeys
from django.db.models.functions import RowNumber
from django.db.models.lookups import Exact

from ...models.document_paths import BeginsOn, SlugsIn
from ...models.revision_queryset import RevisionQuerySet
from ...vocabulary import FACT_KINDS, RecordKind
from ..claims import Claim

__all__ = ["PARTS", "Part", "Shown", "places"]

# So many facts of a part stand on the page; the rest is one link away.
MOST = 15
MOST_STATUSES = 30


@dataclass(frozen=True)
class Part:
    """Facts of one kind that name an actor in one place.

    ``parameter`` is what asks the API for them, in the collection of the kind. ``path`` is where
    their documents name the actor, unless ``column`` holds it.
    """

    name: str
    title: str
    kind: RecordKind
    parameter: str
    column: str = ""
    path: str = ""
    listed: bool = False
    most: int = MOST

    def naming(self, slug: str) -> Q:
        """Return the condition that a fact names the actor in this place."""
        of_kind = Q(kind=self.kind)
        if self.column:
            return of_kind & Q(**{self.column: slug})
        if self.listed:
            return of_kind & Q(HasAnyKeys(SlugsIn(F("document"), paths=(self.path,)), [slug]))
        return of_kind & Q(Exact(KT(f"document__{self.path}"), Value(slug)))

    @property
    def route(self) -> str:
        """The route of the collection in the API."""
        return f"{self.kind}-list"


STATUS, STATEMENT, POSITION, EVENT, FIGURE = FACT_KINDS

# In the order of the page. Of a fact that names the actor in several places, the first counts.
PARTS = (
    Part("held", "Status history", STATUS, "actor", column="actor", most=MOST_STATUSES),
    Part("holders", "Office-holders and members", STATUS, "organization", column="organization"),
    Part("said", "What {it} said", STATEMENT, "speaker", path="speaker__slug"),
    Part("about", "What others said about {them}", STATEMENT, "about", path="$.about[*].slug",
         listed=True),
    Part("positions", "Claims about {their} positions, by issue", POSITION, "holder",
         path="holder__slug"),
    Part("within", "Claims about positions within {them}", POSITION, "holder_group",
         path="holder_group__slug"),
    Part("told", "Claims that {it} made about others’ positions", POSITION, "teller",
         path="teller__slug"),
    Part("events", "Events attended", EVENT, "participant",
         path="$.participants[*].actor.slug", listed=True),
    Part("place", "Events held there", EVENT, "place_actor", path="place_actor__slug"),
    Part("figures", "Figures", FIGURE, "subject", path="$.subjects[*].slug", listed=True),
    Part("carried", "Statements made to {them}", STATEMENT, "outlet", path="outlet__slug"),
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A part with the facts that stand on the page, and how many there are in all."""

    part: Part
    title: str
    claims: list[Claim]
    total: int

    @property
    def by_issue(self) -> list[Claim]:
        """The positions, those on the same issue together."""
        return sorted(self.claims, key=lambda each: each.says["issue"]["name"])

    @property
    def is_whole(self) -> bool:
        """Whether all of them stand on the page."""
        return len(self.claims) == self.total


def places(standing: RevisionQuerySet, slug: str) -> Iterable[tuple[int, str, int]]:
    """Return the facts that are to be shown: id, name of the part, and how many are in it.

    The latest first, by the day on which they can have begun. One question; no document of
    theirs is brought along, however many facts there are.
    """
    named = standing.of_kind(*FACT_KINDS).naming_actor([slug])
    cases = [When(part.naming(slug), then=Value(part.name)) for part in PARTS]
    within = {"partition_by": F("place")}
    latest = [BeginsOn(F("possible")).desc(), F("rank").asc(), F("id").desc()]
    ranked = named.annotate(place=Case(*cases, output_field=TextField())).annotate(
        at=Window(RowNumber(), order_by=latest, **within), total=Window(Count("id"), **within)
    )
    few = Q()
    for part in PARTS:
        few |= Q(place=part.name, at__lte=part.most)
    return ranked.filter(few).order_by("place", "at").values_list("id", "place", "total")
