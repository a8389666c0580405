"""Actors and the names they bear."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from ..constraints import kebab_case, one_of
from ..dates import InvalidPeriod, Period
from ..vocabulary import ActorKind, Article, NameKind
from .edit_counts import edits_of
from .reference import REFERENCE_RULES, Reference
from .search_rules import names_are_found

__all__ = [
    "Actor",
    "ActorName",
    "OrganizationOrBody",
    "PersonOrAuthority",
    "StateActor",
]


class Actor(Reference):
    """Anyone who can hold a status, speak or take a position.

    Codes of states: ISO 3166-1 (alpha-2, alpha-3, numeric), Correlates of War state number and
    Gleditsch–Ward number.
    """

    kind = models.CharField(max_length=20, choices=ActorKind)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organs",
        help_text="What this actor is an organ or officer of.",
    )
    iso_alpha2 = models.CharField("ISO 3166 alpha-2", max_length=2, blank=True)
    iso_alpha3 = models.CharField("ISO 3166 alpha-3", max_length=3, blank=True)
    iso_numeric = models.CharField("ISO 3166 numeric", max_length=3, blank=True)
    cow_number = models.PositiveSmallIntegerField("Correlates of War number", null=True, blank=True)
    gw_number = models.PositiveSmallIntegerField("Gleditsch–Ward number", null=True, blank=True)
    wikidata = models.CharField("Wikidata item", max_length=20, blank=True)
    article = models.CharField(
        max_length=3,
        choices=Article,
        blank=True,
        help_text="Whether a sentence puts “the” before the name: the United Nations.",
    )

    class Meta(Reference.Meta):
        constraints = [
            kebab_case("actor"),
            one_of("actor", "kind", ActorKind.values),
            one_of("actor", "article", ["", *Article.values]),
            models.CheckConstraint(
                condition=Q(iso_alpha2="", iso_alpha3="", iso_numeric="")
                | Q(
                    kind=ActorKind.STATE,
                    iso_alpha2__regex=r"^[A-Z]{2}$",
                    iso_alpha3__regex=r"^[A-Z]{3}$",
                    iso_numeric__regex=r"^[0-9]{3}$",
                ),
                name="actor_has_all_iso_codes_or_none",
                violation_error_message="A state has all three ISO 3166 codes or none; "
                "other actors have none.",
            ),
            models.CheckConstraint(
                condition=Q(wikidata="") | Q(wikidata__regex=r"^Q[1-9][0-9]*$"),
                name="actor_wikidata_is_an_item_id",
                violation_error_message="A Wikidata item looks like Q148.",
            ),
            models.UniqueConstraint(
                fields=["iso_alpha3"],
                condition=~Q(iso_alpha3=""),
                name="iso_code_belongs_to_one_actor",
                violation_error_message="Another actor bears this ISO 3166 code already.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="actor_is_not_its_own_parent",
                violation_error_message="An actor cannot be part of itself.",
            ),
        ]
        triggers = [*REFERENCE_RULES, *names_are_found("actor")]


class ActorName(models.Model):
    """A name of an actor in some language, official or as a source writes it."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=20, help_text="BCP 47 tag: en, ru, zh-Hans, …")
    kind = models.CharField(max_length=20, choices=NameKind, default=NameKind.SHORT)
    when = models.CharField(
        max_length=64, blank=True, help_text="EDTF: when the name was in use, if limited."
    )
    basis = models.CharField(
        max_length=500,
        blank=True,
        help_text="Where the name is known from: a list with its edition, or an address.",
    )
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["language", "name"]
        constraints = [
            one_of("actor_name", "kind", NameKind.values),
            models.UniqueConstraint(
                fields=["actor", "language", "name"],
                name="actor_bears_a_name_once_per_language",
                violation_error_message="This actor has that name in that language already.",
            ),
        ]
        triggers = edits_of("curation_actor", "actor_id")

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"

    def clean(self) -> None:
        """Normalise when the name was in use.

        Raises:
            ValidationError: the text is not EDTF.
        """
        if self.when:
            try:
                self.when = Period.parse(self.when).text
            except InvalidPeriod as error:
                raise ValidationError({"when": str(error)}) from error


class StateActor(Actor):
    """States, as the admin lists them."""

    class Meta:
        proxy = True
        verbose_name = "state"


class OrganizationOrBody(Actor):
    """Organizations and bodies, as the admin lists them."""

    class Meta:
        proxy = True
        verbose_name = "organization or body"
        verbose_name_plural = "organizations and bodies"


class PersonOrAuthority(Actor):
    """People and de facto authorities, as the admin lists them."""

    class Meta:
        proxy = True
        verbose_name = "person or authority"
        verbose_name_plural = "people and authorities"
