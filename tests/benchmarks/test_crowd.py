"""The crowd that benchmarks measure by can be made of whatever record is shipped."""

import pytest

from curation.models import Citation, Fact, Revision, Source
from tests.benchmarks.crowd import fill

pytestmark = pytest.mark.django_db


def test_facts_are_multiplied_with_their_evidence_and_revisions(seeded):
    before = {model: model.objects.count() for model in (Fact, Citation, Revision, Source)}

    present = fill(3 * before[Fact])

    assert present == Fact.objects.count() == 3 * before[Fact]
    assert Citation.objects.count() == 3 * before[Citation]
    assert Source.objects.count() == 2 * before[Source]
    copied = Fact.objects.filter(state="published").values("pk")
    assert Revision.objects.current().filter(record__in=copied).count() == copied.count()


def test_a_second_filling_goes_on_where_the_first_ended(seeded):
    originals = Fact.objects.count()
    fill(2 * originals)

    assert fill(12 * originals) == 12 * originals
