"""What a release says otherwise than the one before it."""

import pytest

from curation.actions import retract
from curation.models import Actor, Revision
from curation.releases import Previous
from curation.releases.changes import ChangeSort, changes_between
from curation.releases.texts import texts_of
from tests import factories
from tests.curation.releases.conftest import corrected, frozen_now, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def former(seeded):
    """A release that is the previous one of whatever is published from now on."""
    return Revision.objects.place()


def changes_since(former):
    return {each.record: each for each in changes_between(former, Revision.objects.place())}


def text_since(former):
    frozen = frozen_now(identifier="v2027.01", previous=Previous("v2026.11", former))
    content = next(text for path, text in texts_of(frozen, EVERYTHING) if path == "CHANGES.md")
    return content


class Everything(dict):
    """Any file that a description may want to know of."""

    def __missing__(self, path):
        from curation.releases.archive import BuiltFile

        return BuiltFile(path, 0, "0" * 64, "text/csv")


EVERYTHING = Everything()


def test_what_was_not_there_is_added(former):
    fact = factories.published_status()

    change = changes_since(former)[str(fact.pk)]

    assert (change.sort, change.label) == (ChangeSort.ADDED, fact.label)


def test_what_says_something_else_is_corrected_and_names_the_keys(seeded):
    fact = factories.published_status(when="2020-05-01/2022-05-01")
    former = Revision.objects.place()
    corrected(fact, "Left earlier.", when="2020-05-01/2021-05-01")

    change = changes_since(former)[str(fact.pk)]

    assert change.sort == ChangeSort.CORRECTED
    assert set(change.keys) == {"citations", "when"}
    assert change.reason == "Left earlier."


def test_a_new_name_of_an_actor_corrects_the_actor_and_relabels_its_facts(seeded):
    fact = factories.published_status()
    former = Revision.objects.place()
    actor = Actor.objects.get(pk=fact.actor_id)
    actor.name = "Freedonia"
    actor.save()
    from curation.actions.references import publish_reference

    publish_reference("actor", actor, by=factories.reviewer())

    found = changes_since(former)

    assert found[str(actor.pk)].keys == ("name",)
    assert found[str(fact.pk)].sort == ChangeSort.RELABELLED


def test_a_retraction_is_told_with_its_reason(seeded):
    fact = factories.published_status()
    former = Revision.objects.place()
    retract(fact, by=factories.reviewer(), reason="The passage does not say so.")

    text = text_since(former)

    assert changes_since(former)[str(fact.pk)].sort == ChangeSort.RETRACTED
    section = text.partition("## Retracted\n")[2].partition("\n## ")[0]
    assert fact.label in section
    assert f"`{fact.pk}`" in section
    assert "reason: The passage does not say so." in section


def test_what_came_and_went_between_two_releases_is_no_change(former):
    fact = factories.published_status()
    retract(fact, by=factories.reviewer(), reason="Published by mistake.")

    assert str(fact.pk) not in changes_since(former)
    assert "Published by mistake." not in text_since(former)


def test_a_figure_is_told_before_and_after(seeded):
    figure = published(factories.figure(value=60, as_written="60%"))
    former = Revision.objects.place()
    corrected(figure, "A slip of the source.", value="61.5", as_written="61.5%")

    section = text_since(former).partition("## Figures before and after\n")[2]

    assert "before: 60, exact, “60%”" in section
    assert "after: 61.5, exact, “61.5%”" in section
    assert "reason: A slip of the source." in section


def test_the_table_counts_every_change_by_its_kind(former):
    fact = factories.published_status()
    later = Revision.objects.place()
    retract(fact, by=factories.reviewer(), reason="Wrong.")

    assert "| Status | 1 | 0 | 0 | 0 |" in text_since_at(former, later)
    assert "| Status | 0 | 0 | 0 | 1 |" in text_since(later)


def text_since_at(former, place):
    frozen = frozen_now(place=place, previous=Previous("v2026.11", former))
    return next(text for path, text in texts_of(frozen, EVERYTHING) if path == "CHANGES.md")


def test_the_first_release_says_that_it_is_the_first(unpacked):
    assert "first release" in (unpacked / "CHANGES.md").read_text(encoding="utf-8")
