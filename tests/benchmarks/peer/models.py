"""The tables of the stock peer."""

from django.db import models

__all__ = ["Actor", "Citation", "Revision", "Source", "Status", "StatusType"]


class Actor(models.Model):
    """Who holds a status, or where."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    iso3 = models.CharField(max_length=3, blank=True)

    def __str__(self) -> str:
        return self.name


class StatusType(models.Model):
    """What can be held."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    dimension = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """What is quoted."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.CharField(max_length=64, blank=True)
    url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """Who published a status, when and why."""

    kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=10)
    basis = models.CharField(max_length=10)
    recorded_from = models.DateTimeField()
    recorded_until = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=200)
    submitted_at = models.DateTimeField()
    approved_by = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    fact_version = models.PositiveIntegerField(null=True)
    schema_version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"Revision {self.pk}"


class Status(models.Model):
    """An actor holds a status in an organization."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=400)
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="statuses")
    status = models.ForeignKey(StatusType, models.PROTECT, related_name="held")
    organization = models.ForeignKey(Actor, models.PROTECT, related_name="status_holders")
    start_basis = models.CharField(max_length=20)
    end_basis = models.CharField(max_length=20)
    actor_as_written = models.CharField(max_length=200, blank=True)
    when = models.CharField(max_length=64, blank=True)
    when_in_words = models.CharField(max_length=200, blank=True)
    attested = models.CharField(max_length=64, blank=True)
    possible_from = models.DateField(null=True)
    possible_until = models.DateField(null=True)
    definite_from = models.DateField(null=True)
    definite_until = models.DateField(null=True)
    precision = models.CharField(max_length=20)
    certainty = models.CharField(max_length=10)
    hedge = models.CharField(max_length=200, blank=True)
    rank = models.CharField(max_length=12)
    rationale = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, null=True)  # noqa: DJ001 - null in the answer too
    settled_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="settles")
    note = models.TextField(blank=True)
    disputes = models.ManyToManyField("self", symmetrical=False, related_name="disputed_by")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="published")

    def __str__(self) -> str:
        return self.label


class Citation(models.Model):
    """A passage on which a status rests."""

    id = models.UUIDField(primary_key=True)
    fact = models.ForeignKey(Status, models.CASCADE, related_name="citations")
    position = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    quote = models.TextField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    locator = models.CharField(max_length=200, blank=True)
    reported_from = models.ForeignKey(
        Source, models.PROTECT, null=True, related_name="reported_citations"
    )
    support = models.CharField(max_length=10)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.quote
